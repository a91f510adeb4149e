package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.StreamKind;
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

    @Test
    void aLinkThatIsGoneAgainIsTheReason() {
        stream.dead(StreamHealth.SILENT, 100);
        stream.linkLost(false, 200);
        assertThat(stream.socket.health).as("it was dead before").isEqualTo(StreamHealth.SILENT);
        stream.linkLost(true, 300);
        assertThat(stream.socket.health).isEqualTo(StreamHealth.LINK_DOWN);
    }
}
