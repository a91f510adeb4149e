package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.signal.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** REST must not hide that sockets were replaced too late. */
final class RotationVerdictTest {
    private final HandTrace hand = new HandTrace();

    private List<String> broken() {
        return new RotationVerdict(hand.trace, hand.shown).broken();
    }

    @Test
    void replacedInTime() {
        long attempt =
            hand.request(5_000, FeedAction.CLOSE, RequestReason.REPLACED, FeedCall.NONE, 3);
        hand.closed(5_010, 3, attempt);
        assertThat(broken()).isEmpty();
        assertThat(new RotationVerdict(hand.trace, hand.shown).numbers()).isEqualTo(
            "0 trade ids missed, 0 by the sockets, 0 holes told, 0 trades brought by REST, "
                + "0 sockets cut by the venue, 0 ticks shown twice, 100 trades shown");
    }

    @Test
    void cutByTheVenueBefore() {
        long attempt =
            hand.request(5_000, FeedAction.CLOSE, RequestReason.REPLACED, FeedCall.NONE, 3);
        // Asked too late, of another link, of another connection.
        hand.closed(4_990, 3, attempt).closed(5_010, 4, attempt).closed(5_010, 3, attempt + 1);
        assertThat(broken()).containsExactly(
            "3 sockets cut by the venue before they were replaced");
    }

    @Test
    void missedByTheSocketsAndBroughtByRest() {
        hand.missing(1_000, 101, 103).backfill(101, 103).trades(104, 200);
        assertThat(broken()).containsExactly("3 trade ids missed by all sockets",
            "1 holes told", "3 trades brought by REST");
    }

    @Test
    void missedByTheSocketsAndPolled() {
        hand.trades(104, 200).backfill(101, 103);
        hand.trace.holesNs.clear();
        assertThat(broken()).contains("3 trade ids missed by all sockets");
    }

    @Test
    void whereNothingWasShownNothingIsProved() {
        HandTrace none = new HandTrace();
        assertThat(new RotationVerdict(none.trace,
            new ShownTicks(new Strategy() { }, none.trace.renumbered)).broken())
            .containsExactly("no trade was shown, so none could be missed");
    }
}
