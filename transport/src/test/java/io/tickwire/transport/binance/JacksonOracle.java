package io.tickwire.transport.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.transport.binance.Recorder.Seen;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The decoder once more, by Jackson's tree, BigDecimal and strings: slow and plain. */
final class JacksonOracle {
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int MAX_DECIMALS = 18;
    private static final int CUT_AT = 4096;

    /** Per event name: fields in order, {@code key:form:name}, a question mark if optional. */
    private static final Map<String, String> KINDS = Map.of(
        "24hrTicker", "E:time:event_ms c:price:last v:volume:volume o:price:open? h:price:high? "
            + "l:price:low? q:qvolume:quote_volume? P:rate:change_pct? n:int:count?",
        "24hrMiniTicker", "E:time:event_ms c:price:last v:volume:volume o:price:open? "
            + "h:price:high? l:price:low? q:qvolume:quote_volume?",
        "bookTicker", "u:int:update_id b:price:bid B:qty:bid_qty a:price:ask A:qty:ask_qty "
            + "T:time:transact_ms? E:time:event_ms?",
        "aggTrade", "E:time:event_ms a:int:id p:price:price q:qty:qty T:time:transact_ms "
            + "m:bool:buyer_maker f:int:first_id? l:int:last_id?",
        "trade", "E:time:event_ms t:int:id p:price:price q:qty:qty T:time:transact_ms "
            + "m:bool:buyer_maker",
        "markPriceUpdate", "E:time:event_ms p:price:mark i:price:index? r:rate:funding_rate? "
            + "T:time:next_funding_ms?");

    /** Per call: the same for the rows of REST replies. */
    private static final Map<FeedCall, String> CALLS = Map.of(
        FeedCall.QUOTE, "bidPrice:price:bid bidQty:qty:bid_qty askPrice:price:ask "
            + "askQty:qty:ask_qty time:time:transact_ms",
        FeedCall.PRICE, "time:time:event_ms price:price:last",
        FeedCall.STATS, "closeTime:time:event_ms lastPrice:price:last volume:volume:volume "
            + "openPrice:price:open? highPrice:price:high? lowPrice:price:low? "
            + "quoteVolume:qvolume:quote_volume? priceChangePercent:rate:change_pct? "
            + "count:int:count?",
        FeedCall.MARK, "time:time:event_ms markPrice:price:mark indexPrice:price:index? "
            + "lastFundingRate:rate:funding_rate? nextFundingTime:time:next_funding_ms?",
        FeedCall.TRADE, "a:int:id p:price:price q:qty:qty T:time:transact_ms m:bool:buyer_maker "
            + "f:int:first_id? l:int:last_id?");

    private static final List<String> REST_KEYS = List.of("symbol", "bidPrice", "bidQty",
        "askPrice", "askQty", "time", "price", "lastPrice", "openPrice", "highPrice", "lowPrice",
        "volume", "quoteVolume", "priceChangePercent", "count", "closeTime", "markPrice",
        "indexPrice", "lastFundingRate", "nextFundingTime", "serverTime", "a", "p", "q", "f", "l",
        "T", "m");

