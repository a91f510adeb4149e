package io.tickwire.transport.binance;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.ring.EventSink;
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

    private final JsonScanner scanner = new JsonScanner();
    /** Its values are those of the event's body, in their places. */
    private final JsonTemplate json = new JsonTemplate();
    private final SharedScale prices = new SharedScale(json);
    private final SharedScale quantities = new SharedScale(json);
    private final int[] times = new int[JsonTemplate.MAX_VALUES];
    private int timeCount;
    private TickKind kind;
    private byte market;

    // While learning.
    private UnsafeBuffer buffer;
    private int textStart;
    private int nameStart;
    private int nameLength;
    private long seen;
    private boolean good;

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
        nameLength = 0;
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
        good = good && scanner.fault() == JsonFault.NONE && read(source, start, length);
        if (!good) {
            json.clear();
        }
        return good;
    }

    private void noteFields() {
        TickShape shape = kind.shape();
        prices.clear();
        quantities.clear();
        timeCount = 0;
        for (int i = 0; i < shape.eventType().bodyLength() / Long.BYTES; i++) {
            json.value(i, Event.ABSENT);
        }
        if (shape.eventType() == EventType.TRADE) {
            json.value(number(TradeFields.AGGREGATE), shape.isAggregate() ? 1 : 0);
        }
        for (int i = 0; i < shape.fieldCount(); i++) {
            TickField field = shape.field(i);
            if ((seen & 1L << field.slot()) != 0) {
                note(field.form(), number(field.offset()));
            }
        }
    }

    private void note(Form form, int number) {
        if (form == Form.TIME) {
            times[timeCount++] = number;
        } else if (form.scale == Form.PRICE_SCALE) {
            prices.add(number);
        } else if (form.scale == Form.QUANTITY_SCALE) {
            quantities.add(number);
        }
    }

    /** Of a field's value: its place in the body. */
    private static int number(int offset) {
        return (offset - Header.LENGTH) / Long.BYTES;
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
        TickField field = field(slot);
        if (slot == S) {
            text(scanner.start());
            json.name();
            good &= scanner.type() == JsonType.STRING;
            nameStart = scanner.start();
            nameLength = scanner.length();
            textStart = nameStart + nameLength;
        } else if (field != null) {
            text(scanner.start());
            int number = number(field.offset());
            if (field.form() == Form.BOOL) {
                json.bool(number);
            } else if (field.form().scale == Form.NO_SCALE) {
                json.integer(number);
            } else {
                json.decimal(number);
            }
            textStart = scanner.start() + scanner.length();
        } else if (slot != E && slot != X) {
            ignored();
        }
    }

    private TickField field(int slot) {
        TickShape shape = kind.shape();
        for (int i = 0; i < shape.fieldCount(); i++) {
            if (shape.field(i).slot() == slot) {
                return shape.field(i);
            }
        }
        return null;
    }

    /** A value that nobody uses may be any of its type; of the rarer types, it is text. */
    private void ignored() {
        int type = scanner.type();
        if (type == JsonType.STRING) {
            text(scanner.start());
            if (isNameAgain()) {
                json.nameAgain();
            } else {
                json.anyString();
            }
        } else if (type == JsonType.INTEGER) {
            text(scanner.start());
            json.anyInteger();
        } else {
            return;
        }
        textStart = scanner.start() + scanner.length();
    }

    private boolean isNameAgain() {
        boolean same = nameLength > 0 && scanner.length() == nameLength;
        for (int i = 0; same && i < nameLength; i++) {
            same = buffer.getByte(scanner.start() + i) == buffer.getByte(nameStart + i);
        }
        return same;
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
     * Brings what was read to the units and exponents of the event.
     *
     * @param leastPriceDecimals    of the instrument
     * @param leastQuantityDecimals of the instrument
     * @return false where they do not; they are lost then
     */
    boolean scale(int leastPriceDecimals, int leastQuantityDecimals) {
        for (int i = 0; i < timeCount; i++) {
            // Of so few digits, each is a time that a clock can show.
            json.value(times[i], TimeText.ms(json.value(times[i])));
        }
        return prices.scale(leastPriceDecimals) && quantities.scale(leastQuantityDecimals);
    }

    /**
     * Claims the event of what was read and scaled.
     *
     * @param sink         where it goes
     * @param instrumentId of its symbol
     */
    void claim(EventSink sink, int instrumentId) {
        sink.claim(kind.shape().eventType(), instrumentId, json.values())
            .exponents(-prices.decimals(), -quantities.decimals());
    }

    /** @return offset of the symbol's first byte in the message read last */
    int symbolStart() {
        return json.nameStart();
    }

    /** @return its bytes */
    int symbolLength() {
        return json.nameLength();
    }

    /** @return which markets have messages of this shape */
    byte market() {
        return market;
    }
}
