package io.tickwire.transport.venue;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes each fault of a plan begin and end on time, and says so. On the event loop only. */
final class FaultSchedule {
    private final FaultPlan plan;
    private final Hub hub;
    private final Consumer<String> notices;

    FaultSchedule(FaultPlan plan, Hub hub, Consumer<String> notices) {
        this.plan = plan;
        this.hub = hub;
        this.notices = notices;
    }

    /**
     * Starts the clock of the plan. In the order of their begin, so that of two faults that touch
     * the earlier one ends before the later one begins.
     *
     * @param loop whose clock and thread it is; when it shuts down, what is left never happens
     */
    void start(ScheduledExecutorService loop) {
        plan.faults().forEach(fault -> {
            loop.schedule(() -> begin(fault), fault.atNs(), TimeUnit.NANOSECONDS);
            loop.schedule(() -> end(fault), fault.endNs(), TimeUnit.NANOSECONDS);
        });
    }

    private void begin(Fault fault) {
        notices.accept("fault begins: " + fault + ": " + fault.action().begin(hub));
    }

    private void end(Fault fault) {
        fault.action().end(hub);
        notices.accept("fault is over: " + fault);
    }
}
