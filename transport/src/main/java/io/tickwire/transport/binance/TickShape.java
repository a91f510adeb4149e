package io.tickwire.transport.binance;

import io.tickwire.engine.event.EventType;
import io.tickwire.transport.binance.TickField.Form;
import java.util.ArrayList;
import java.util.List;

/**
 * Which members of a row make which event. Members are read in the order given, so the first one
 * that is bad gives the reason of a rejection. The venue adds keys at will; whatever is not named
 * is ignored.
 */
final class TickShape {
    /** Most members of one shape. */
    static final int MAX_FIELDS = 10;

    private final EventType eventType;
    private final boolean aggregate;
    private final TickField[] fields;

    private TickShape(EventType eventType, boolean aggregate, List<TickField> fields) {
        this.eventType = eventType;
        this.aggregate = aggregate;
        this.fields = fields.toArray(TickField[]::new);
    }

    /** Begins the shape of an event. */
    static Builder of(EventType eventType) {
        return new Builder(eventType, false);
    }

    /** Begins the shape of a TRADE that stands for several. */
    static Builder ofAggregate() {
        return new Builder(EventType.TRADE, true);
    }

    /** @return the event it becomes */
    EventType eventType() {
        return eventType;
    }

    /** @return of a TRADE: whether it stands for several */
    boolean isAggregate() {
        return aggregate;
    }

    /** @return how many members are read */
    int fieldCount() {
        return fields.length;
    }

    /** @return one of the members that are read */
    TickField field(int index) {
        return fields[index];
    }

    /** Members in the order in which they are read; used while tables are made. */
    static final class Builder {
        private final EventType eventType;
        private final boolean aggregate;
        private final List<TickField> list = new ArrayList<>();

        private Builder(EventType eventType, boolean aggregate) {
            this.eventType = eventType;
            this.aggregate = aggregate;
        }

        Builder needs(int slot, Form form, int offset) {
            list.add(new TickField(slot, form, offset, true));
            return this;
        }

        Builder may(int slot, Form form, int offset) {
            list.add(new TickField(slot, form, offset, false));
            return this;
        }

        Builder needs(char letter, Form form, int offset) {
            return needs(RowFields.slot(letter), form, offset);
        }

        Builder may(char letter, Form form, int offset) {
            return may(RowFields.slot(letter), form, offset);
        }

        TickShape end() {
            return new TickShape(eventType, aggregate, list);
        }
    }
}
