package io.tickwire.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.WindowKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each record that is not a tick: its type, what it was given, and nothing else. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class InputRecordsTest {
    private final VirtualClock clock = new VirtualClock();
    private final TickRing ring =
        new TickRing(64, 1 << 14, new BlockingWaitStrategy(), clock, 1, true);
    private final InputPublisher inputs = new InputPublisher(ring);
    private final Event event = new Event();
    private long taken = -1;

    /** Type, instrument, link, the fields that are not absent, and the text. */
    private List<String> published() {
        List<String> records = new ArrayList<>();
        while (taken < ring.published()) {
            ring.wrap(event, ++taken);
            assertThat(event.sourceCode()).isEqualTo(Source.ENGINE.ordinal());
            assertThat(event.sequence()).isEqualTo(taken + 1);
            assertThat(event.engineNs()).isEqualTo(clock.nowNs());
            assertThat(event.receiveNs()).isEqualTo(clock.nowNs());
            StringBuilder text = new StringBuilder(event.type().name());
            text.append(" #").append(event.instrument()).append(" @").append(event.link());
            for (Field field : event.type().fields()) {
                long value = event.get(field.offset());
                if (value != Event.ABSENT) {
                    text.append(' ').append(field.name()).append('=').append(
                        field.labels().isEmpty() ? Long.toString(value)
                            : field.labels().get((int) value));
                }
            }
            if (event.type().hasVariablePart()) {
                text.append(" '").append(event.varText()).append('\'');
            }
            records.add(text.toString());
            ring.consumed().set(taken);
        }
        return records;
    }

    @Test
    void linksAreTold() {
        clock.advanceTo(5_000);
        inputs.planned(3, 1, "public");
        inputs.planned(4, 1, 180_000L, "market");
        inputs.carries(1, 9, StreamKind.TRADE);
        inputs.opened(3, 17);
        inputs.subscribed(3, 17, 0, "");
        inputs.subscribed(3, 17, 2, "bad request");
        inputs.keptAlive(3, 17);
        inputs.closeAnnounced(3, 17);
        inputs.closed(3, 17, 1006, "reset");
        inputs.refused(4, 18, 503, 7_000, "text/html: WAF");
        inputs.failed(4, 19, "no route");
        assertThat(published()).containsExactly(
            "LINK #0 @3 fact=planned attempt=0 group=1 'public'",
            "LINK #0 @4 fact=planned attempt=0 group=1 keep_alive_ns=180000 'market'",
            "LINK #9 @1 fact=carries attempt=0 kind=trade ''",
            "LINK #0 @3 fact=opened attempt=17 ''",
            "LINK #0 @3 fact=subscribed attempt=17 error_code=0 ''",
            "LINK #0 @3 fact=subscribed attempt=17 error_code=2 'bad request'",
            "LINK #0 @3 fact=kept alive attempt=17 ''",
            "LINK #0 @3 fact=close announced attempt=17 ''",
            "LINK #0 @3 fact=closed attempt=17 close_code=1006 'reset'",
            "LINK #0 @4 fact=refused attempt=18 http_status=503 wait_ns=7000 'text/html: WAF'",
            "LINK #0 @4 fact=failed attempt=19 'no route'");
    }

    @Test
    void callsAndWhatTheyCostAreTold() {
        inputs.answered(31, FeedCall.QUOTE, 2, 200, 90, 0, "/quote");
        inputs.unusable(32, FeedCall.MARK, 0, 200, 91, 8, "not JSON");
        inputs.unanswered(CallOutcome.NO_ANSWER, 33, FeedCall.TRADE, 2, 92, "timed out");
        inputs.unanswered(CallOutcome.NOT_SENT, 34, FeedCall.TRADE, 2, 93, "refused");
        inputs.budgetUsed(31, 1, 2_401);
        inputs.budgetWindow(1, WindowKind.SLIDING, 60_000, 6_000);
        inputs.callCost(FeedCall.STATS, 1, 2, 80, 5);
        assertThat(published()).containsExactly(
            "CALL #2 @0 outcome=answered request=31 call=quote http_status=200 duration_ns=90"
                + " wait_ns=0 '/quote'",
            "CALL #0 @0 outcome=unusable request=32 call=mark http_status=200 duration_ns=91"
                + " wait_ns=8 'not JSON'",
            "CALL #2 @0 outcome=no answer request=33 call=trade duration_ns=92 'timed out'",
            "CALL #2 @0 outcome=not sent request=34 call=trade duration_ns=93 'refused'",
            "BUDGET_USED #0 @0 request=31 window=1 used=2401",
            "BUDGET_WINDOW #0 @0 window=1 window_kind=sliding duration_ns=60000 limit=6000",
            "CALL_COST #0 @0 call=stats window=1 symbol_cost=2 all_cost=80 batch=5");
    }

    @Test
    void theCourseOfASessionIsTold() {
        inputs.resumed(3);
        inputs.venueClock(-70);
        inputs.timer(20);
        inputs.end();
        assertThat(published()).containsExactly("RESUMED #0 @0 incarnation=3",
            "VENUE_CLOCK #0 @0 offset_ns=-70", "TIMER #0 @0 late_ns=20", "END #0 @0");
    }

    @Test
    void aTextIsKeptUpToItsLimit() {
        inputs.failed(1, 1, "x".repeat(200));
        inputs.failed(1, 2, "y".repeat(201));
        assertThat(published()).allMatch(one -> one.startsWith("LINK #0 @1 fact=failed"))
            .satisfiesExactly(
                one -> assertThat(one).endsWith(" '" + "x".repeat(200) + "'"),
                one -> assertThat(one).endsWith(" '" + "y".repeat(200) + "'"));
    }
}
