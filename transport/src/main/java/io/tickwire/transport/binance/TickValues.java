package io.tickwire.transport.binance;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.transport.binance.TickField.Form;
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
    private final long[] values = new long[TickShape.MAX_FIELDS];
    private final int[] decimals = new int[TickShape.MAX_FIELDS];
    /** Most decimals by scale, of this event and of what concerns the instrument itself. */
    private final int[] most = new int[2];
    private final int[] instrumentMost = new int[2];
    private TickShape shape;
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
     * @param row       its members
     * @param tickShape what it is
     * @return null, or why it is refused
     */
    RejectReason read(RowFields row, TickShape tickShape) {
        shape = tickShape;
        most[Form.PRICE_SCALE] = 0;
        most[Form.QUANTITY_SCALE] = 0;
        instrumentMost[Form.PRICE_SCALE] = 0;
        instrumentMost[Form.QUANTITY_SCALE] = 0;
        quantityAbsent = false;
        int count = tickShape.fieldCount();
        for (int i = 0; i < count; i++) {
            RejectReason reason = read(row, tickShape.field(i), i);
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
        if (field.form().scale != Form.NO_SCALE) {
            return type != JsonType.STRING ? RejectReason.WRONG_TYPE
                : decimal(field, row.start(slot), row.length(slot), index);
        }
        return field.form() == Form.BOOL ? bool(type, index)
            : integer(type, row.start(slot), row.length(slot), index);
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
            int count = decimal.decimals();
            decimals[index] = count;
            int scale = field.form().scale;
            most[scale] = Math.max(most[scale], count);
            if (field.form().ofInstrument) {
                instrumentMost[scale] = Math.max(instrumentMost[scale], count);
            }
            return null;
        }
        return refused(field.form(), outcome);
    }

    private RejectReason refused(Form form, DecimalText.Outcome outcome) {
        if (outcome == DecimalText.Outcome.MALFORMED) {
            return RejectReason.WRONG_TYPE;
        }
        if (form.mayBeDropped) {
            quantityAbsent = true;
            return null;
        }
        return RejectReason.OUT_OF_RANGE;
    }

    /**
     * Brings prices to one exponent and quantities to another.
     *
     * @param leastPriceDecimals    of the instrument
     * @param leastQuantityDecimals of the instrument
     * @return null, or why the row is refused
     */
    RejectReason scale(int leastPriceDecimals, int leastQuantityDecimals) {
        most[Form.PRICE_SCALE] = Math.max(most[Form.PRICE_SCALE], leastPriceDecimals);
        most[Form.QUANTITY_SCALE] = Math.max(most[Form.QUANTITY_SCALE], leastQuantityDecimals);
        int count = shape.fieldCount();
        for (int i = 0; i < count; i++) {
            Form form = shape.field(i).form();
            if (form.scale == Form.NO_SCALE || values[i] == Event.ABSENT) {
                continue;
            }
            values[i] = Decimals.widen(values[i], most[form.scale] - decimals[i]);
            if (values[i] == Event.ABSENT) {
                if (!form.mayBeDropped) {
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
     * @param event claimed, of the shape's type
     */
    void write(Event event) {
        event.exponents(-most[Form.PRICE_SCALE], -most[Form.QUANTITY_SCALE]);
        if (quantityAbsent) {
            event.flags(Flags.QUANTITY_ABSENT);
        }
        int count = shape.fieldCount();
        for (int i = 0; i < count; i++) {
            event.set(shape.field(i).offset(), values[i]);
        }
        if (shape.eventType() == EventType.TRADE) {
            event.set(TradeFields.AGGREGATE, shape.isAggregate() ? 1 : 0);
        }
    }

    /** @return most decimals among the prices of the instrument itself, rates left out */
    int instrumentPriceDecimals() {
        return instrumentMost[Form.PRICE_SCALE];
    }

    /** @return most decimals among quantities of the base asset */
    int instrumentQuantityDecimals() {
        return instrumentMost[Form.QUANTITY_SCALE];
    }
}
