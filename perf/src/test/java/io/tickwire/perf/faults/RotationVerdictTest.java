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
    private final TraceBuilder builder = new TraceBuilder();

    private List<String> broken() {
        return new RotationVerdict(builder.trace, builder.shown).broken();
    }

    @Test
    void replacedInTime() {
        long attempt =
            builder.request(5_000, FeedAction.CLOSE, RequestReason.REPLACED, FeedCall.NONE, 3);
        builder.closed(5_010, 3, attempt);
        assertThat(broken()).isEmpty();
        assertThat(new RotationVerdict(builder.trace, builder.shown).numbers()).isEqualTo(
            "0 trade ids missed, 0 by the sockets, 0 holes told, 0 trades brought by REST, "
                + "0 sockets cut by the venue, 0 ticks shown twice, 100 trades shown");
    }

    @Test
    void cutByTheVenueBefore() {
        long attempt =
            builder.request(5_000, FeedAction.CLOSE, RequestReason.REPLACED, FeedCall.NONE, 3);
        // Asked too late, of another link, of another connection.
        builder.closed(4_990, 3, attempt).closed(5_010, 4, attempt).closed(5_010, 3, attempt + 1);
        assertThat(broken()).containsExactly(
            "3 sockets cut by the venue before they were replaced");
    }

    @Test
    void missedByTheSocketsAndBroughtByRest() {
        builder.missing(1_000, 101, 103).backfill(101, 103).trades(104, 200);
        assertThat(broken()).containsExactly("3 trade ids missed by all sockets",
            "1 holes told", "3 trades brought by REST");
    }

    @Test
    void missedByTheSocketsAndPolled() {
        builder.trades(104, 200).backfill(101, 103);
        builder.trace.holesNs.clear();
        assertThat(broken()).contains("3 trade ids missed by all sockets");
    }

    @Test
    void whereNothingWasShownNothingIsProved() {
        TraceBuilder none = new TraceBuilder();
        assertThat(new RotationVerdict(none.trace,
            new ShownTicks(new Strategy() { }, none.trace.renumbered)).broken())
            .containsExactly("no trade was shown, so none could be missed");
    }
}
