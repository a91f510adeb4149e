package io.tickwire.transport.loopback.scenario;

import io.tickwire.transport.loopback.fault.FaultControls;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes each fault of a plan begin and end on time, and says so. On the event loop only. */
public final class FaultSchedule {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter
        .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final FaultPlan plan;
    private final FaultControls controls;
    private final Consumer<String> notices;

    /**
     * A schedule that has not started.
     *
     * @param plan     when what happens
     * @param controls of the venue
     * @param notices  for people
     */
    public FaultSchedule(FaultPlan plan, FaultControls controls, Consumer<String> notices) {
        this.plan = plan;
        this.controls = controls;
        this.notices = notices;
    }

    /**
     * Starts the clock of the plan. In the order of their begin, so that of two faults that touch
     * the earlier one ends before the later one begins. When the event loop shuts down, what is
     * left never happens.
     */
    public void start() {
        ScheduledExecutorService loop = controls.loop();
        plan.faults().forEach(fault -> {
            loop.schedule(() -> guarded(fault, this::begin), fault.atNs(), TimeUnit.NANOSECONDS);
            loop.schedule(() -> guarded(fault, this::end), fault.endNs(), TimeUnit.NANOSECONDS);
        });
    }

    /** What is thrown would vanish in the event loop. */
    private void guarded(Fault fault, Consumer<Fault> step) {
        try {
            step.accept(fault);
        } catch (RuntimeException e) {
            notices.accept("fault failed: " + fault + ": " + e);
        }
    }

    private void begin(Fault fault) {
        String when = now();
        String what = fault.action().begin(controls);
        notices.accept("fault begins: " + when + " " + fault + ": " + what);
    }

    private void end(Fault fault) {
        String when = now();
        fault.action().end(controls);
        notices.accept("fault is over: " + when + " " + fault);
    }

    /** Read before anything happens, so that no client can have felt it earlier. */
    private String now() {
        long nowNs = controls.clock().nowNs();
        return MICROSECONDS.format(
            Instant.ofEpochSecond(nowNs / SECOND_NS, nowNs % SECOND_NS));
    }
}
