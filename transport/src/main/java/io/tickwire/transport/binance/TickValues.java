package io.tickwire.transport.binance;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.Trade;
import io.tickwire.transport.json.DecimalText;
import io.tickwire.transport.json.IntegerText;
import io.tickwire.transport.json.JsonType;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The values of one tick between row and event: read as they are written, brought to the two
 * exponents of the event, written. Nothing is claimed before all of them are known to be good.
 */
final class TickValues {
    private final UnsafeBuffer buffer;
    private final DecimalText decimal = new DecimalText();
    private final long[] values = new long[TickKind.MAX_FIELDS];
    private final int[] decimals = new int[TickKind.MAX_FIELDS];
    private TickKind kind;
    private int priceDecimals;
    private int quantityDecimals;
    private int instrumentPriceDecimals;
    private int instrumentQuantityDecimals;
    private boolean quantityAbsent;

    /**
     * No values yet.
     *
     * @param buffer holds the rows
     */
    TickValues(UnsafeBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * Reads the members of a row.
     *
     * @param row      its members
     * @param tickKind what it is
     * @return null, or why it is refused
     */
    RejectReason read(RowFields row, TickKind tickKind) {
        kind = tickKind;
        priceDecimals = 0;
        quantityDecimals = 0;
        instrumentPriceDecimals = 0;
        instrumentQuantityDecimals = 0;
        quantityAbsent = false;
        int count = tickKind.fieldCount();
        for (int i = 0; i < count; i++) {
            RejectReason reason = read(row, tickKind.field(i), i);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private RejectReason read(RowFields row, TickField field, int index) {
        values[index] = Event.ABSENT;
        int slot = field.slot();
        int type = row.type(slot);
        if (type == JsonType.NONE) {
            return field.required() ? RejectReason.MISSING_FIELD : null;
        }
        return switch (field.form()) {
            case INTEGER -> integer(type, row.start(slot), row.length(slot), index);
            case BOOL -> bool(type, index);
            default -> type != JsonType.STRING ? RejectReason.WRONG_TYPE
                : decimal(field, row.start(slot), row.length(slot), index);
        };
    }

    private RejectReason integer(int type, int start, int length, int index) {
        if (type != JsonType.INTEGER) {
            return RejectReason.WRONG_TYPE;
        }
        values[index] = IntegerText.parse(buffer, start, length);
        return values[index] == Event.ABSENT ? RejectReason.OUT_OF_RANGE : null;
    }

    private RejectReason bool(int type, int index) {
        if (type != JsonType.TRUE && type != JsonType.FALSE) {
            return RejectReason.WRONG_TYPE;
        }
        values[index] = type == JsonType.TRUE ? 1 : 0;
        return null;
    }

    private RejectReason decimal(TickField field, int start, int length, int index) {
        if (length == 0) {
            return field.required() ? RejectReason.MISSING_FIELD : null;
        }
        DecimalText.Outcome outcome = decimal.parse(buffer, start, length);
        if (outcome == DecimalText.Outcome.GOOD) {
            values[index] = decimal.mantissa();
            decimals[index] = decimal.decimals();
            countDecimals(field.form(), decimals[index]);
            return null;
        }
        return refused(field.form(), outcome);
    }

    private RejectReason refused(TickField.Form form, DecimalText.Outcome outcome) {
        if (outcome == DecimalText.Outcome.MALFORMED) {
            return RejectReason.WRONG_TYPE;
        }
        if (isVolume(form)) {
            quantityAbsent = true;
            return null;
        }
        return RejectReason.OUT_OF_RANGE;
    }

    private void countDecimals(TickField.Form form, int count) {
        switch (form) {
            case PRICE -> {
                priceDecimals = Math.max(priceDecimals, count);
                instrumentPriceDecimals = Math.max(instrumentPriceDecimals, count);
            }
            case RATE -> priceDecimals = Math.max(priceDecimals, count);
            case QUANTITY, VOLUME -> {
                quantityDecimals = Math.max(quantityDecimals, count);
                instrumentQuantityDecimals = Math.max(instrumentQuantityDecimals, count);
            }
            default -> quantityDecimals = Math.max(quantityDecimals, count);
        }
    }

    private static boolean isVolume(TickField.Form form) {
        return form == TickField.Form.VOLUME || form == TickField.Form.QUOTE_VOLUME;
    }

    /**
     * Brings prices to one exponent and quantities to another.
     *
     * @param leastPriceDecimals    of the instrument
     * @param leastQuantityDecimals of the instrument
     * @return null, or why the row is refused
     */
    RejectReason scale(int leastPriceDecimals, int leastQuantityDecimals) {
        priceDecimals = Math.max(priceDecimals, leastPriceDecimals);
        quantityDecimals = Math.max(quantityDecimals, leastQuantityDecimals);
        int count = kind.fieldCount();
        for (int i = 0; i < count; i++) {
            TickField.Form form = kind.field(i).form();
            if (form == TickField.Form.INTEGER || form == TickField.Form.BOOL
                || values[i] == Event.ABSENT) {
                continue;
            }
            boolean price = form == TickField.Form.PRICE || form == TickField.Form.RATE;
            int wanted = price ? priceDecimals : quantityDecimals;
            values[i] = Decimals.widen(values[i], wanted - decimals[i]);
            if (values[i] == Event.ABSENT) {
                if (!isVolume(form)) {
                    return RejectReason.OUT_OF_RANGE;
                }
                quantityAbsent = true;
            }
        }
        return null;
    }

    /**
     * Writes what was read and scaled.
     *
     * @param event claimed, of the kind's type
     */
    void write(Event event) {
        event.exponents(-priceDecimals, -quantityDecimals);
        if (quantityAbsent) {
            event.flags(Flags.QUANTITY_ABSENT);
        }
        int count = kind.fieldCount();
        for (int i = 0; i < count; i++) {
            event.set(kind.field(i).offset(), values[i]);
        }
        if (kind.eventType() == EventType.TRADE) {
            event.set(Trade.AGGREGATE, kind == TickKind.AGG_TRADE ? 1 : 0);
        }
    }

    /** @return most decimals among the prices of the instrument itself, rates left out */
    int instrumentPriceDecimals() {
        return instrumentPriceDecimals;
    }

    /** @return most decimals among quantities of the base asset */
    int instrumentQuantityDecimals() {
        return instrumentQuantityDecimals;
    }
}
