package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.ScratchOutputs;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.Given;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one tick says of the socket that brought it. */
final class SocketEvidenceTest {
    private static final long FIRST_MS = Given.START_NS / MS;

    private final Given given = new Given();
    private final VenueClock clock = new VenueClock();
    private final TickIntake intake =
        new TickIntake(ConfigReader.read(TestConfigs.COUNTING).feed(), clock);
    private final StreamState stream = new StreamState(1, StreamKind.QUOTE, new SymbolListing());
    private final SocketHealth socket = stream.socket;
    private final ScratchOutputs outputs = new ScratchOutputs();
    private long heardNs;

    @BeforeEach
    void aQuoteHasCome() {
        clock.set(1_000, 0, given.nowNs());
        stream.group = new ConnectionGroup(1, 10);
        stream.group.current = new Connection(1);
        stream.group.connections.add(stream.group.current);
        take(100, 0);
        heardNs = given.nowNs();
        assertThat(socket.heardNs).isEqualTo(heardNs);
        given.after(SECOND);
    }

    private void take(long id, long ms) {
        Event quote = given.quote(1, 1, id, 10_000 + id, 2_000, 10_010 + id, 3_000)
            .set(QuoteFields.EVENT_MS, FIRST_MS + ms);
        outputs.begin(quote);
        intake.onTick(quote, stream, outputs);
    }

    private void assertEvidence(boolean heard, boolean older, boolean frozen) {
        assertThat(socket.arrivedNs).isEqualTo(given.nowNs());
        assertThat(socket.heardNs).as("heard").isEqualTo(heard ? given.nowNs() : heardNs);
        assertThat(socket.olderNs).as("older").isEqualTo(older ? given.nowNs() : 0);
        assertThat(socket.frozenNs).as("frozen").isEqualTo(frozen ? given.nowNs() : 0);
    }

    @ParameterizedTest
    @CsvSource({"101, 1000, true, false, false", "100, 0, false, false, false",
        "100, 1000, false, false, false", "99, -1, false, false, false",
        "99, 0, false, true, false", "99, 1000, false, true, false",
        "101, 0, false, false, true", "101, -1, false, false, true"})
    void newsRepeatsLateOnesOldNumbersAndATimeThatStandsStillAreToldApart(
        long id, long ms, boolean heard, boolean older, boolean frozen) {
        take(id, ms);
        assertEvidence(heard, older, frozen);
    }

    @Test
    void aNumberThatLeapsIsNoNewsAndTheNextThatGoesOnFromItIs() {
        long far = 9_000_000_000_000L;
        take(far, 1_000);
        assertEvidence(false, false, false);
        given.after(SECOND);
        take(far + 1, 2_000);
        assertEvidence(true, false, false);
        given.after(SECOND);
        take(far + 2, 3_000);
        assertEvidence(true, false, false);
    }

    @Test
    void oneNumberThatLeapsIsForgottenByTheNextTick() {
        take(9_000_000_000_000L, 1_000);
        given.after(SECOND);
        take(101, 2_000);
        assertEvidence(true, false, false);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "-1, true"})
    void whatHasTheTimeThatRestHadShownHasCaughtUpWithIt(long ms, boolean stillAhead) {
        stream.rest.ahead(given.nowNs());
        take(101, ms);
        assertThat(socket.heardNs).as("no life by itself").isEqualTo(heardNs);
        assertThat(stream.rest.isAhead()).isEqualTo(stillAhead);
    }

    @ParameterizedTest
    @CsvSource({"5000, false", "5001, true"})
    void whatComesLateIsNeitherLifeNorCaughtUp(long lateMs, boolean late) {
        given.after(20 * SECOND);
        stream.rest.ahead(given.nowNs());
        take(101, 21_000 - lateMs);
        assertThat(socket.lateNs).isEqualTo(late ? given.nowNs() : 0);
        assertThat(socket.heardNs).isEqualTo(late ? heardNs : given.nowNs());
        assertThat(stream.rest.isAhead()).isEqualTo(late);
    }
}
