package io.tickwire.engine.instrument;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.InstrumentFields;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Symbols with their ids, scales and limits, built from INSTRUMENT events. Ids are 1, 2, 3... in
 * the order of those events and survive restarts, so the table is the same wherever the same events
 * were seen. The producer has one to look up ids by symbol, the engine thread another for
 * everything else. Not thread-safe; look-ups do not allocate.
 */
public final class InstrumentTable {
    /** Most instruments of one session. */
    public static final int MAX_INSTRUMENTS = 8192;
    /** Longest symbol, bytes of UTF-8. */
    public static final int MAX_SYMBOL_LENGTH = 64;

    private static final int BUCKETS = MAX_INSTRUMENTS * 2;

    private final int[] buckets = new int[BUCKETS];
    private byte[][] symbolBytes = new byte[64][];
    private String[] symbols = new String[64];
    private int[] priceExponents = new int[64];
    private int[] quantityExponents = new int[64];
    private long[] limits = new long[64 * LIMITS];
    private boolean[] known = new boolean[64];
    private int count;

    private static final int LIMITS = 5;
    private static final int TICK_SIZE = 0;
    private static final int LOT_SIZE = 1;
    private static final int MIN_QTY = 2;
    private static final int MAX_QTY = 3;
    private static final int MIN_NOTIONAL = 4;

    /** @return how many instruments there are; ids run from 1 to this */
    public int count() {
        return count;
    }

    /**
     * Finds a symbol.
     *
     * @param buffer holds its UTF-8 bytes, as the venue writes them
     * @param offset of the first
     * @param length how many
     * @return its id, 0 where there is none
     */
    public int find(DirectBuffer buffer, int offset, int length) {
        int bucket = hash(buffer, offset, length) & BUCKETS - 1;
        int id;
        while ((id = buckets[bucket]) != 0) {
            if (matches(symbolBytes[id], buffer, offset, length)) {
                return id;
            }
            bucket = bucket + 1 & BUCKETS - 1;
        }
        return 0;
    }

    /**
     * Takes in an INSTRUMENT event; one for a known id changes its scale and limits. A provisional
     * one makes an id of a symbol and says nothing about one that there is.
     *
     * @param event with its id set and the symbol as variable part
     */
    public void apply(Event event) {
        int id = event.instrument();
        if (id < 1 || id > count + 1 || id > MAX_INSTRUMENTS) {
            throw new IllegalArgumentException(
                "instrument id out of order: id=" + id + ", count=" + count);
        }
        boolean provisional = (event.flags() & Flags.PROVISIONAL) != 0;
        if (id == count + 1) {
            add(id, event);
        } else if (provisional) {
            return;
        }
        known[id] = !provisional;
        // A known symbol never loses digits: positions and limits are held in its exponents.
        int price = Math.min(priceExponents[id], event.priceExponent());
        int quantity = Math.min(quantityExponents[id], event.quantityExponent());
        int priceDigits = event.priceExponent() - price;
        int quantityDigits = event.quantityExponent() - quantity;
        priceExponents[id] = price;
        quantityExponents[id] = quantity;
        int at = id * LIMITS;
        limits[at + TICK_SIZE] = widen(event, InstrumentFields.TICK_SIZE, priceDigits);
        limits[at + LOT_SIZE] = widen(event, InstrumentFields.LOT_SIZE, quantityDigits);
        limits[at + MIN_QTY] = widen(event, InstrumentFields.MIN_QTY, quantityDigits);
        limits[at + MAX_QTY] = widen(event, InstrumentFields.MAX_QTY, quantityDigits);
        limits[at + MIN_NOTIONAL] = widen(event, InstrumentFields.MIN_NOTIONAL, priceDigits);
    }

    private static long widen(Event event, int field, int digits) {
        return Decimals.widen(event.get(field), digits);
    }

    private void add(int id, Event event) {
        int length = event.varLength();
        if (length < 1 || length > MAX_SYMBOL_LENGTH) {
            throw new IllegalArgumentException(
                "symbol length: length=" + length + ", limit=" + MAX_SYMBOL_LENGTH);
        }
        grow(id);
        byte[] symbol = new byte[length];
        event.varBuffer().getBytes(event.varOffset(), symbol);
        symbolBytes[id] = symbol;
        symbols[id] = new String(symbol, StandardCharsets.UTF_8);
        int bucket = hash(event.varBuffer(), event.varOffset(), length) & BUCKETS - 1;
        while (buckets[bucket] != 0) {
            bucket = bucket + 1 & BUCKETS - 1;
        }
        buckets[bucket] = id;
        count = id;
    }

