package io.tickwire.transport.loopback.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * Moves the times that a recorded message has in it, and leaves every other byte as it is. They are
 * event, transaction, opening, closing, delivery and onboarding times, and of a contract the next
 * funding; the letter t is one but where it is the id of a trade (protocols/binance.md A3). Their
 * unit is told by their digits: the spot venue sends microseconds to who asks for them.
 */
final class MessageTimes {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> NAMES = Set.of("E", "T", "O", "C", "dt", "ot");
    private static final String START = "t";
    private static final long MS = 1_000_000L;
    private static final long US = 1_000L;
    private static final long LEAST_US = 100_000_000_000_000L;
    private static final long LEAST_NS = 100_000_000_000_000_000L;

    private MessageTimes() {
    }

    /**
     * A message with other times.
     *
     * @param line with it
     * @param move from recorded to shown, ns since the epoch
     * @return of the moved time of receipt; the same bytes where they are no JSON
     */
    static CaptureLine moved(CaptureLine line, LongUnaryOperator move) {
        byte[] frame = line.frame();
        try {
            frame = moved(frame, line.stream().endsWith("@trade"), move);
        } catch (IOException noJson) {
            // Played as it is: what a client makes of it is to be seen.
            frame = line.frame();
        }
        return new CaptureLine(move.applyAsLong(line.receiveNs()), line.stream(), frame,
            line.dataOffset(), line.dataLength() + frame.length - line.frame().length);
    }

    private static byte[] moved(byte[] frame, boolean ofTrade, LongUnaryOperator move)
        throws IOException {
        ByteArrayOutputStream other = new ByteArrayOutputStream(frame.length + Long.BYTES);
        int copied = 0;
        try (JsonParser parser = JSON.createParser(frame)) {
            for (JsonToken token = parser.nextToken(); token != null;
                token = parser.nextToken()) {
                if (token != JsonToken.VALUE_NUMBER_INT
                    || !isTime(parser.currentName(), ofTrade)) {
                    continue;
                }
                String time = parser.getText();
                int at = (int) parser.currentTokenLocation().getByteOffset();
                other.write(frame, copied, at - copied);
                other.write(moved(time, move).getBytes(StandardCharsets.US_ASCII));
                copied = at + time.length();
            }
        }
        other.write(frame, copied, frame.length - copied);
        return other.toByteArray();
    }

    /** An element of an array has no name. */
    private static boolean isTime(String name, boolean ofTrade) {
        return name != null && (NAMES.contains(name) || START.equals(name) && !ofTrade);
    }

    /** None, such as the next funding of what has no funding, and what cannot be one stay. */
    private static String moved(String text, LongUnaryOperator move) {
        try {
            long time = Long.parseLong(text);
            long unitNs = time >= LEAST_NS ? 1 : time >= LEAST_US ? US : MS;
            return time <= 0 ? text : Long.toString(
                Math.floorDiv(move.applyAsLong(Math.multiplyExact(time, unitNs)), unitNs));
        } catch (NumberFormatException | ArithmeticException tooLarge) {
            return text;
        }
    }
}
