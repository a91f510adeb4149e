package io.tickwire.perf.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether sockets were replaced without loss. REST could hide that they were not, so what it
 * brought afterwards counts as missed.
 */
final class RotationVerdict {
    private final FeedTrace trace;
    private final ShownTicks shown;
    private final Rules rules;

    RotationVerdict(FeedTrace trace, ShownTicks shown) {
        this.trace = trace;
        this.shown = shown;
        this.rules = new Rules(trace, shown);
    }

    /** The rules that were broken, one message each. */
    List<String> broken() {
        List<String> broken = new ArrayList<>(rules.broken());
        none(broken, rules.lost(), "trade ids missed");
        none(broken, trace.missedBySockets(), "trade ids missed by all sockets");
        none(broken, trace.holesNs.size(), "holes told");
        none(broken, shown.filled(), "trades brought by REST");
        none(broken, trace.closedByOthers().size(),
            "sockets cut by the venue before they were replaced");
        if (rules.shown() == 0) {
            broken.add("no trade was shown, so none could be missed");
        }
        return broken;
    }

    private static void none(List<String> broken, long count, String what) {
        if (count > 0) {
            broken.add(count + " " + what);
        }
    }

    /** All that was counted, for the last line. */
    String numbers() {
        return rules.lost() + " trade ids missed, " + trace.missedBySockets()
            + " by the sockets, " + trace.holesNs.size() + " holes told, " + shown.filled()
            + " trades brought by REST, " + trace.closedByOthers().size()
            + " sockets cut by the venue, " + shown.repeated().size() + " ticks shown twice, "
            + rules.shown() + " trades shown";
    }
}
