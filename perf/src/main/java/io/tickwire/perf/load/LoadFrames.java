package io.tickwire.perf.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The WebSocket frames of one stream, written in advance in many variants, with prices and
 * quantities of all widths that a market has; only id, time and sequence are patched in. One
 * thread.
 *
 * <pre>
 *   {"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":ID,...,"T":TIME,"E":TIME,"st":1}}
 *   {"stream":"btcusdt@ticker","data":{"e":"24hrTicker","E":TIME,...,"v":"SEQUENCE.123",...,"n":ID,
 * </pre>
 */
final class LoadFrames {
    /** All ids have as many digits: a number in JSON has no leading zeros. */
    static final long FIRST_ID = 10_000_000_000_000L;
    /** As do the sequences, of which the first is one more. */
    static final long FIRST_SEQUENCE = 10_000_000L;
    static final String QUOTES = "bookTicker";
    static final String STATISTICS = "ticker";

    private static final int VARIANTS = 64;
    private static final int TEXT_FRAME = 0x81;
    private static final int TWO_BYTE_LENGTH = 126;
    /** Longer than what is short enough for the shorter header. */
    private static final int SHORT_LENGTH = 125;
    // What no frame has but where it is to be patched; as long as what takes its place.
    private static final String ID = "I".repeat(14);
    private static final String TIME = "T".repeat(13);
    private static final String SEQUENCE = "S".repeat(8);

    private final byte[][] frames = new byte[VARIANTS][];
    private final int[][] ids = new int[VARIANTS][];
    private final int[][] times = new int[VARIANTS][];
    private final int[][] sequences = new int[VARIANTS][];
    private final int longest;
    private int next;

    /**
     * Of a stream.
     *
     * @param stream such as {@code btcusdt@ticker}
     * @param seed   of its prices
     */
    LoadFrames(String stream, long seed) {
        int at = stream.indexOf('@');
        String symbol = stream.substring(0, at).toUpperCase(Locale.ROOT);
        String kind = stream.substring(at + 1);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < VARIANTS; i++) {
            String data = switch (kind) {
                case QUOTES -> quote(symbol, random);
                case STATISTICS -> statistics(symbol, random);
                default -> throw new IllegalArgumentException("no frames of " + stream);
            };
            String text = "{\"stream\":\"" + stream + "\",\"data\":" + data + "}";
            int head = text.length() > SHORT_LENGTH ? 4 : 2;
            frames[i] = frame(text, head);
            ids[i] = offsets(text, ID, head);
            times[i] = offsets(text, TIME, head);
            sequences[i] = offsets(text, SEQUENCE, head);
        }
        longest = Arrays.stream(frames).mapToInt(frame -> frame.length).max().orElseThrow();
    }

    private static byte[] frame(String text, int head) {
        byte[] frame = new byte[head + text.length()];
        frame[0] = (byte) TEXT_FRAME;
        if (head == 2) {
            frame[1] = (byte) text.length();
        } else {
            frame[1] = TWO_BYTE_LENGTH;
            frame[2] = (byte) (text.length() >> 8);
            frame[3] = (byte) text.length();
        }
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, frame, head, text.length());
        return frame;
    }

    private static int[] offsets(String text, String mark, int head) {
        int[] found = new int[0];
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            found = Arrays.copyOf(found, found.length + 1);
            found[found.length - 1] = head + at + mark.length();
        }
        return found;
    }

    private static String quote(String symbol, SplittableRandom random) {
        double bid = price(random);
        return String.format(Locale.ROOT, "{\"e\":\"bookTicker\",\"u\":%s,\"s\":\"%s\","
                + "\"ps\":\"%s\",\"b\":\"%.2f\",\"B\":\"%.3f\",\"a\":\"%.2f\",\"A\":\"%.3f\","
                + "\"T\":%s,\"E\":%s,\"st\":1}",
            ID, symbol, symbol, bid, quantity(random), bid + 0.01, quantity(random), TIME, TIME);
    }

    private static String statistics(String symbol, SplittableRandom random) {
        double open = price(random);
        double last = open * (0.95 + random.nextDouble() / 10);
        return String.format(Locale.ROOT, "{\"e\":\"24hrTicker\",\"E\":%s,\"s\":\"%s\","
                + "\"ps\":\"%s\",\"p\":\"%.2f\",\"P\":\"%.3f\",\"w\":\"%.2f\",\"c\":\"%.2f\","
                + "\"Q\":\"%.3f\",\"o\":\"%.2f\",\"h\":\"%.2f\",\"l\":\"%.2f\",\"v\":\"%s.%03d\","
                + "\"q\":\"%.2f\",\"O\":%s,\"C\":%s,\"F\":%d,\"L\":%d,\"n\":%s,\"st\":1}",
            TIME, symbol, symbol, last - open, (last - open) / open * 100, (last + open) / 2, last,
            quantity(random), open, open * 1.06, open * 0.94, SEQUENCE, random.nextInt(1000),
            open * quantity(random) * 1e4, TIME, TIME, 1_000_000 + random.nextInt(1_000_000),
            3_000_000 + random.nextInt(100_000_000), ID);
    }

    /** From 10.00 to 99999.99, all widths alike. */
    private static double price(SplittableRandom random) {
        return Math.round(StrictMath.pow(10, 1 + 4 * random.nextDouble()) * 100) / 100.0;
    }

    /** From 0.001 to 9999.999, most of them small. */
    private static double quantity(SplittableRandom random) {
        return Math.max(1, Math.round(StrictMath.pow(10, 7 * random.nextDouble()))) / 1000.0;
    }

    /**
     * Writes the next frame.
     *
     * @param to       has room for {@link #longest}
     * @param at       offset in it
     * @param id       from {@link #FIRST_ID} on, of 14 digits
     * @param timeMs   since the epoch
     * @param sequence from {@link #FIRST_SEQUENCE} on, of 8 digits
     * @return length of the frame
     */
    int write(byte[] to, int at, long id, long timeMs, long sequence) {
        int variant = next++ & VARIANTS - 1;
        byte[] frame = frames[variant];
        System.arraycopy(frame, 0, to, at, frame.length);
        patch(to, at, ids[variant], id, ID.length());
        patch(to, at, times[variant], timeMs, TIME.length());
        patch(to, at, sequences[variant], sequence, SEQUENCE.length());
        return frame.length;
    }

    private static void patch(byte[] to, int at, int[] ends, long number, int digits) {
        if (ends.length == 0) {
            return;
        }
        long rest = number;
        int end = at + ends[0];
        for (int i = 1; i <= digits; i++) {
            to[end - i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        for (int i = 1; i < ends.length; i++) {
            System.arraycopy(to, end - digits, to, at + ends[i] - digits, digits);
        }
    }

    /** Bytes of the longest frame. */
    int longest() {
        return longest;
    }
}
