package io.tickwire.replay;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.replay.export.Names;
import io.tickwire.replay.export.Values;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a run decided about orders, and keeps where its positions and money came to. */
final class DecisionTally {
    private static final RiskRule[] RULES = RiskRule.values();

    private final Names names = new Names("");
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, String> last = new TreeMap<>();
    private long decisions;

    void onInput(Event input) {
        names.learn(input);
    }

    void onDecision(Event decision) {
        decisions++;
        switch (decision.type()) {
            case SIGNAL -> count("signals");
            case ORDER_INTENT -> count("orders");
            case CANCEL_INTENT -> count("orders: cancels asked for");
            case REPLACE_INTENT -> count("orders: replacements asked for");
            case RISK_REFUSAL -> count("refused: "
                + RULES[(int) decision.get(RiskRefusalFields.RULE)].label());
            case ORDER -> count("orders: "
                + OrderEvent.of(decision.get(OrderFields.EVENT)).label());
            case POSITION -> onPosition(decision);
            default -> { }
        }
    }

    private void count(String row) {
        counts.merge(row, 1L, Long::sum);
    }

    private void onPosition(Event position) {
        String symbol = names.symbol(position);
        for (String field : new String[] {"position", "realised", "fees", "funding"}) {
            last.put(symbol + " " + field,
                Values.text(position, position.type().field(field)));
        }
        last.put("cash", Values.text(position, position.type().field("cash")));
    }

    /** By name of the row. */
    Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>(last);
        counts.forEach((row, count) -> rows.put(row, Long.toString(count)));
        return rows;
    }

    long decisions() {
        return decisions;
    }
}
