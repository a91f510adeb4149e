package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static io.tickwire.engine.feed.FeedRig.polls;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A venue that refuses a subscription in so many words is not waited for. */
final class SubscriptionRefusedTest {
    private final FeedRig rig = new FeedRig();

    /** Both connections are open, and the one of all but quotes is answered so. */
    private List<String> answered(long errorCode) {
        rig.plan().timer();
        rig.answer();
        rig.opened(1);
        rig.opened(3);
        rig.on(rig.given.link(3, LinkFact.SUBSCRIBED).set(LinkFields.ATTEMPT, 1)
            .set(LinkFields.ERROR_CODE, errorCode));
        return pollsOnly(rig.after(TIMER).timer());
    }

    /** Without questions about silence. */
    private static List<String> pollsOnly(List<String> decided) {
        return polls(decided).stream().filter(line -> line.contains(" 1 poll")).toList();
    }

    @Test
    void itsStreamsArePolledAtOnce() {
        assertThat(answered(2)).containsExactlyInAnyOrder("poll mark 1 poll", "poll price 1 poll",
            "poll stats 1 poll", "poll trade 1 poll");
    }

    @Test
    void anAcknowledgementChangesNothing() {
        assertThat(answered(0)).isEmpty();
    }

    @Test
    void whatComesAllTheSameGoesBackToItsSocket() {
        answered(4);
        rig.answer();
        rig.carry(1, 3).rest(true).run(10 * SECOND);
        assertThat(pollsOnly(rig.run(5 * SECOND))).isEmpty();
    }

    @Test
    void whatWasThereAlreadyIsLeftAlone() {
        rig.streaming();
        rig.on(rig.given.link(3, LinkFact.SUBSCRIBED).set(LinkFields.ATTEMPT, 1)
            .set(LinkFields.ERROR_CODE, 2));
        assertThat(pollsOnly(rig.run(2 * SECOND))).isEmpty();
    }
}
