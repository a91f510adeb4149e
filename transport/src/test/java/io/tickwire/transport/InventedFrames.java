package io.tickwire.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Messages of a venue that does not exist, prepared once; ids, times and prices are written over in
 * place, so that making the next one allocates nothing. Prices go up and down in long waves.
 */
final class InventedFrames {
    private static final String[] SYMBOLS = {"AAAUSDT", "BBBUSDT", "CCCUSDT", "DDDUSDT"};
    private static final int ID_DIGITS = 12;
    /** Numbers have no leading zeros. */
    private static final long FIRST_ID = 100_000_000_000L;
    private static final int MS_DIGITS = 13;
    private static final int PRICE_DIGITS = 5;
    private static final int WAVE = 4_000;

    private static final String ID = "#".repeat(ID_DIGITS);
    private static final String MS = "@".repeat(MS_DIGITS);
    private static final String PRICE = "$".repeat(PRICE_DIGITS);

    private static final String QUOTE = "{'e':'bookTicker','u':" + ID + ",'s':'%s','b':'" + PRICE
        + ".10','B':'31.21','a':'" + PRICE + ".20','A':'40.66','T':" + MS + ",'E':" + MS + "}";
    private static final String TRADE = "{'e':'aggTrade','E':" + MS + ",'s':'%s','a':" + ID
        + ",'p':'" + PRICE + ".20','q':'0.50','f':100,'l':105,'T':" + MS + ",'m':true}";
    private static final String STATS = "{'e':'24hrTicker','E':" + MS
        + ",'s':'%s','p':'-9.80','P':'-0.100','w':'9812.40','c':'" + PRICE
        + ".10','Q':'0.10','o':'9810.00','h':'9900.00','l':'9700.00','v':'10000.00',"
        + "'q':'18000000.00','O':0,'C':86400000,'F':0,'L':18150,'n':18151}";
    private static final String MARK = "{'e':'markPriceUpdate','E':" + MS + ",'s':'%s','p':'"
        + PRICE + ".15000000','P':'9812.40','i':'" + PRICE
        + ".62659091','r':'0.00038167','T':1700006400000}";

    private final UnsafeBuffer[] frames = new UnsafeBuffer[SYMBOLS.length * 4];
    private final int[][] ids = new int[frames.length][];
    private final int[][] times = new int[frames.length][];
    private final int[][] prices = new int[frames.length][];
    private long next;

    InventedFrames() {
        String[] templates = {QUOTE, TRADE, STATS, MARK};
        for (int i = 0; i < frames.length; i++) {
            String text = String.format(Locale.ROOT, templates[i & 3], SYMBOLS[i >> 2])
                .replace('\'', '"');
            frames[i] = new UnsafeBuffer(ByteBuffer.allocateDirect(text.length()));
            frames[i].putBytes(0, text.getBytes(StandardCharsets.US_ASCII));
            ids[i] = places(text, ID);
            times[i] = places(text, MS);
            prices[i] = places(text, PRICE);
        }
    }

    private static int[] places(String text, String mark) {
        return java.util.stream.IntStream.range(0, text.length())
            .filter(at -> text.startsWith(mark, at)
                && (at == 0 || text.charAt(at - 1) != mark.charAt(0)))
            .toArray();
    }

    /** Writes the next message over its template: six quotes and six trades to each of the rest. */
    UnsafeBuffer next(long nowMs) {
        long number = next++;
        int symbol = (int) (number % SYMBOLS.length);
        long round = number / SYMBOLS.length;
        int turn = (int) (round % 14);
        int kind = turn == 12 ? 2 : turn == 13 ? 3 : turn & 1;
        int frame = symbol << 2 | kind;
        long phase = (round + symbol * 500L) % WAVE;
        long wave = phase < WAVE / 2 ? phase : WAVE - phase;
        // Aggregate ids without a hole: trades of this symbol so far.
        long trades = round / 14 * 6 + Math.min(turn, 12) / 2;
        write(frames[frame], ids[frame], FIRST_ID + (kind == 1 ? trades : round), ID_DIGITS);
        write(frames[frame], times[frame], nowMs, MS_DIGITS);
        write(frames[frame], prices[frame], 20_000 + wave / 4, PRICE_DIGITS);
        return frames[frame];
    }

    private static void write(MutableDirectBuffer frame, int[] places, long value, int digits) {
        for (int place : places) {
            long rest = value;
            for (int at = place + digits - 1; at >= place; at--) {
                frame.putByte(at, (byte) ('0' + rest % 10));
                rest /= 10;
            }
        }
    }
}
