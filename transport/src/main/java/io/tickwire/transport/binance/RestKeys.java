package io.tickwire.transport.binance;

import io.tickwire.transport.json.JsonText;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The keys of REST rows (protocols/binance.md A4). They are words, but for those of aggregate
 * trades, which have the letters and the slots that they have on a socket. The words take slots of
 * letters that no REST row has.
 */
final class RestKeys {
    static final int BID_PRICE = 0;
    static final int BID_QTY = 1;
    static final int ASK_PRICE = 2;
    static final int ASK_QTY = 3;
    static final int TIME = 4;
    static final int PRICE = 5;
    static final int LAST_PRICE = 6;
    static final int OPEN_PRICE = 7;
    static final int HIGH_PRICE = 8;
    static final int LOW_PRICE = 9;
    static final int VOLUME = 10;
    static final int QUOTE_VOLUME = 11;
    static final int PRICE_CHANGE_PERCENT = 12;
    static final int COUNT = 13;
    static final int CLOSE_TIME = 14;
    static final int MARK_PRICE = 15;
    static final int INDEX_PRICE = 16;
    static final int LAST_FUNDING_RATE = 17;
    static final int NEXT_FUNDING_TIME = 18;
    static final int SERVER_TIME = 19;
    /** Where the symbol of a socket's tick stands too. */
    static final int SYMBOL = RowFields.slot('s');

    private static final byte[] SYMBOL_KEY = ascii("symbol");
    /** By slot. */
    private static final byte[][] NAMES = {
        ascii("bidPrice"), ascii("bidQty"), ascii("askPrice"), ascii("askQty"), ascii("time"),
        ascii("price"), ascii("lastPrice"), ascii("openPrice"), ascii("highPrice"),
        ascii("lowPrice"), ascii("volume"), ascii("quoteVolume"), ascii("priceChangePercent"),
        ascii("count"), ascii("closeTime"), ascii("markPrice"), ascii("indexPrice"),
        ascii("lastFundingRate"), ascii("nextFundingTime"), ascii("serverTime")};

    private RestKeys() {
    }

    private static byte[] ascii(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }

    /** A {@link RowKeys}. */
    static int slot(UnsafeBuffer buffer, int start, int length) {
        if (length == 1) {
            return letter(buffer.getByte(start));
        }
        if (JsonText.equal(buffer, start, length, SYMBOL_KEY)) {
            return SYMBOL;
        }
        for (int slot = 0; slot < NAMES.length; slot++) {
            if (JsonText.equal(buffer, start, length, NAMES[slot])) {
                return slot;
            }
        }
        return RowFields.UNKNOWN;
    }

    private static int letter(int key) {
        return switch (key) {
            case 'a', 'p', 'q', 'f', 'l', 'T', 'm' -> RowFields.slot((char) key);
            default -> RowFields.UNKNOWN;
        };
    }
}
