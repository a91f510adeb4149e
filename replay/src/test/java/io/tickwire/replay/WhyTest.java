package io.tickwire.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain behind an order, of a session that an engine ran. */
final class WhyTest {
    @TempDir
    Path folder;

    private Path session;
    private List<String> ids;

    @BeforeEach
    void run() throws IOException {
        session = folder.resolve("session");
        String config = RunSession.config("");
        RunSession.begin(session, config, config).traffic(10).end().close();
        ids = Result.journal("dump", session, "--type", "ORDER_INTENT", "--format", "csv").lines()
            .stream().skip(1).map(row -> row.split(",")[4]).toList();
        assertThat(ids).hasSize(3);
    }

    @Test
    void anOrderIsFollowedFromItsTickToItsEnd() {
        Result why = Result.why(session, ids.get(0));
        assertThat(why.code()).isZero();
        assertThat(why.err()).isEmpty();
        List<String> lines = why.lines();
        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).startsWith("order " + ids.get(0) + ", handle ");
        assertThat(lines.get(1)).matches(" +0\\.000 ms  caused by TRADE BTCUSDT id 3 price "
            + "65000\\.08 qty 0\\.100 aggregate true, 2023-11-14T22:13:20\\..*Z, input \\d+");
        assertThat(lines.get(2)).startsWith("       0.000 ms  SIGNAL BTCUSDT side BUY confidence ");
        assertThat(lines.get(3)).isEqualTo("       0.000 ms  on its way: ORDER_INTENT BTCUSDT side "
            + "BUY type MARKET tif IOC qty 0.005 reduce_only false");
        // It is at the market 20 ms later, where the next message comes.
        assertThat(lines.get(4)).isEqualTo("      20.000 ms  accepted: open, 0.000 of 0.005 filled");
        assertThat(lines.get(5)).isEqualTo("       0.000 ms  filled 0.005 at 65000.13, taker, fee "
            + "0.16250033: filled, 0.005 of 0.005 filled");
        assertThat(lines.get(6)).isEqualTo(
            "       0.000 ms  position 0.005, cash 9999.83749967");
    }

    @Test
    void itsHandleIsANameToo() {
        String named = Result.why(session, ids.get(1)).out();
        String handle = named.lines().findFirst().orElseThrow().replaceAll(".* handle ", "");
        assertThat(Result.why(session, handle).out()).isEqualTo(named);
    }

    @Test
    void oneThatIsOnItsWayWhenTheJournalEndsSaysSo() throws IOException {
        Path cut = folder.resolve("cut");
        String config = RunSession.config("");
        RunSession.begin(cut, config, config).traffic(3).end().close();
        assertThat(Result.why(cut, ids.get(0)).lines())
            .endsWith("the journal ends while it is open");
    }

    @Test
    void aRefusalSaysItsRule() throws IOException {
        Path refused = folder.resolve("refused");
        String config = RunSession.config("quantity: 1000001");
        RunSession.begin(refused, config, config).traffic(3).end().close();
        String handle = Result.journal("dump", refused, "--type", "RISK_REFUSAL", "--format",
            "text").out().replaceAll("(?s).* handle=(\\d+).*", "$1");
        assertThat(Result.why(refused, handle).lines()).last().asString().isEqualTo(
            "       0.000 ms  refused, max order qty: BUY 1000.001, limit 1000.000");
    }

    @Test
    void whatIsNoOrderIsSaid() {
        Result why = Result.why(session, "NOSUCHORDER");
        assertThat(why.code()).isEqualTo(1);
        assertThat(why.err()).startsWith(
            "no order of this session has the client id or handle NOSUCHORDER");
    }
}
