package io.tickwire.perf.drill;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderFields;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.SignalFields;
import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * Signals, intents, refusals and fills of a strategy under each feed flag, counted from a journal.
 */
final class StrategyTally {
    private static final RiskRule[] RULES = RiskRule.values();

    private final Map<FeedFlag, FlagTally> byFlag = new EnumMap<>(FeedFlag.class);
    /** Before the first word of the supervision nothing has come yet. */
    private FeedFlag flag = FeedFlag.YELLOW;
    private long sinceNs;

    /** The counts under one flag. */
    static final class FlagTally {
        private final int[] signals = new int[Side.values().length];
        private final int[] intents = new int[Side.values().length];
        private final Map<RiskRule, Integer> refused = new EnumMap<>(RiskRule.class);
        private int fills;
        private long ns;

        int signals(Side side) {
            return signals[side.ordinal()];
        }

        int intents(Side side) {
            return intents[side.ordinal()];
        }

        /** Orders held back, by the rule that did. */
        Map<RiskRule, Integer> refused() {
            return refused;
        }

        int fills() {
            return fills;
        }

        /** How long it was shown, ns. */
        long ns() {
            return ns;
        }
    }

    private StrategyTally() {
        for (FeedFlag each : FeedFlag.values()) {
            byFlag.put(each, new FlagTally());
        }
    }

    /**
     * Counts.
     *
     * @param journal folder of its segments
     * @throws IOException if it cannot be read
     */
    static StrategyTally of(Path journal) throws IOException {
        StrategyTally tally = new StrategyTally();
        JournalReader reader = JournalReader.open(journal);
        Event event;
        while ((event = reader.next()) != null) {
            tally.onRecord(event);
        }
        return tally;
    }

    FlagTally under(FeedFlag which) {
        return byFlag.get(which);
    }

    private void onRecord(Event event) {
        EventType type = event.type();
        if (type == null) {
            return;
        }
        FlagTally now = byFlag.get(flag);
        switch (type) {
            case TIMER -> {
                now.ns += sinceNs == 0 ? 0 : event.engineNs() - sinceNs;
                sinceNs = event.engineNs();
            }
            case FEED_STATUS -> {
                if (event.instrument() == 0) {
                    flag = FeedFlag.of(event.get(FeedStatusFields.FLAG));
                }
            }
            case SIGNAL -> now.signals[(int) event.get(SignalFields.SIDE)]++;
            case ORDER_INTENT -> now.intents[(int) event.get(OrderIntentFields.SIDE)]++;
            case RISK_REFUSAL ->
                now.refused.merge(RULES[(int) event.get(RiskRefusalFields.RULE)], 1, Integer::sum);
            case ORDER -> {
                OrderEvent happened = OrderEvent.of(event.get(OrderFields.EVENT));
                now.fills += happened == OrderEvent.FILLED || happened == OrderEvent.PART_FILLED
                    ? 1 : 0;
            }
            default -> { }
        }
    }
}
