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
    /** The same in a common scale. */
    private final long[] fitted = new long[TickShape.MAX_FIELDS];
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
            : field.form() == Form.TIME ? time(type, row.start(slot), row.length(slot), index)
            : integer(type, row.start(slot), row.length(slot), index);
    }

    private RejectReason time(int type, int start, int length, int index) {
        if (type != JsonType.INTEGER) {
            return RejectReason.WRONG_TYPE;
        }
        values[index] = TimeText.parse(buffer, start, length);
        return values[index] == Event.ABSENT ? RejectReason.BAD_TIME : null;
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
     * Brings prices to one exponent and quantities to another: as they are written, and at least
     * that of the instrument; where that does not fit, zeros at their ends are left out; where it
     * does not fit then, some volume is, the quote asset's first.
     *
     * @param leastPriceDecimals    of the instrument
     * @param leastQuantityDecimals of the instrument
     * @return null, or why the row is refused
     */
    RejectReason scale(int leastPriceDecimals, int leastQuantityDecimals) {
        return scaled(Form.PRICE_SCALE, leastPriceDecimals)
            && scaled(Form.QUANTITY_SCALE, leastQuantityDecimals)
            ? null : RejectReason.OUT_OF_RANGE;
    }

    private boolean scaled(int scale, int least) {
        if (!fit(scale, Math.max(most[scale], least))) {
            while (!fitSomehow(scale, least)) {
                if (!drop(scale)) {
                    return false;
                }
            }
        }
        for (int i = 0; i < shape.fieldCount(); i++) {
            values[i] = isOf(scale, i) ? fitted[i] : values[i];
        }
        return true;
    }

    private boolean fitSomehow(int scale, int least) {
        int needed = needed(scale);
        return fit(scale, Math.max(written(scale), least)) || fit(scale, Math.max(needed, least))
            || fit(scale, needed);
    }

    /** Whether all fit with so many decimals, which are enough for each; so it is then. */
    private boolean fit(int scale, int count) {
        for (int i = 0; i < shape.fieldCount(); i++) {
            if (isOf(scale, i)) {
                int more = count - decimals[i];
                fitted[i] = more >= 0 ? Decimals.widen(values[i], more)
                    : values[i] / Decimals.powerOfTen(-more);
                if (fitted[i] == Event.ABSENT) {
                    return false;
                }
            }
        }
        most[scale] = count;
        return true;
    }

    private boolean isOf(int scale, int index) {
        return shape.field(index).form().scale == scale && values[index] != Event.ABSENT;
    }

    /** Most decimals as they are written. */
    private int written(int scale) {
        int count = 0;
        for (int i = 0; i < shape.fieldCount(); i++) {
            count = isOf(scale, i) ? Math.max(count, decimals[i]) : count;
        }
        return count;
    }

    /** Most decimals without the zeros that end them. */
    private int needed(int scale) {
        int count = 0;
        for (int i = 0; i < shape.fieldCount(); i++) {
            if (isOf(scale, i)) {
                int own = decimals[i];
                for (long left = values[i]; own > count && left % 10 == 0; left /= 10) {
                    own--;
                }
                count = Math.max(count, own);
            }
        }
        return count;
    }

    /** Leaves out what may be, of several the last. */
    private boolean drop(int scale) {
        for (int i = shape.fieldCount() - 1; i >= 0; i--) {
            if (isOf(scale, i) && shape.field(i).form().mayBeDropped) {
                values[i] = Event.ABSENT;
                quantityAbsent = true;
                return true;
            }
        }
        return false;
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
