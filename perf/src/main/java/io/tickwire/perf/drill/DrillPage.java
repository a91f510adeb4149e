package io.tickwire.perf.drill;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.Label;
import io.tickwire.engine.event.Side;
import io.tickwire.perf.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Formats the results of a drill as one page. */
final class DrillPage {
    private static final List<String> HEADS = List.of("scenario", "feed", "for", "signals",
        "buy", "sell", "intents", "buy", "sell", "refused", "fills");
    private static final double S = 1e9;

    private DrillPage() {
    }

    /** Its lines, without the verdict. */
    static List<String> lines(List<Outcome> outcomes) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADS));
        for (Outcome outcome : outcomes) {
            if (outcome.tally() != null) {
                rows.addAll(rows(outcome));
            }
        }
        List<String> lines = new ArrayList<>(TextTable.lines(rows));
        lines.add("");
        outcomes.forEach(outcome -> lines.addAll(details(outcome)));
        return lines;
    }

    /** One for each flag that was shown at all. */
    private static List<List<String>> rows(Outcome outcome) {
        List<List<String>> rows = new ArrayList<>();
        for (FeedFlag flag : FeedFlag.values()) {
            StrategyTally.FlagTally under = outcome.tally().under(flag);
            if (under.ns() > 0) {
                int signals = under.signals(Side.BUY) + under.signals(Side.SELL);
                int intents = under.intents(Side.BUY) + under.intents(Side.SELL);
                rows.add(List.of(rows.isEmpty() ? outcome.scenario() : "", flag.label(),
                    String.format(Locale.ROOT, "%.0f s", under.ns() / S),
                    Integer.toString(signals), Integer.toString(under.signals(Side.BUY)),
                    Integer.toString(under.signals(Side.SELL)), Integer.toString(intents),
                    Integer.toString(under.intents(Side.BUY)),
                    Integer.toString(under.intents(Side.SELL)), text(under.refused()),
                    Integer.toString(under.fills())));
            }
        }
        return rows;
    }

    private static List<String> details(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        if (outcome.watched() != null) {
            WatchedStrategy watched = outcome.watched();
            lines.add(outcome.scenario() + ": shown " + watched.ticks() + " ticks, "
                + watched.polled() + " of them polled, and " + watched.filled()
                + " trades afterwards; told " + text(watched.statuses()));
        }
        outcome.problems().forEach(text -> lines.add(outcome.scenario() + ": " + text));
        return lines;
    }

    private static String text(Map<? extends Label, Integer> counts) {
        StringJoiner text = new StringJoiner(", ");
        counts.forEach((what, count) -> text.add(what.label() + " " + count));
        return counts.isEmpty() ? "0" : text.toString();
    }
}
