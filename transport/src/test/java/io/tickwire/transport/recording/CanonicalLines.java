package io.tickwire.transport.recording;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ticks of a journal as the lines that the captures' oracle is made of: kind, receive time and
 * fields joined by bars, prices and quantities as integers at 1e-8, absent ones empty.
 */
final class CanonicalLines {
    private static final int DECIMALS = 8;

    private final Map<Integer, String> symbols = new HashMap<>();
    private final Map<String, MessageDigest> digests = new TreeMap<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, List<BigInteger>> sums = new TreeMap<>();
    private Event event;

    private CanonicalLines() {
    }

    static CanonicalLines of(Path journal) throws IOException {
        CanonicalLines lines = new CanonicalLines();
        JournalReader reader = JournalReader.open(journal);
        while ((lines.event = reader.next()) != null) {
            lines.take();
        }
        if (!reader.damages().isEmpty() || !reader.tears().isEmpty()) {
            throw new IOException(reader.damages() + " " + reader.tears());
        }
        return lines;
    }

    private void take() {
        if (event.type() == EventType.INSTRUMENT) {
            symbols.put(event.instrument(), event.varText());
        } else if (event.type() == EventType.QUOTE) {
            line("B", number(QuoteFields.UPDATE_ID), price(QuoteFields.BID),
                quantity(QuoteFields.BID_QTY),
                price(QuoteFields.ASK), quantity(QuoteFields.ASK_QTY),
                number(QuoteFields.TRANSACT_MS),
                number(QuoteFields.EVENT_MS));
            sum("B.bid", QuoteFields.BID, QuoteFields.BID_QTY);
            sum("B.ask", QuoteFields.ASK, QuoteFields.ASK_QTY);
        } else if (event.type() == EventType.TRADE && event.get(TradeFields.AGGREGATE) == 1) {
            line("G", number(TradeFields.ID), price(TradeFields.PRICE), quantity(TradeFields.QTY),
                number(TradeFields.FIRST_ID), number(TradeFields.LAST_ID),
                number(TradeFields.BUYER_MAKER),
                number(TradeFields.TRANSACT_MS), number(TradeFields.EVENT_MS));
            sum("G", TradeFields.PRICE, TradeFields.QTY);
        } else if (event.type() == EventType.TRADE) {
            line("T", number(TradeFields.ID), price(TradeFields.PRICE), quantity(TradeFields.QTY),
                number(TradeFields.BUYER_MAKER), number(TradeFields.TRANSACT_MS),
                number(TradeFields.EVENT_MS));
            sum("T", TradeFields.PRICE, TradeFields.QTY);
        } else if (event.type() == EventType.MARK) {
            line("M", price(MarkFields.MARK), price(MarkFields.INDEX),
                price(MarkFields.FUNDING_RATE),
                number(MarkFields.NEXT_FUNDING_MS), number(MarkFields.EVENT_MS));
        }
    }

    private void line(String kind, String... fields) {
        String symbol = symbols.get(event.instrument());
        String line = kind + '|' + event.receiveNs() + '|' + symbol + '|'
            + String.join("|", fields) + '\n';
        digests.computeIfAbsent(kind, any -> sha256())
            .update(line.getBytes(StandardCharsets.UTF_8));
        counts.merge(kind + ':' + symbol, 1L, Long::sum);
    }

    private void sum(String name, int priceField, int quantityField) {
        sums.merge(name + ':' + symbols.get(event.instrument()),
            List.of(integer(event.get(priceField), event.priceExponent()),
                integer(event.get(quantityField), event.quantityExponent())),
            (a, b) -> List.of(a.get(0).add(b.get(0)), a.get(1).add(b.get(1))));
    }

    private String number(int field) {
        long value = event.get(field);
        return value == Event.ABSENT ? "" : Long.toString(value);
    }

    private String price(int field) {
        return text(event.get(field), event.priceExponent());
    }

    private String quantity(int field) {
        return text(event.get(field), event.quantityExponent());
    }

    private static String text(long mantissa, int exponent) {
        return mantissa == Event.ABSENT ? "" : integer(mantissa, exponent).toString();
    }

    private static BigInteger integer(long mantissa, int exponent) {
        return BigDecimal.valueOf(mantissa, -exponent).movePointRight(DECIMALS).toBigIntegerExact();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Number of lines by kind and symbol, joined by a colon. */
    Map<String, Long> counts() {
        return counts;
    }

    /** Sums of price and quantity by kind, side and symbol. */
    Map<String, List<BigInteger>> sums() {
        return sums;
    }

    /** SHA-256 of all lines of a kind, in hexadecimal; only once, since it ends the digests. */
    Map<String, String> hashes() {
        Map<String, String> hashes = new TreeMap<>();
        digests.forEach(
            (kind, digest) -> hashes.put(kind, HexFormat.of().formatHex(digest.digest())));
        return hashes;
    }
}
