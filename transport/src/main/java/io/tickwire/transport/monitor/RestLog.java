package io.tickwire.transport.monitor;

import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.engine.text.ForeignText;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Logs failures of REST calls. There may be several a second, so a failure is logged once, and
 * again when it changes or is over.
 */
final class RestLog {
    private static final int FIRST_BAD_STATUS = 300;
    private static final int MAX_LOGGED = 8;

    private final Consumer<String> log;
    /** What was logged since all was well, once each. */
    private final TreeSet<String> logged = new TreeSet<>();
    private long failures;
    private long sinceNs;

    RestLog(Consumer<String> log) {
        this.log = log;
    }

    /** CALL and VENUE_CLOCK; others say nothing here. */
    void onFact(Event fact) {
        if (fact.type() == EventType.CALL) {
            onCall(fact);
        } else if (fact.type() == EventType.VENUE_CLOCK) {
            log.accept(String.format(Locale.ROOT, "venue clock minus ours: %.1f ms",
                fact.get(VenueClockFields.OFFSET_NS) / 1e6));
        }
    }

    private void onCall(Event call) {
        long status = call.get(CallFields.HTTP_STATUS);
        long outcome = call.get(CallFields.OUTCOME);
        if (outcome != CallOutcome.ANSWERED.ordinal()
            && outcome != CallOutcome.UNKNOWN_SYMBOL.ordinal()) {
            failed(call, "failed");
        } else if (status >= FIRST_BAD_STATUS) {
            failed(call, "HTTP " + status);
        } else {
            answered(call.engineNs());
        }
    }

    private void failed(Event fact, String message) {
        sinceNs = failures == 0 ? fact.engineNs() : sinceNs;
        failures++;
        String detail = ForeignText.line(fact.varText());
        // The same of another call is no news.
        String reason = message + detail.substring(detail.indexOf(": ") + 1);
        if (logged.size() < MAX_LOGGED && logged.add(reason)) {
            log.accept("rest: " + message + (detail.isEmpty() ? "" : ", " + detail));
        }
    }

    private void answered(long nowNs) {
        if (failures > 0) {
            log.accept("rest: answers again, " + failures
                + (failures == 1 ? " call" : " calls") + " failed in "
                + FeedText.span(nowNs - sinceNs));
            logged.clear();
            failures = 0;
        }
    }
}
