package io.tickwire.transport.binance;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.transport.binance.TickField.Form;
import io.tickwire.transport.json.JsonFault;
import io.tickwire.transport.json.JsonScanner;
import io.tickwire.transport.json.JsonTemplate;
import io.tickwire.transport.json.JsonType;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The shape of the ticks of one stream, learned from one of them: which text stands between its
 * values, and to which field of the event each value goes. The text decides what a message is, so
 * whatever else does that belongs to the text: the keys, the name of the event, and what kind of
 * trade it is.
 */
final class TickTemplate {
    private static final int E = RowFields.slot('e');
    private static final int S = RowFields.slot('s');
    private static final int X = RowFields.slot('X');
    private static final int IGNORED = -1;

    private final JsonScanner scanner = new JsonScanner();
    private final long[] values = new long[TickShape.MAX_FIELDS];
    private final int[] decimals = new int[TickShape.MAX_FIELDS];
    private final JsonTemplate json = new JsonTemplate(values, decimals);
    /** Fields by what is done with their values. */
    private final Numbers prices = new Numbers();
    private final Numbers quantities = new Numbers();
    private final Numbers times = new Numbers();
    private int priceDecimals;
    private int quantityDecimals;
    private TickKind kind;
    private byte market;

    // While learning.
    private UnsafeBuffer buffer;
    private int textStart;
    private long seen;
    private boolean good;

    /** Numbers of some fields. */
    private static final class Numbers {
        final int[] fields = new int[TickShape.MAX_FIELDS];
        int count;

        void add(int field) {
            fields[count++] = field;
        }
    }

    /**
     * Learns from a tick that was published; afterwards it fits that message, or nothing.
     *
     * @param source   holds the message
     * @param start    offset of its first byte
     * @param length   bytes
     * @param row      members of the tick in it
     * @param enveloped whether the row is the {@code data} of the message
     * @return whether there is a shape to it
     */
    boolean learn(UnsafeBuffer source, int start, int length, RowFields row, boolean enveloped) {
        buffer = source;
        kind = RowDecoder.kind(source, row);
        market = MarketWatch.market(row, kind);
        textStart = start;
        good = true;
        json.clear();
        scanner.wrap(source, start, length);
        if (enveloped) {
            envelope();
        } else {
            row();
        }
        text(start + length);
        noteFields();
        good &= scanner.fault() == JsonFault.NONE && read(source, start, length);
        if (!good) {
            json.clear();
        }
        return good;
    }

    private void noteFields() {
        TickShape shape = kind.shape();
        prices.count = 0;
        quantities.count = 0;
        times.count = 0;
        for (int i = 0; i < shape.fieldCount(); i++) {
            Form form = shape.field(i).form();
            if ((seen & 1L << shape.field(i).slot()) == 0) {
                // For good: no message of this shape has it.
                values[i] = Event.ABSENT;
            } else if (form == Form.TIME) {
                times.add(i);
            } else if (form.scale == Form.PRICE_SCALE) {
                prices.add(i);
            } else if (form.scale == Form.QUANTITY_SCALE) {
                quantities.add(i);
            }
        }
    }

    private void envelope() {
        int rows = 0;
        scanner.enter();
        while (scanner.nextMember()) {
            if (slot() == RowFields.DATA && scanner.atObject()) {
                row();
                rows++;
            } else {
                scanner.skip();
                ignored();
            }
        }
        good &= rows == 1;
    }

    private void row() {
        seen = 0;
        scanner.enter();
        while (scanner.nextMember()) {
            int slot = slot();
            scanner.skip();
            if (slot != RowFields.UNKNOWN) {
                // Of a key that comes twice the last one counts, which no template knows.
                good &= (seen & 1L << slot) == 0;
                seen |= 1L << slot;
            }
            value(slot);
        }
    }

    private int slot() {
        good &= !scanner.keyEscaped();
        return RowFields.slot(buffer, scanner.keyStart(), scanner.keyLength());
    }

