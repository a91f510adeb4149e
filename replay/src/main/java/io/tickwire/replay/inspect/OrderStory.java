package io.tickwire.replay.inspect;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderFields;
import io.tickwire.engine.event.OrderState;
import io.tickwire.engine.event.ReplaceIntentFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.replay.export.Names;
import io.tickwire.replay.export.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells the story of one order: the input that caused it, the signals of that input, the intent or
 * refusal, and all that was reported later, each line with the time since the one before. It reads
 * every record of a journal once, in order.
 */
public final class OrderStory {
    /** What an order's other columns say already, or nobody asks for here. */
    private static final Set<String> LEFT_OUT =
        Set.of("cause", "cause_ordinal", "handle", "filled_value", "reason");
    private static final long NS_PER_US = 1_000L;

    private final String wanted;
    private final Consumer<String> out;
    private final Names names = new Names("");

    /** The last input that may be a cause, as text, made only when it is one. */
    private final UnsafeBuffer cause = new UnsafeBuffer(new byte[Header.SLOT_LENGTH]);
    private final Event causeRecord = new Event().wrapRecord(cause, 0);
    private boolean hasCause;
    private final List<String> signals = new ArrayList<>();
    private long signalsNs;

    private boolean found;
    private long handle;
    private long intentNs;
    private long lastNs;
    private boolean over;

    /**
     * Of one order.
     *
     * @param wanted client id or handle
     * @param out    takes the lines
     */
    public OrderStory(String wanted, Consumer<String> out) {
        this.wanted = wanted;
        this.out = out;
    }

    /**
     * Takes in a record.
     *
     * @param record any, in journal order
     */
    public void onRecord(Event record) {
        names.learn(record);
        EventType type = record.type();
        if (type == null || type == EventType.FRAME) {
            return;
        }
        if (record.ordinal() == 0) {
            onInput(record);
        } else if (type == EventType.SIGNAL && !found) {
            signals.add(row(record) + " | " + record.varText());
        } else if (!found && isIntentOrRefusal(type) && isWanted(record)) {
            begin(record);
        } else if (found && hasHandle(type) && handle == handleOf(record)) {
            onLater(record);
        }
    }

    private void onInput(Event input) {
        signals.clear();
        signalsNs = input.engineNs();
        hasCause = input.recordLength() <= Header.SLOT_LENGTH;
        if (!found && hasCause) {
            cause.putBytes(0, input.buffer(), input.offset(), input.recordLength());
        }
    }

    private static boolean isIntentOrRefusal(EventType type) {
        return type == EventType.ORDER_INTENT || type == EventType.RISK_REFUSAL;
    }

    private static boolean hasHandle(EventType type) {
        return type == EventType.ORDER || type == EventType.POSITION
            || type == EventType.CANCEL_INTENT || type == EventType.REPLACE_INTENT
            || type == EventType.RISK_REFUSAL;
    }

    private static long handleOf(Event record) {
        return record.get(record.type().offset("handle"));
    }

    private boolean isWanted(Event record) {
        return record.varLength() > 0 && record.varText().equals(wanted)
            || Long.toString(handleOf(record)).equals(wanted) && handleOf(record) != 0;
    }

    private void begin(Event decision) {
        found = true;
        handle = handleOf(decision);
        lastNs = signalsNs;
        intentNs = decision.engineNs();
        out.accept("order " + (decision.varLength() > 0 ? decision.varText() + ", " : "")
            + "handle " + handle);
        if (hasCause) {
            tell(causeRecord.engineNs(), "caused by " + row(causeRecord) + ", "
                + Instant.ofEpochSecond(0, causeRecord.engineNs()) + ", input "
                + causeRecord.sequence());
        }
        signals.forEach(signal -> tell(intentNs, signal));
        if (decision.type() == EventType.RISK_REFUSAL) {
            tell(intentNs, refusal(decision));
            over = true;
        } else {
            tell(intentNs, "on its way: " + row(decision));
        }
    }

    private void onLater(Event record) {
        tell(record.engineNs(), switch (record.type()) {
            case ORDER -> order(record);
            case POSITION -> "position " + Values.text(record, field(record, "position"))
                + ", cash " + Values.text(record, field(record, "cash"));
            case CANCEL_INTENT -> "its cancellation is on its way";
            case REPLACE_INTENT -> "on its way: price "
                + text(record, ReplaceIntentFields.PRICE) + ", quantity "
                + text(record, ReplaceIntentFields.QTY);
            default -> refusal(record);
        });
    }

    private String order(Event record) {
        OrderEvent event = OrderEvent.of(record.get(OrderFields.EVENT));
        OrderState state = OrderState.of(record.get(OrderFields.STATE));
        over |= state.isOver();
        StringBuilder line = new StringBuilder(event.label());
        if (record.get(OrderFields.LAST_QTY) != Event.ABSENT) {
            line.append(' ').append(text(record, OrderFields.LAST_QTY)).append(" at ")
                .append(text(record, OrderFields.LAST_PRICE))
                .append(record.get(OrderFields.MAKER) == 1 ? ", maker" : ", taker")
                .append(", fee ").append(text(record, OrderFields.FEE));
        }
        String reason = text(record, OrderFields.REASON);
        line.append(reason.isEmpty() ? "" : ", " + reason);
        return line.append(": ").append(state.label()).append(", ")
            .append(text(record, OrderFields.FILLED_QTY)).append(" of ")
            .append(text(record, OrderFields.QTY)).append(" filled").toString();
    }

    private static String refusal(Event record) {
        String limit = text(record, RiskRefusalFields.LIMIT);
        return "refused, " + text(record, RiskRefusalFields.RULE) + ": "
            + text(record, RiskRefusalFields.SIDE) + " "
            + text(record, RiskRefusalFields.QTY)
            + (limit.isEmpty() ? "" : ", limit " + limit);
    }

    private static String text(Event record, int offset) {
        for (Field field : record.type().fields()) {
            if (field.offset() == offset) {
                return Values.text(record, field);
            }
        }
        throw new IllegalArgumentException(record.type() + " has no field at " + offset);
    }

    private static Field field(Event record, String name) {
        return record.type().field(name);
    }

    /** Type, symbol and what its fields say. */
    private String row(Event record) {
        StringBuilder row = new StringBuilder(record.type().name());
        String symbol = names.symbol(record);
        row.append(symbol.isEmpty() ? "" : " " + symbol);
        for (Field field : record.type().fields()) {
            String value = LEFT_OUT.contains(field.name()) ? "" : Values.text(record, field);
            row.append(value.isEmpty() ? "" : " " + field.name() + " " + value);
        }
        return row.toString();
    }

    private void tell(long engineNs, String what) {
        out.accept(String.format(Locale.ROOT, "%12.3f ms  %s",
            (engineNs - lastNs) / NS_PER_US / 1_000.0, what));
        lastNs = engineNs;
    }

    /** The journal ends. */
    public void end() {
        if (found && !over) {
            out.accept("the journal ends while it is open");
        }
    }

    /** @return whether there was such an order */
    public boolean isFound() {
        return found;
    }
}