    private final JsonMapper mapper = JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64)
                    .maxNumberLength(Integer.MAX_VALUE).build()).build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS).build();
    private final Map<String, int[]> decimalsBySymbol = new HashMap<>();

    /** Why a text is no JSON, or null. */
    RejectReason fault(byte[] message) {
        // Jackson is lenient about UTF-8, and guesses other encodings where it finds a zero byte.
        int good = goodLength(message);
        if (good < message.length) {
            return fault(Arrays.copyOf(message, good)) == RejectReason.TOO_DEEP
                ? RejectReason.TOO_DEEP : RejectReason.NOT_JSON;
        }
        if (message.length > 2 && message[0] == (byte) 0xef && message[1] == (byte) 0xbb) {
            return RejectReason.NOT_JSON;
        }
        try {
            return mapper.readTree(message).isMissingNode() ? RejectReason.NOT_JSON : null;
        } catch (StreamConstraintsException e) {
            return RejectReason.TOO_DEEP;
        } catch (IOException e) {
            return RejectReason.NOT_JSON;
        }
    }

    private static int goodLength(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message);
        StandardCharsets.UTF_8.newDecoder().decode(in, CharBuffer.allocate(message.length), true);
        for (int i = 0; i < in.position(); i++) {
            if (message[i] == 0) {
                return i;
            }
        }
        return in.position();
    }

    List<Seen> decode(byte[] message) throws IOException {
        List<Seen> events = new ArrayList<>();
        RejectReason fault = fault(message);
        if (fault != null) {
            events.add(rejected(fault, message, 0, message.length));
            return events;
        }
        JsonNode root = mapper.readTree(message);
        boolean envelope = root.isObject() && root.has("stream") && root.has("data");
        JsonNode rows = envelope ? root.get("data") : root;
        List<int[]> spans = spans(message, envelope);
        if (rows.isArray()) {
            int i = 0;
            for (JsonNode row : rows) {
                if (row.isObject()) {
                    row(events, row, message, spans.get(i));
                }
                i++;
            }
        } else if (rows.isObject() && (envelope || !isReply(rows))) {
            row(events, rows, message, spans.get(0));
        }
        return events;
    }

    /** Symbols that are listed, and no others, are known to REST replies. */
    void list(String symbol, int priceDecimals, int quantityDecimals) {
        decimalsBySymbol.put(symbol, new int[] {priceDecimals, quantityDecimals});
    }

    List<Seen> decode(FeedCall call, String symbolOfTrades, byte[] body) throws IOException {
        List<Seen> events = new ArrayList<>();
        RejectReason fault = fault(body);
        if (fault != null) {
            events.add(rejected(fault, body, 0, body.length));
            return events;
        }
        JsonNode root = mapper.readTree(body);
        List<int[]> spans = spans(body, false);
        List<JsonNode> rows = new ArrayList<>();
        if (root.isArray()) {
            root.forEach(rows::add);
        } else {
            rows.add(root);
        }
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            if (row.isObject() && REST_KEYS.stream().anyMatch(row::has)) {
                restRow(events, row, call, symbolOfTrades, body, spans.get(i));
            }
        }
        return events;
    }

    private void restRow(
        List<Seen> events, JsonNode row, FeedCall call, String symbolOfTrades, byte[] body,
        int[] span) {
        try {
            String symbol =
                call == FeedCall.TRADE ? symbolOfTrades : symbol(row.get("symbol"));
            if (decimalsBySymbol.containsKey(symbol)) {
                EventType type = switch (call) {
                    case QUOTE -> EventType.QUOTE;
                    case MARK -> EventType.MARK;
                    case TRADE -> EventType.TRADE;
                    default -> EventType.STATS;
                };
                events.addAll(tick(row, symbol, CALLS.get(call), type, true));
            }
        } catch (Refused refused) {
            events.add(rejected(refused.reason, body, span[0], span[1]));
        }
    }

    private static boolean nameless(JsonNode row) {
        return !row.has("e") && row.has("u") && (row.has("A") || row.has("B"));
    }

    private static boolean isReply(JsonNode message) {
        return !message.has("e") && !nameless(message)
            && (message.has("result") || message.has("error") || message.has("code"));
    }

    /** Where rows begin and end: the elements of the array, or the one object. */
    private List<int[]> spans(byte[] message, boolean envelope) throws IOException {
        List<int[]> spans = new ArrayList<>();
        try (JsonParser parser = mapper.createParser(message)) {
            JsonToken token = parser.nextToken();
            if (!envelope) {
                spansOf(parser, token, spans);
                return spans;
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                JsonToken value = parser.nextToken();
                if (key.equals("data")) {
                    spans.clear();
                    spansOf(parser, value, spans);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return spans;
    }

    private static void spansOf(JsonParser parser, JsonToken token, List<int[]> spans)
        throws IOException {
        if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                spans.add(span(parser));
            }
        } else {
            spans.add(span(parser));
        }
    }

    private static int[] span(JsonParser parser) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        return new int[] {start, (int) parser.currentLocation().getByteOffset()};
    }

    private void row(List<Seen> events, JsonNode row, byte[] message, int[] span) {
        JsonNode e = row.get("e");
        String kind = nameless(row) ? "bookTicker" : e != null && e.isTextual() ? e.asText() : "";
        if (!KINDS.containsKey(kind)
            || kind.equals("trade") && row.has("X") && row.get("X").isTextual()
                && row.get("X").asText().equals("NA")) {
            return;
        }
        try {
            EventType type = switch (kind) {
                case "bookTicker" -> EventType.QUOTE;
                case "aggTrade", "trade" -> EventType.TRADE;
                case "markPriceUpdate" -> EventType.MARK;
                default -> EventType.STATS;
            };
            events.addAll(tick(
                row, symbol(row.get("s")), KINDS.get(kind), type, !kind.equals("trade")));
        } catch (Refused refused) {
            events.add(rejected(refused.reason, message, span[0], span[1]));
        }
    }

    private List<Seen> tick(
        JsonNode row, String symbol, String fields, EventType type, boolean aggregate)
        throws Refused {
        Map<String, BigDecimal> values = new TreeMap<>();
        Map<String, String> forms = new TreeMap<>();
        boolean quantityAbsent = false;
        for (String field : fields.split(" ")) {
            String[] parts = field.replace("?", "").split(":");
            BigDecimal value;
            try {
                value = value(row.get(parts[0]), parts[1], field.endsWith("?"));
            } catch (Refused refused) {
                if (!parts[1].endsWith("volume") || refused.reason != RejectReason.OUT_OF_RANGE) {
                    throw refused;
                }
                quantityAbsent = true;
                continue;
            }
            if (value != null) {
                values.put(parts[2], value);
                forms.put(parts[2], parts[1]);
            }
        }
        int[] known = decimalsBySymbol.get(symbol);
        int[] own = {most(values, forms, "price", 0), most(values, forms, "qty volume", 0)};
        int price = exponent(values, forms, "price rate", known == null ? 0 : known[0]);
        int quantity = exponent(values, forms, "qty volume qvolume", known == null ? 0 : known[1]);
        for (String last : List.of("qvolume", "volume")) {
            if (quantity < 0 && values.keySet().removeIf(name -> forms.get(name).equals(last))) {
                quantityAbsent = true;
                quantity = exponent(
                    values, forms, "qty volume qvolume", known == null ? 0 : known[1]);
            }
        }
        check(price >= 0 && quantity >= 0, RejectReason.OUT_OF_RANGE);
        for (Map.Entry<String, BigDecimal> entry : values.entrySet()) {
            String form = forms.get(entry.getKey());
            if (!form.matches("int|time|bool")) {
                entry.setValue(entry.getValue().setScale(
                    form.matches("price|rate") ? price : quantity, RoundingMode.UNNECESSARY));
            }
        }
        List<Seen> events = new ArrayList<>();
        if (known == null) {
            decimalsBySymbol.put(symbol, own);
            events.add(new Seen(EventType.INSTRUMENT, symbol, -own[0], -own[1], 0, Map.of(),
                latin(symbol.getBytes(StandardCharsets.UTF_8)), null));
        }
        if (type == EventType.TRADE) {
            values.put("aggregate", aggregate ? BigDecimal.ONE : BigDecimal.ZERO);
        }
        events.add(new Seen(type, symbol, -price, -quantity,
            quantityAbsent ? Flags.QUANTITY_ABSENT : 0, values, "", null));
        return events;
    }

    private static String symbol(JsonNode node) throws Refused {
        if (node == null) {
            throw new Refused(RejectReason.MISSING_FIELD);
        }
        if (!node.isTextual()) {
            throw new Refused(RejectReason.WRONG_TYPE);
        }
        String symbol = node.asText();
        int length = symbol.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > 64 || !StandardCharsets.UTF_8.newEncoder().canEncode(symbol)) {
            throw new Refused(RejectReason.BAD_SYMBOL);
        }
        return symbol;
    }

    /** Decimals with which all fit and none is rounded, -1 if there are none. */
    private static int exponent(
        Map<String, BigDecimal> values, Map<String, String> forms, String names, int least) {
        List<BigDecimal> group = values.entrySet().stream()
            .filter(entry -> List.of(names.split(" ")).contains(forms.get(entry.getKey())))
            .map(Map.Entry::getValue).toList();
        int written = group.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        int needed = Math.max(0, group.stream()
            .mapToInt(value -> value.stripTrailingZeros().scale()).max().orElse(0));
        for (int scale : new int[] {
            Math.max(written, least), Math.max(needed, least), needed}) {
            if (group.stream()
                .allMatch(value -> fits(value.movePointRight(scale).toBigInteger()))) {
                return scale;
            }
        }
        return -1;
    }

    private static int most(
        Map<String, BigDecimal> values, Map<String, String> forms, String names, int least) {
        int most = least;
        for (Map.Entry<String, String> entry : forms.entrySet()) {
            if (Arrays.asList(names.split(" ")).contains(entry.getValue())
                && values.containsKey(entry.getKey())) {
                most = Math.max(most, values.get(entry.getKey()).scale());
            }
        }
        return most;
    }

    private static boolean fits(BigInteger value) {
        return value.abs().compareTo(LONG_MAX) <= 0;
    }

    private static BigDecimal value(JsonNode node, String form, boolean optional) throws Refused {
        if (node == null) {
            return absent(optional);
        }
        if (form.equals("bool")) {
            check(node.isBoolean(), RejectReason.WRONG_TYPE);
            return node.asBoolean() ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (form.equals("int")) {
            check(node.isIntegralNumber(), RejectReason.WRONG_TYPE);
            check(fits(node.bigIntegerValue()), RejectReason.OUT_OF_RANGE);
            return new BigDecimal(node.bigIntegerValue());
        }
        if (form.equals("time")) {
            check(node.isIntegralNumber(), RejectReason.WRONG_TYPE);
            BigInteger time = node.bigIntegerValue();
            check(time.signum() >= 0 && time.compareTo(BigInteger.TEN.pow(17)) < 0,
                RejectReason.BAD_TIME);
            return new BigDecimal(time.compareTo(BigInteger.TEN.pow(14)) < 0
                ? time : time.divide(BigInteger.valueOf(1000)));
        }
        check(node.isTextual(), RejectReason.WRONG_TYPE);
        String text = node.asText();
        if (text.isEmpty()) {
            return absent(optional);
        }
        check(text.matches("[+-]?[0-9]+([.][0-9]+)?"), RejectReason.WRONG_TYPE);
        BigDecimal value = new BigDecimal(text);
        int scale = Math.max(0, value.stripTrailingZeros().scale());
        check(scale <= MAX_DECIMALS && fits(value.movePointRight(scale).toBigInteger()),
            RejectReason.OUT_OF_RANGE);
        int written = Math.min(value.scale(), MAX_DECIMALS);
        while (scale < written && fits(value.movePointRight(scale + 1).toBigInteger())) {
            scale++;
        }
        return value.setScale(scale, RoundingMode.UNNECESSARY);
    }

    private static BigDecimal absent(boolean optional) throws Refused {
        check(optional, RejectReason.MISSING_FIELD);
        return null;
    }

    private static void check(boolean good, RejectReason reason) throws Refused {
        if (!good) {
            throw new Refused(reason);
        }
    }

    private static Seen rejected(RejectReason reason, byte[] message, int start, int end) {
        int length = end - start;
        Map<String, BigDecimal> values = new TreeMap<>();
        values.put("reason", BigDecimal.valueOf(reason.ordinal()));
        values.put("length", BigDecimal.valueOf(length));
        values.put("frame_offset", BigDecimal.valueOf(start));
        byte[] kept = Arrays.copyOfRange(message, start, start + Math.min(length, CUT_AT));
        return new Seen(EventType.REJECTED, "", 0, 0, length > CUT_AT ? Flags.CUT : 0, values,
            latin(kept), reason);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A row that is refused. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final transient RejectReason reason;

        Refused(RejectReason reason) {
            super(reason.name());
            this.reason = reason;
        }
    }
}