    private void value(int slot) {
        int field = field(slot);
        if (slot == S) {
            text(scanner.start());
            json.name();
            textStart = scanner.start() + scanner.length();
        } else if (field != IGNORED) {
            text(scanner.start());
            Form form = kind.shape().field(field).form();
            if (form == Form.BOOL) {
                json.bool(field);
            } else if (form.scale == Form.NO_SCALE) {
                json.integer(field);
            } else {
                json.decimal(field);
            }
            textStart = scanner.start() + scanner.length();
        } else if (slot != E && slot != X) {
            ignored();
        }
    }

    private int field(int slot) {
        TickShape shape = kind.shape();
        for (int i = 0; i < shape.fieldCount(); i++) {
            if (shape.field(i).slot() == slot) {
                return i;
            }
        }
        return IGNORED;
    }

    /** A value that nobody uses may be any of its type; of the rarer types, it is text. */
    private void ignored() {
        int type = scanner.type();
        if (type == JsonType.STRING) {
            text(scanner.start());
            json.anyString();
        } else if (type == JsonType.INTEGER) {
            text(scanner.start());
            json.anyInteger();
        } else {
            return;
        }
        textStart = scanner.start() + scanner.length();
    }

    private void text(int end) {
        good &= json.text(buffer, textStart, end);
        textStart = end;
    }

    /**
     * Reads a message.
     *
     * @param source holds it, and {@link JsonTemplate#READ_AHEAD} bytes more
     * @param start  offset of its first byte
     * @param length bytes
     * @return whether it fits; only then its values mean anything
     */
    boolean read(UnsafeBuffer source, int start, int length) {
        return json.read(source, start, length);
    }

    /**
     * Brings what was read to the exponents that {@link TickValues#scale} would choose, where the
     * values simply fit, as nearly always.
     *
     * @param leastPriceDecimals    of the instrument
     * @param leastQuantityDecimals of the instrument
     * @return false where they do not; they are lost then
     */
    boolean scale(int leastPriceDecimals, int leastQuantityDecimals) {
        priceDecimals = most(prices, leastPriceDecimals);
        quantityDecimals = most(quantities, leastQuantityDecimals);
        for (int i = 0; i < times.count; i++) {
            int field = times.fields[i];
            values[field] = TimeText.ms(values[field]);
        }
        return widen(prices, priceDecimals) & widen(quantities, quantityDecimals);
    }

    private int most(Numbers numbers, int least) {
        int most = least;
        for (int i = 0; i < numbers.count; i++) {
            most = Math.max(most, decimals[numbers.fields[i]]);
        }
        return most;
    }

    private boolean widen(Numbers numbers, int count) {
        long lost = 0;
        for (int i = 0; i < numbers.count; i++) {
            int field = numbers.fields[i];
            long value = values[field];
            long power = Decimals.powerOfTen(count - decimals[field]);
            long wide = value * power;
            lost |= Math.multiplyHigh(value, power) ^ wide >> Long.SIZE - 1;
            values[field] = wide;
        }
        return lost == 0;
    }

    /**
     * Writes what was read and scaled.
     *
     * @param event claimed, of the shape's type
     */
    void write(Event event) {
        TickShape shape = kind.shape();
        event.exponents(-priceDecimals, -quantityDecimals);
        for (int i = 0; i < shape.fieldCount(); i++) {
            event.set(shape.field(i).offset(), values[i]);
        }
        if (shape.eventType() == EventType.TRADE) {
            event.set(TradeFields.AGGREGATE, shape.isAggregate() ? 1 : 0);
        }
    }

    /** @return offset of the symbol's first byte in the message read last */
    int symbolStart() {
        return json.nameStart();
    }

    /** @return its bytes */
    int symbolLength() {
        return json.nameLength();
    }

    /** @return which message it is of */
    TickKind kind() {
        return kind;
    }

    /** @return which markets have messages of this shape */
    byte market() {
        return market;
    }
}