    private void grow(int id) {
        if (id < symbols.length) {
            return;
        }
        int length = symbols.length * 2;
        symbolBytes = Arrays.copyOf(symbolBytes, length);
        symbols = Arrays.copyOf(symbols, length);
        priceExponents = Arrays.copyOf(priceExponents, length);
        quantityExponents = Arrays.copyOf(quantityExponents, length);
        limits = Arrays.copyOf(limits, length * LIMITS);
        known = Arrays.copyOf(known, length);
    }

    /**
     * Symbol of an id.
     *
     * @param id 1 to {@link #count()}
     * @return as the venue writes it
     */
    public String symbol(int id) {
        return symbols[id];
    }

    /**
     * Whether scale and limits are final: stated by the venue, or taken from the text of a
     * recording, in which case there are no limits. Where they are not, numbers in that scale mean
     * nothing.
     *
     * @param id 1 to {@link #count()}
     * @return false until they are
     */
    public boolean isKnown(int id) {
        return known[id];
    }

    /**
     * Least decimals of prices.
     *
     * @param id 1 to {@link #count()}
     * @return power of ten, 0 or less
     */
    public int priceExponent(int id) {
        return priceExponents[id];
    }

    /**
     * Least decimals of quantities.
     *
     * @param id 1 to {@link #count()}
     * @return power of ten, 0 or less
     */
    public int quantityExponent(int id) {
        return quantityExponents[id];
    }

    /**
     * Smallest step of a price.
     *
     * @param id 1 to {@link #count()}
     * @return mantissa of {@link #priceExponent}, or {@link Event#ABSENT}
     */
    public long tickSize(int id) {
        return limits[id * LIMITS + TICK_SIZE];
    }

    /**
     * Smallest step of a quantity.
     *
     * @param id 1 to {@link #count()}
     * @return mantissa of {@link #quantityExponent}, or {@link Event#ABSENT}
     */
    public long lotSize(int id) {
        return limits[id * LIMITS + LOT_SIZE];
    }

    /**
     * Least quantity of an order.
     *
     * @param id 1 to {@link #count()}
     * @return mantissa of {@link #quantityExponent}, or {@link Event#ABSENT}
     */
    public long minQty(int id) {
        return limits[id * LIMITS + MIN_QTY];
    }

    /**
     * Greatest quantity of an order.
     *
     * @param id 1 to {@link #count()}
     * @return mantissa of {@link #quantityExponent}, or {@link Event#ABSENT}
     */
    public long maxQty(int id) {
        return limits[id * LIMITS + MAX_QTY];
    }

    /**
     * Least price times quantity of an order.
     *
     * @param id 1 to {@link #count()}
     * @return mantissa of {@link #priceExponent}, or {@link Event#ABSENT}
     */
    public long minNotional(int id) {
        return limits[id * LIMITS + MIN_NOTIONAL];
    }

    /**
     * Writes an instrument as the INSTRUMENT event it came from.
     *
     * @param id    1 to {@link #count()}
     * @param event a record of that type, its header filled in
     */
    public void write(int id, Event event) {
        int at = id * LIMITS;
        event.instrument(id)
            .flags(event.flags() | (known[id] ? 0 : Flags.PROVISIONAL))
            .exponents(priceExponents[id], quantityExponents[id])
            .set(InstrumentFields.TICK_SIZE, limits[at + TICK_SIZE])
            .set(InstrumentFields.LOT_SIZE, limits[at + LOT_SIZE])
            .set(InstrumentFields.MIN_QTY, limits[at + MIN_QTY])
            .set(InstrumentFields.MAX_QTY, limits[at + MAX_QTY])
            .set(InstrumentFields.MIN_NOTIONAL, limits[at + MIN_NOTIONAL])
            .appendVar(symbolBytes[id]);
    }

    private static int hash(DirectBuffer buffer, int offset, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + buffer.getByte(offset + i);
        }
        return hash ^ hash >>> 15;
    }

    private static boolean matches(byte[] symbol, DirectBuffer buffer, int offset, int length) {
        if (symbol.length != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (symbol[i] != buffer.getByte(offset + i)) {
                return false;
            }
        }
        return true;
    }
}
