package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one concern of a stream means to the others. */
final class StreamStateTest {
    private final StreamState stream = new StreamState(1, StreamKind.QUOTE, new SymbolListing());

    @ParameterizedTest
    @CsvSource({"FRESH, FROZEN, false", "FRESH, LAGGING, false", "QUIET, FROZEN, false",
        "STARTING, LAGGING, false", "SILENT, FROZEN, true", "FROZEN, FROZEN, true",
        "FRESH, SILENT, true", "FRESH, NO_FIRST_TICK, true", "FRESH, LINK_DOWN, true"})
    void ticksThatAreNoGoodAreNoBetterOnTheSpareConnection(
        StreamHealth before, StreamHealth after, boolean stillHeard) {
        stream.socket.health = before;
        stream.spare.heard = true;
        stream.dead(after, 100);
        assertThat(stream.spare.heard).isEqualTo(stillHeard);
        assertThat(stream.socket.health).isEqualTo(after);
    }

    @Test
    void ofADeadStreamNothingHasToBeAsked() {
        stream.rest.want(50);
        stream.dead(StreamHealth.SILENT, 100);
        assertThat(stream.rest.isProbePending()).isFalse();
    }

    @Test
    void aDeadStreamIsPolledWhereThereIsSomebodyToAsk() {
        stream.dead(StreamHealth.SILENT, 100);
        assertThat(stream.poll.active).as("of a recording").isFalse();
        stream.group = new ConnectionGroup(1, 10);
        stream.dead(StreamHealth.SILENT, 200);
        stream.dead(StreamHealth.FROZEN, 300);
        assertThat(stream.poll.active).isTrue();
        assertThat(stream.poll.sinceNs).as("since the first").isEqualTo(200);
    }

    @Test
    void newsOfTheSocketAnswerWhatRestWasToBeAsked() {
        stream.rest.want(50);
        stream.rest.ahead(60);
        stream.heard(100);
        assertThat(stream.rest.isProbePending() || stream.rest.isAhead()).isFalse();
        assertThat(stream.socket.health).isEqualTo(StreamHealth.FRESH);
    }

    private StreamState of(StreamKind kind) {
        StreamState made = new StreamState(1, kind, new SymbolListing());
        made.group = new ConnectionGroup(1, 10);
        made.subscribed(0);
        return made;
    }

    @ParameterizedTest
    @CsvSource({"QUOTE, 1000, true", "QUOTE, 1001, false", "MARK, 1000, false"})
    void aSocketThatIsWellTellsWhatAnotherCanHaveMissed(
        StreamKind kind, long heardNs, boolean nothing) {
        StreamState well = of(kind);
        well.heard(heardNs);
        // What REST says does not matter then.
        well.rest.answered(500);
        well.newsNs = 5_000;
        assertThat(well.hadNothingSince(1_000)).isEqualTo(nothing);
    }

    @ParameterizedTest
    @CsvSource({"1001, 1000, true", "1000, 1000, false", "1001, 1001, false"})
    void behindADeadSocketRestTells(long answeredNs, long newsNs, boolean nothing) {
        StreamState dead = of(StreamKind.QUOTE);
        dead.heard(900);
        dead.dead(StreamHealth.SILENT, 950);
        dead.rest.answered(answeredNs);
        dead.newsNs = newsNs;
        assertThat(dead.hadNothingSince(1_000)).isEqualTo(nothing);
    }

    private Connection openedAt(long ns) {
        Connection connection = new Connection(2);
        connection.opened(ns);
        return connection;
    }

    @Test
    void aConnectionThatHasBroughtItTakesItOver() {
        StreamState dead = of(StreamKind.QUOTE);
        dead.dead(StreamHealth.SILENT, 100);
        dead.rest.ahead(150);
        dead.spare.heard = true;
        dead.spare.heardNs = 180;
        dead.movedTo(openedAt(120), true, new VenueClock(), 200);
        assertThat(dead.socket.health).isEqualTo(StreamHealth.FRESH);
        assertThat(dead.socket.heardNs).isEqualTo(180);
        assertThat(dead.socket.wellNs).isEqualTo(200);
        assertThat(dead.rest.isAhead()).isFalse();
        assertThat(dead.spare.heard).as("there is no other any more").isFalse();
        assertThat(dead.poll.active).as("it has to prove itself").isTrue();
    }

    @Test
    void whatIsWellAndSilentOnBothGoesOn() {
        StreamState well = of(StreamKind.QUOTE);
        well.heard(100);
        well.movedTo(openedAt(120), true, new VenueClock(), 200);
        assertThat(well.socket.health).isEqualTo(StreamHealth.FRESH);
        assertThat(well.socket.heardNs).isEqualTo(100);
        assertThat(well.poll.active).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, false"})
    void whatItHasNotBroughtAndNobodyVouchesForBeginsAnew(boolean dead, boolean oldAlive) {
        StreamState moved = of(StreamKind.QUOTE);
        moved.heard(100);
        if (dead) {
            moved.dead(StreamHealth.SILENT, 110);
            moved.poll.end();
        }
        moved.movedTo(openedAt(120), oldAlive, new VenueClock(), 200);
        assertThat(moved.socket.health).isEqualTo(StreamHealth.STARTING);
        assertThat(moved.socket.heardNs).as("its deadline runs from there").isEqualTo(120);
        assertThat(moved.poll.active).isTrue();
        assertThat(moved.poll.sinceNs).isEqualTo(200);
        assertThat(moved.rest.isAhead()).as("nobody knows the venue's clock").isFalse();
    }

    /** REST's newest was made so long behind the opening; the clock is known by half a second. */
    @ParameterizedTest
    @CsvSource({"QUOTE, 500, false", "QUOTE, 501, true", "MARK, 501, false"})
    void whatItShouldHaveBroughtAndHasNotPutsRestAhead(
        StreamKind kind, long behindMs, boolean ahead) {
        StreamState moved = of(kind);
        moved.dead(StreamHealth.SILENT, 110);
        long openedNs = Given.START_NS;
        VenueClock clock = new VenueClock();
        clock.set(0, 0, openedNs);
        moved.shown.take(new Given().tick(kind, 1, 1, 7), openedNs / 1_000_000 + behindMs);
        moved.newsNs = openedNs + 700_000_000;
        moved.movedTo(openedAt(openedNs), true, clock, openedNs + 2_000_000_000L);
        assertThat(moved.rest.isAhead()).isEqualTo(ahead);
        assertThat(moved.rest.isAheadFor(1_300_000_000, openedNs + 2_000_000_000L))
            .as("since it was shown").isEqualTo(ahead);
    }

    @Test
    void aLinkThatIsGoneAgainIsTheReason() {
        stream.dead(StreamHealth.SILENT, 100);
        stream.linkLost(false, 200);
        assertThat(stream.socket.health).as("it was dead before").isEqualTo(StreamHealth.SILENT);
        stream.linkLost(true, 300);
        assertThat(stream.socket.health).isEqualTo(StreamHealth.LINK_DOWN);
    }
}
