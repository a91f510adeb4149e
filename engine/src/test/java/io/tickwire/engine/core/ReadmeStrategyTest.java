package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.RecordedOutputs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The strategy of README.md compiles as it stands there, and does what is said of it. */
final class ReadmeStrategyTest {
    @TempDir
    Path folder;

    @Test
    void signalsAndBuysAtEveryFifthTrade() throws Exception {
        String readme = Files.readString(
            Path.of(System.getProperty("tickwire.root", "..")).resolve("README.md"));
        int from = readme.indexOf("```java\n") + "```java\n".length();
        Path jar = StrategyJars.jar(folder, "EachFifth",
            readme.substring(from, readme.indexOf("```", from)), null);
        Stages stages = Stages.create(TestConfigs.counting(), "s", Strategies.create(
            new Config.Strategy("mine.EachFifth", jar.toString(), "", Map.of())));
        Given given = new Given();
        RecordedOutputs outputs = new RecordedOutputs();
        List<String> decided = new ArrayList<>();
        for (int id = -1; id <= 10; id++) {
            Event input = id == -1 ? given.instrument(1, "AAAUSDT", -3, 1)
                : id == 0 ? given.quote(7, 1, 1)
                : given.after(20_000_000L).aggregate(7, 1, id, 10_000, 1_000);
            outputs.begin(input);
            stages.onEvent(input, outputs);
            for (String text : outputs.take()) {
                if (!text.startsWith("FEED_STATUS")) {
                    decided.add(id + " " + text.replaceAll(" cause=.* (side=\\w+).*( qty=\\S+).*",
                        " $1$2").replaceAll(" cause=.*", "").replaceAll(" @7 (event=\\w+) .*", " $1")
                        .replaceAll(" @7 reason=.* position=(\\S+) .*", " $1"));
                }
            }
        }
        assertThat(decided).containsExactly(
            "5 SIGNAL #1 @7", "5 ORDER_INTENT #1 @7 side=BUY qty=0.010",
            "6 ORDER #1 event=accepted", "6 ORDER #1 event=filled", "6 POSITION #1 0.010",
            "10 SIGNAL #1 @7", "10 ORDER_INTENT #1 @7 side=SELL qty=0.010");
    }
}
