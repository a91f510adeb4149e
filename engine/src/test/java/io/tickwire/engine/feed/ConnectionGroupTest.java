package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.StreamKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether another connection can take over, and what a stall of ours does to a group. */
final class ConnectionGroupTest {
    private static final long OPENED = 1_000;

    private final ConnectionGroup group = new ConnectionGroup(1, 10);
    private final Connection current = new Connection(1);
    private final Connection spare = new Connection(2);
    private final StreamState quote = stream(1, StreamKind.QUOTE);
    private final StreamState mark = stream(2, StreamKind.MARK);

    ConnectionGroupTest() {
        group.connections.add(current);
        group.connections.add(spare);
        group.current = current;
        spare.opened(OPENED);
    }

    /** Well, and heard of behind the opening of the spare connection. */
    private StreamState stream(int id, StreamKind kind) {
        StreamState made = new StreamState(id, kind, new SymbolListing());
        made.group = group;
        group.streams.add(made);
        made.heard(OPENED + 1);
        return made;
    }

    private boolean isComplete(boolean overlapLong, boolean all) {
        return group.isCompleteOn(spare, overlapLong, all);
    }

    @Test
    void streamsOnTheSpareConnectionAreCounted() {
        assertThat(group.countOnSpare()).isZero();
        mark.spare.heard = true;
        assertThat(group.countOnSpare()).isEqualTo(1);
        quote.spare.heard = true;
        assertThat(group.countOnSpare()).isEqualTo(2);
        assertThat(group.countWell()).isEqualTo(2);
    }

    @Test
    void itIsCompleteWithEveryStream() {
        assertThat(isComplete(true, true)).isFalse();
        quote.spare.heard = true;
        assertThat(isComplete(true, true)).isFalse();
        mark.spare.heard = true;
        assertThat(isComplete(true, true)).isTrue();
        assertThat(isComplete(false, true)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, 1000, true", "true, 1001, false", "false, 1000, false"})
    void whatBothAreSilentOfNeedNotCome(boolean overlapLong, long heardNs, boolean complete) {
        mark.spare.heard = true;
        quote.socket.heardNs = heardNs;
        assertThat(isComplete(overlapLong, true)).isEqualTo(complete);
    }

    @Test
    void aCadenceHasToComeHoweverSilentBothAre() {
        quote.spare.heard = true;
        mark.socket.heardNs = OPENED - 1;
        assertThat(isComplete(true, true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "5, false"})
    void whatItBroughtFirstHasToComeByTheCurrentOneBefore(long waitingId, boolean complete) {
        quote.spare.heard = true;
        mark.spare.heard = true;
        quote.spare.waitingId = waitingId;
        assertThat(isComplete(true, true)).isEqualTo(complete);
        quote.socket.health = StreamHealth.SILENT;
        assertThat(isComplete(true, true)).as("by a dead one nothing comes").isTrue();
    }

    @Test
    void whatTheCurrentOneDoesNotBringEitherHasToComeOnlyIfAllHave() {
        mark.spare.heard = true;
        quote.socket.health = StreamHealth.SILENT;
        assertThat(isComplete(true, false)).isTrue();
        assertThat(isComplete(true, true)).isFalse();
    }

    @Test
    void aSymbolThatIsLeftOutIsNotWaitedFor() {
        quote.spare.heard = true;
        mark.listing.refused = true;
        assertThat(isComplete(false, true)).isTrue();
    }

    @Test
    void aStallMovesWhatTheVenueIsWaitedForButNeverBeyondNow() {
        group.downNs = 500;
        spare.openedNs = OPENED;
        current.openedNs = 100;
        group.stalled(600, 1_200);
        assertThat(group.downNs).isEqualTo(1_100);
        assertThat(spare.openedNs).as("never beyond now").isEqualTo(1_200);
        assertThat(current.openedNs).isEqualTo(700);
        assertThat(spare.openedAtNs).as("its age").isEqualTo(OPENED);
        group.stalled(600, 1_300);
        assertThat(group.downNs).isEqualTo(1_300);
    }
}
