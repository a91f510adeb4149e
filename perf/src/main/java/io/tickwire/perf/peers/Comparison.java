package io.tickwire.perf.peers;

import io.tickwire.perf.load.LoadRun;
import io.tickwire.perf.report.OtherLoad;
import io.tickwire.perf.report.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * All runs of all clients, and how Tickwire stands to the best of its peers. Runs beside too much
 * other load, and those that failed, count for nothing.
 */
final class Comparison {
    /** As the cells of {@link Cell#cells}. */
    static final List<String> HEADER = List.of("client", "stream", "rate", "runs",
        "messages/s", "least", "most", "CPU ns", "p50 us", "p99 us", "least", "most");
    private static final String NONE = "tickwire none";
    private static final String RAW = "tickwire raw";
    private static final double US = 1_000;
    /** Slower than this share of the intended rate, a client does not keep up. */
    private static final double KEPT = 0.98;

    /** By how much Tickwire wants to be ahead of the best peer, flat out. */
    private enum Bar {
        QUOTES_NONE("bookTicker", NONE, 4),
        QUOTES_RAW("bookTicker", RAW, 2),
        STATISTICS_NONE("ticker", NONE, 3),
        STATISTICS_RAW("ticker", RAW, 2);

        private final String kind;
        private final String client;
        private final double times;

        Bar(String kind, String client, double times) {
            this.kind = kind;
            this.client = client;
            this.times = times;
        }
    }

    /**
     * The runs of one client with one stream at one rate.
     *
     * @param client    its name
     * @param kind      of stream
     * @param rate      intended, 0 for as many as go
     * @param runs      that count
     * @param perSecond messages a second
     * @param cpuNs     processor time for a message
     * @param p50Ns     age of the messages
     * @param p99Ns     age of the messages
     */
    record Cell(
        String client, String kind, long rate, int runs, Spread perSecond, Spread cpuNs,
        Spread p50Ns, Spread p99Ns) {
        List<String> cells() {
            return List.of(client, kind, rate == 0 ? "flat out" : Long.toString(rate),
                Integer.toString(runs), whole(perSecond.median()), whole(perSecond.least()),
                whole(perSecond.most()), whole(cpuNs.median()), us(p50Ns.median()),
                us(p99Ns.median()), us(p99Ns.least()), us(p99Ns.most()));
        }

        boolean isPeer() {
            return !isOurs(client);
        }

        private boolean keepsUp() {
            return perSecond.median() >= rate * KEPT;
        }
    }

    /**
     * Whether Tickwire is where it wants to be, in words.
     *
     * @param line for people
     * @param met  null where it cannot be judged
     */
    record Finding(String line, Boolean met) {
    }

    private final Map<String, Cell> cells = new LinkedHashMap<>();

    /**
     * Of all runs.
     *
     * @param runs in any order
     */
    Comparison(List<LoadRun> runs) {
        Map<String, List<LoadRun>> grouped = new LinkedHashMap<>();
        runs.stream().filter(Comparison::counts)
            .sorted(Comparator.comparing(LoadRun::kind).thenComparing(LoadRun::rate)
                .thenComparing(LoadRun::client))
            .forEach(run -> grouped.computeIfAbsent(
                key(run.client(), run.kind(), run.rate()), any -> new ArrayList<>()).add(run));
        grouped.forEach((key, all) -> cells.put(key, cell(all)));
    }

    /** Whether a run tells anything. */
    static boolean counts(LoadRun run) {
        return run.failure() == null && run.measured() != null && run.measured().messages() > 0
            && OtherLoad.objection(run.otherLoad()) == null;
    }

    /** Whether a run of Tickwire was none: which is not for want of a quiet machine. */
    static boolean failed(LoadRun run) {
        return isOurs(run.client()) && (run.failure() != null || run.measured() == null
            || run.measured().messages() == 0);
    }

    private static boolean isOurs(String client) {
        return client.equals(NONE) || client.equals(RAW);
    }

    private static String key(String client, String kind, long rate) {
        return client + "|" + kind + "|" + rate;
    }

    private static Cell cell(List<LoadRun> runs) {
        LoadRun one = runs.get(0);
        return new Cell(one.client(), one.kind(), one.rate(), runs.size(),
            spread(runs, run -> run.measured().perSecond()),
            spread(runs, run -> run.measured().cpuNsPerMessage()),
            spread(runs, run -> run.measured().p50Ns()),
            spread(runs, run -> run.measured().p99Ns()));
    }

    private static Spread spread(List<LoadRun> runs, ToDoubleFunction<LoadRun> value) {
        return Spread.of(runs.stream().mapToDouble(value).toArray());
    }

    /** By stream, rate and client. */
    List<Cell> cells() {
        return List.copyOf(cells.values());
    }

    /**
     * How Tickwire stands.
     *
     * @param kinds of streams that were wanted
     * @param rates that were wanted
     */
    List<Finding> findings(List<String> kinds, List<Long> rates) {
        List<Finding> findings = new ArrayList<>();
        for (String kind : kinds) {
            for (long rate : rates) {
                if (rate == 0) {
                    for (Bar bar : Bar.values()) {
                        if (bar.kind.equals(kind)) {
                            findings.add(flatOut(bar));
                        }
                    }
                } else {
                    findings.add(least(kind, rate, "p99", "us", US, Cell::p99Ns));
                    findings.add(least(kind, rate, "CPU a message", "ns", 1, Cell::cpuNs));
                }
            }
        }
        return findings;
    }

    private List<Cell> peers(String kind, long rate) {
        return cells.values().stream().filter(cell -> cell.isPeer() && cell.kind.equals(kind)
            && cell.rate == rate && cell.keepsUp()).toList();
    }

    private Finding flatOut(Bar bar) {
        String name = bar.kind + " flat out, " + bar.client;
        Cell ours = cells.get(key(bar.client, bar.kind, 0));
        Cell best = peers(bar.kind, 0).stream()
            .max(Comparator.comparingDouble(cell -> cell.perSecond.median())).orElse(null);
        if (ours == null || best == null) {
            return new Finding(name + ": not judged", null);
        }
        double times = ours.perSecond.median() / best.perSecond.median();
        boolean met = times >= bar.times;
        return new Finding(String.format(Locale.ROOT,
            "%s: %.2f times the best peer (%s, %.0f messages/s), wanted %.0f: %s",
            name, times, best.client, best.perSecond.median(), bar.times, word(met)), met);
    }

    private Finding least(String kind, long rate, String what, String unit, double divisor,
        Function<Cell, Spread> value) {
        String name = kind + " at " + rate + "/s, " + NONE + ", " + what;
        Cell ours = cells.get(key(NONE, kind, rate));
        Cell best = peers(kind, rate).stream()
            .min(Comparator.comparingDouble(cell -> value.apply(cell).median())).orElse(null);
        if (ours == null || best == null) {
            return new Finding(name + ": not judged", null);
        }
        double mine = value.apply(ours).median();
        boolean met = ours.keepsUp() && mine <= value.apply(best).median();
        return new Finding(String.format(Locale.ROOT, "%s: %.1f %s, the best peer %.1f (%s): %s",
            name, mine / divisor, unit, value.apply(best).median() / divisor, best.client,
            word(met)), met);
    }

    private static String word(boolean met) {
        return met ? "met" : "MISSED";
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String us(double ns) {
        return String.format(Locale.ROOT, "%.1f", ns / US);
    }
}
