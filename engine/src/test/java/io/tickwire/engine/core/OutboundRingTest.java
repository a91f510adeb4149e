package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.Header;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class OutboundRingTest {
    /** More than fill the buffer several times, so that some stand at its beginning again. */
    private static final int REQUESTS = 20_000;

    private final OutboundRing ring = new OutboundRing(() -> { });
    private final Event request = new Event().wrapRecord(
        new UnsafeBuffer(ByteBuffer.allocateDirect(Header.SLOT_LENGTH * 2)), 0);

    private void offer(long attempt) {
        request.header(EventType.FEED_REQUEST, 0, 1, 0, attempt, 0, 0, 1)
            .set(FeedRequestFields.ATTEMPT, attempt);
        ring.offer(request);
    }

    @Test
    void everyActionComesOut() {
        List<FeedAction> actions = new ArrayList<>();
        for (FeedAction action : FeedAction.values()) {
            request.set(FeedRequestFields.ACTION, action.ordinal());
            offer(action.ordinal());
        }
        assertThat(ring.poll(taken -> actions.add(
            FeedAction.of(taken.get(FeedRequestFields.ACTION))))).isEqualTo(actions.size());
        assertThat(actions).containsExactly(FeedAction.values());
    }

    @Test
    void eachPollTakesWhatWasOfferedBefore() {
        List<Long> missed = new ArrayList<>();
        for (long attempt = 1; attempt <= REQUESTS; attempt++) {
            offer(attempt);
            if (ring.poll(taken -> { }) != 1) {
                missed.add(attempt);
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void takesThemInOrder() {
        List<Long> attempts = new ArrayList<>();
        for (long attempt = 1; attempt <= REQUESTS; attempt++) {
            offer(attempt);
            if (attempt % 7 == 0) {
                ring.poll(taken -> attempts.add(taken.get(FeedRequestFields.ATTEMPT)));
            }
        }
        ring.poll(taken -> attempts.add(taken.get(FeedRequestFields.ATTEMPT)));
        assertThat(attempts).isEqualTo(LongStream.rangeClosed(1, REQUESTS).boxed().toList());
    }
}
