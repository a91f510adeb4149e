package io.tickwire.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.command.ExitCode;
import io.tickwire.replay.JournalMain;
import io.tickwire.replay.ReplayMain;
import io.tickwire.transport.recording.ImportMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A strategy of a user's over recordings: what it is shown, what becomes of its orders. */
final class ImportedStrategyTest {
    private static final long START_MS = 1_721_347_020_000L;
    private static final String STRATEGY =
        "strategy: {class: io.tickwire.perf.BuyEachTrade, settings: {quantity: 0.1}}\n";

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private long id;
    private String err;

    private List<String> run(Object command, int code, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int exit = CommandRunner.run(
            command, new PrintWriter(out), new PrintWriter(errors), arguments);
        err = errors.toString();
        assertThat(exit).as(out + err).isEqualTo(code);
        return out.toString().lines().toList();
    }

    private List<String> importing(String config) throws IOException {
        Path file = Files.write(folder.resolve("recording"), lines);
        Path yaml = Files.writeString(folder.resolve("c.yaml"), config);
        return run(new ImportMain(), 0, file.toString(), "--config", yaml.toString(), "--out",
            session());
    }

    private String session() {
        return folder.resolve("session").toString();
    }

    /** Received so many ms behind the start, 20 ms after it was made. */
    private void frame(long ms, String symbol, String stream, String members) {
        long madeMs = START_MS + ms - 20;
        lines.add(String.format(Locale.ROOT,
            "%d000000 {\"stream\":\"%s@%s\",\"data\":{\"E\":%d,\"T\":%d,\"s\":\"%s\",%s}}",
            START_MS + ms, symbol.toLowerCase(Locale.ROOT), stream, madeMs, madeMs, symbol,
            members));
    }

    private void quote(long ms, String symbol) {
        frame(ms, symbol, "bookTicker", "\"e\":\"bookTicker\",\"u\":" + ++id
            + ",\"b\":\"10.01\",\"B\":\"5.25\",\"a\":\"10.02\",\"A\":\"7.50\"");
    }

    private void trade(long ms, String symbol) {
        frame(ms, symbol, "aggTrade", "\"e\":\"aggTrade\",\"a\":" + ++id
            + ",\"p\":\"10.02\",\"q\":\"0.75\",\"f\":1,\"l\":1,\"m\":true");
    }

    private String verdict() {
        return run(new ReplayMain(), 0, session()).get(0);
    }

    @Test
    void itTradesOnPaperAndTheSessionIsLikeAnyOther() throws IOException {
        for (int i = 0; i < 50; i++) {
            quote(i * 100, "AUSDT");
            trade(i * 100 + 50, "AUSDT");
        }
        List<String> out = importing(STRATEGY
            + "risk: {maxPosition: 3, maxNotional: none, maxOrdersPerSecond: none}\n");

        assertThat(out).hasSize(8);
        assertThat(out.get(4)).isEqualTo("orders: 30 filled, 0 expired, 20 refused"
            + " (max position 20), 0 signals");
        // 30 fees of 0.05 % of 0.10 at 10.02 are 0.01503.
        assertThat(out.get(5)).isEqualTo("cash: 9999.98");
        assertThat(out.get(6)).startsWith("feed: GREEN ");
        assertThat(out.get(7)).isEqualTo("replay: ./run.sh replay " + session());
        assertThat(verdict()).startsWith("identical: ");
        assertThat(String.join("\n", run(new JournalMain(), 0, "describe", session())))
            .contains("class: io.tickwire.perf.BuyEachTrade", "maxPosition: 3");
        run(new JournalMain(), 0, "dump", session(), "--type", "ORDER", "--format", "csv",
            "--out", folder.resolve("csv").toString());
        // The scale is that of the text, and no limit is known.
        assertThat(Files.readAllLines(folder.resolve("csv/ORDER.csv")).get(2))
            .contains(",filled,filled,,BUY,,0.10,0.10,1.00200000,10.02,0.10,0.00050100,false,");
    }

