package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.feed.StreamView;
import io.tickwire.engine.signal.Mark;
import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Stats;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.engine.signal.Tick;
import io.tickwire.engine.signal.Trade;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.RecordedOutputs;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/STRATEGY.md: its example compiles and does what is said of it, its tables are complete. */
final class StrategyPageTest {
    private static final int LINK = 7;
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @TempDir
    Path folder;

    private final Given given = new Given();
    private String page;
    private Stages stages;

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(
            Path.of(System.getProperty("tickwire.root", "..")).resolve("docs/STRATEGY.md"));
    }

    private Strategy example() throws IOException {
        int from = page.indexOf("```java\n") + "```java\n".length();
        Path jar = StrategyJars.jar(folder, "Imbalance",
            page.substring(from, page.indexOf("```", from)), null);
        return Strategies.create(new Config.Strategy(
            "mine.Imbalance", jar.toString(), "", Map.of("holdMs", "1500")));
    }

    private List<String> decided(Event input) {
        RecordedOutputs outputs = new RecordedOutputs();
        outputs.begin(input);
        stages.onEvent(input, outputs);
        List<String> decided = new ArrayList<>(outputs.take());
        decided.removeIf(text -> text.startsWith("FEED_"));
        return decided;
    }

    private void begin(Strategy strategy) {
        stages = Stages.create(TestConfigs.counting(), "s", strategy);
        decided(given.instrument(1, "AAAUSDT", -3, 1));
        // 100.00 / 100.10, as much on either side.
        assertThat(decided(given.quote(LINK, 1, 1, 10_000, 9_000, 10_010, 9_000))).isEmpty();
    }

    @Test
    void theExampleBuysOnImbalanceAndClosesByTheTimer() throws IOException {
        Strategy strategy = example();
        begin(strategy);
        assertThat(decided(given.quote(LINK, 1, 2, 10_000, 8_997, 10_010, 3_000))).isEmpty();
        List<String> bought = decided(given.quote(LINK, 1, 3, 10_000, 9_000, 10_010, 3_000));
        assertThat(bought).hasSize(2);
        assertThat(bought.get(0)).startsWith("SIGNAL #1 ").contains("'bid side heavy'");
        // 200 at 100.10 are 1.998.
        assertThat(bought.get(1)).contains("side=BUY type=LIMIT tif=IOC price=100.10 qty=1.998");
        assertThat(decided(given.quote(LINK, 1, 4, 10_000, 9_000, 10_010, 3_000)))
            .as("has asked for one already").isEmpty();
        assertThat(decided(given.after(20_000_000L).timer(0))).last().asString()
            .startsWith("POSITION ").contains("position=1.998");
        assertThat(decided(given.quote(LINK, 1, 5, 10_000, 9_000, 10_010, 3_000)))
            .as("holds one already").isEmpty();

        assertThat(decided(given.after(1_400_000_000L).timer(0))).isEmpty();
        Strategy resumed = resumed(strategy);
        List<String> sold = decided(given.after(100_000_000L).timer(0));
        assertThat(sold).hasSize(1);
        assertThat(sold.get(0)).contains("side=SELL type=MARKET tif=IOC qty=1.998 reduce_only=1");
        assertThat(decided(given.timer(0))).as("has asked already").isEmpty();
        assertThat(decided(given.after(20_000_000L).timer(0))).last().asString()
            .startsWith("POSITION ").contains("position=0.000");

        byte[] state = state(strategy);
        assertThat(state(resumed)).as("what it was resumed from").isEqualTo(state);
    }

    /** Another instance with its state. */
    private Strategy resumed(Strategy strategy) throws IOException {
        byte[] state = state(strategy);
        Strategy other = example();
        StateReader in = new StateReader(new UnsafeBuffer(state), 0, state.length);
        other.readState(in);
        assertThat(in.remaining()).isZero();
        return other;
    }

    private static byte[] state(Strategy strategy) {
        assertThat(strategy.hasStateSupport()).isTrue();
        StateWriter out = new StateWriter(new UnsafeBuffer(ByteBuffer.allocateDirect(1 << 12)));
        strategy.writeState(out);
        byte[] state = new byte[out.length()];
        out.buffer().getBytes(0, state);
        return state;
    }

    /** Names in the first column of the first table behind a text. */
    private TreeSet<String> named(String heading) {
        TreeSet<String> names = new TreeSet<>();
        int at = page.indexOf("\n|", page.indexOf(heading) - 1);
        assertThat(at).as(heading).isPositive();
        String table = page.substring(at + 1, page.indexOf("\n\n", at));
        table.lines().skip(2).forEach(row -> CODE.matcher(row.split("\\|")[1]).results()
            .forEach(code -> names.add(code.group(1))));
        return names;
    }

    private static TreeSet<String> methods(Class<?> type) {
        TreeSet<String> names = new TreeSet<>();
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
            .map(Method::getName).forEach(names::add);
        return names;
    }

    @Test
    void everyCallIsNamed() {
        assertThat(named("## Calls")).isEqualTo(methods(Strategy.class));
        assertThat(named("| method of the context")).isEqualTo(methods(StrategyContext.class));
    }

    @Test
    void everyFieldOfEveryTickIsNamed() {
        assertThat(named("Every tick has:")).isEqualTo(methods(Tick.class));
        Map.of("\nQuote:\n", Quote.class, "\nTrade:\n", Trade.class, "\nStats, of", Stats.class,
            "\nMark:\n", Mark.class).forEach((heading, tick) -> {
                TreeSet<String> methods = methods(tick);
                methods.remove("kind");
                assertThat(named(heading)).as(heading).isEqualTo(methods);
            });
        assertThat(named("\nStream, in")).isEqualTo(methods(StreamView.class));
    }

    @Test
    void everyRuleIsNamed() {
        TreeSet<String> labels = new TreeSet<>();
        for (RiskRule rule : RiskRule.values()) {
            labels.add(rule.label());
        }
        assertThat(named("| rule | refused |")).isEqualTo(labels);
    }
}
