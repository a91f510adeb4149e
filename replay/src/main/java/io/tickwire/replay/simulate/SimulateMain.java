package io.tickwire.replay.simulate;

import io.tickwire.replay.simulate.model.Between;

/** Temp. */
public final class SimulateMain {
    public static void main(String[] arguments) {
        long seed = Long.parseLong(arguments[0]);
        int runs = Integer.parseInt(arguments[1]);
        int hours = Integer.parseInt(arguments[2]);
        for (int i = 0; i < runs; i++) {
            long t = System.nanoTime();
            Run.Result result = Run.of(seed + i, hours, arguments.length > 3, new Between(), null);
            System.out.println((seed + i) + " " + (System.nanoTime() - t) / 1_000_000 + " ms ticks " + result.ticks() + " hash " + Long.toHexString(result.hash()) + " alarms " + result.alarms()
                + (result.violation() == null ? " held" : " " + result.violation().rule() + " " + result.violation().getMessage()));
            if (result.violation() != null && runs == 1) { Trace tr = new Trace(arguments.length > 4 ? Integer.parseInt(arguments[4]) : 100);
                Run.of(seed + i, hours, false, new Between(), tr); tr.lines().forEach(System.out::println); }
            if (i == 0) {
                for (var k : io.tickwire.replay.simulate.model.FaultKind.values()) System.out.println(k + " " + result.faults().drawn(k) + " " + result.faults().hits(k));
                for (var k : io.tickwire.replay.simulate.check.Rule.values()) System.out.println(k + " " + result.ledger().exercised(k));
            }
        }
    }
}