    /**
     * Nobody can be asked whether a quote of before the gap still stands. In one of over a minute
     * no time passes but at its end, so what was on its way before it arrives there.
     */
    @ParameterizedTest
    @CsvSource({"4900, 3, 0", "5200, 2, 0", "30000, 2, 0", "59999, 2, 0", "60050, 1, 1",
        "61000, 1, 1", "600000, 1, 1", "172800000, 1, 1"})
    void aGapIsAsStaleAsItWouldHaveBeen(long gapMs, int filled, int expired) throws IOException {
        quote(0, "AUSDT");
        trade(10, "AUSDT");
        trade(gapMs, "AUSDT");
        quote(gapMs + 10, "AUSDT");
        trade(gapMs + 20, "AUSDT");
        // The last order is at the market by then.
        quote(gapMs + 40, "AUSDT");
        List<String> out = importing(STRATEGY);

        assertThat(out.get(4)).startsWith(
            "orders: " + filled + " filled, " + expired + " expired, ").contains(
                filled == 3 ? "0 refused" : "1 refused (stale feed 1)");
        assertThat(verdict()).startsWith("identical: ");
    }

    /** Of a symbol that trades rarely the limit may be longer. */
    @Test
    void theLimitsOfTheFeedAreThoseOfTheFile() throws IOException {
        quote(0, "AUSDT");
        trade(30_000, "AUSDT");
        quote(30_020, "AUSDT");
        List<String> out = importing(STRATEGY + "feed: {silence: {quote: 1m}}\n");

        assertThat(out.get(4)).startsWith("orders: 1 filled, ");
    }

    @Test
    void itsSymbolsAndStreamsAreTaken() throws IOException {
        for (int i = 0; i < 10; i++) {
            quote(i * 100, "AUSDT");
            trade(i * 100 + 1, "AUSDT");
            trade(i * 100 + 2, "BUSDT");
        }
        List<String> out = importing("symbols: [BUSDT, CUSDT, AUSDT]\nstreams: [trade]\n"
            + "venue: {name: loopback, env: live, wsUrl: 'ws://a:1'}\nhttp: {port: 8080}\n"
            + "feed: {poll: {every: 1s}}\nrisk: {maxNotional: 5}\n" + STRATEGY);

        assertThat(out.get(0)).isEqualTo("imported: 30 lines, 20 ticks, 0 rejected");
        assertThat(out.get(2)).startsWith("symbols 2, ").endsWith(", rows not asked for 10");
        assertThat(out.get(4)).contains(" 20 refused (no quote 20), ");
        assertThat(err).contains("no effect on a recording: venue, feed.poll, http\n",
            "symbols: no tick of CUSDT is in the recording\n");
    }

    @Test
    void onlyWhatIsNamedBecomesAnInstrument() throws IOException {
        quote(0, "AUSDT");
        quote(1, "BUSDT");
        List<String> out = importing("symbols: [BUSDT]\n");

        assertThat(out.get(0)).isEqualTo("imported: 2 lines, 1 ticks, 0 rejected");
        assertThat(out.get(2)).startsWith("symbols 1, ");
        assertThat(out.get(4)).startsWith("orders: none, ");
    }

    @Test
    void whatCannotBeRunIsSaidBeforeAnythingIsMade() throws IOException {
        Path file = Files.writeString(folder.resolve("r"), "");
        Path yaml = Files.writeString(folder.resolve("c.yaml"),
            "strategy: {class: mine.None}\n");
        for (String config : List.of(yaml.toString(), folder.resolve("absent").toString())) {
            run(new ImportMain(), ExitCode.USAGE, file.toString(), "--config", config, "--out",
                session());
            assertThat(err).contains(config.endsWith("absent") ? "absent" : "mine.None");
            assertThat(folder.resolve("session")).doesNotExist();
        }
    }

    @Test
    void aStrategyThatThrowsStopsItAndIsReplayed() throws IOException {
        quote(0, "AUSDT");
        trade(10, "AUSDT");
        Files.write(folder.resolve("recording"), lines);
        Path yaml = Files.writeString(folder.resolve("c.yaml"),
            "strategy: {class: " + ThrowAtTrade.class.getName() + "}\n");
        run(new ImportMain(), ExitCode.STOPPED, folder.resolve("recording").toString(),
            "--config", yaml.toString(), "--out", session());

        assertThat(err).contains("stopped: ", "onTrade");
        run(new ReplayMain(), 0, session());
        assertThat(err).contains("ended by a failure: ");
    }
}
