package io.tickwire.transport.binance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Takes messages apart into members and puts them together again with random damage. */
final class Mutator {
    private static final String[] VALUES = {
        "null", "true", "false", "0", "-0", "1", "-1", "1.0", "1e3", "1E+2", "01", "-", "+1", ".5",
        "1.", "{}", "[]", "{\"e\":1}", "[1,[2,{\"s\":3}]]", "\"\"", "\" \"", "\"1\"", "\"-1.50\"",
        "\"+2.5\"", "\"-0.000\"", "\"1.\"", "\".5\"", "\"1e5\"", "\"00012.5\"", "\"NaN\"",
        "\"0.123456789012345678\"", "\"0.1234567890123456789\"",
        "\"1.000000000000000000000000\"", "\"12.0000000000000000000\"",
        "\"9223372036854775807\"", "\"9223372036854775808\"", "\"-9223372036854775808\"",
        "\"922337203685477580.7\"", "\"99999999999999999999999999.5\"",
        "\"123456789012345.12345678\"", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775807", "123456789012345678901234567890",
        "\"NA\"", "\"MARKET\"", "\"trade\"", "\"bookTicker\"", "\"24hrTicker\"", "\"depthUpdate\"",
        "\"\\ud83d\\ude00\"", "\"\\ud83d\"", "\"\\udc00x\"", "\"\\u0031.5\"", "\"\u5e01\u5b89USDT\"",
        "\"tab\tinside\"", "\"\\x\"", "\"\\u12G4\"", "nul", "tru", "falsey", "\"unended"};
    private static final String[] KEYS = {
        "e", "E", "s", "T", "X", "b", "B", "a", "A", "u", "p", "q", "m", "c", "v", "n", "r",
        "stream", "data", "id", "result", "st", "zz", "", "longer-key-than-most"};
    private static final String[] SPACES = {" ", "\n", "\t", "\r", "  ", " \r\n\t "};
    private static final int[] BYTES = {
        0, 1, 9, 0x1f, ' ', '"', '\\', '{', '}', '[', ']', ',', ':', '-', '+', '.', '0', '9', 'e',
        'u', 0x7f, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xff};

    private static final String[] REST_KEYS = {
        "symbol", "bidPrice", "bidQty", "askPrice", "askQty", "time", "price", "lastPrice",
        "openPrice", "highPrice", "lowPrice", "volume", "quoteVolume", "priceChangePercent",
        "count", "closeTime", "markPrice", "indexPrice", "lastFundingRate", "nextFundingTime",
        "serverTime", "a", "p", "q", "f", "l", "T", "m", "s", "e", "b", "u", "zz", ""};

    private final Random random;
    private final List<String> ticks;
    private final List<String> others;
    private final String[] keys;
    private final boolean envelopes;

    /** Mutates the messages of sockets. */
    Mutator(Random random) {
        this(random, Messages.TICKS, Messages.OTHERS, KEYS, true);
    }

    private Mutator(
        Random random, List<String> ticks, List<String> others, String[] keys,
        boolean envelopes) {
        this.random = random;
        this.ticks = ticks;
        this.others = others;
        this.keys = keys;
        this.envelopes = envelopes;
    }

    /** Mutates the reply to a call; now and then it is that to another. */
    static Mutator ofReplies(Random random, String row) {
        return new Mutator(random, List.of(row), RestMessages.ALL, REST_KEYS, false);
    }

    byte[] next() {
        String text = switch (random.nextInt(6)) {
            case 0, 1 -> row();
            case 2, 3 -> envelopes
                ? envelope(random.nextInt(3) == 0 ? array() : row()) : array();
            case 4 -> array();
            default -> random.nextInt(20) == 0 ? deep() : row();
        };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0; i > 0; i--) {
            bytes = damage(bytes);
        }
        return bytes;
    }

    private String deep() {
        int depth = 62 + random.nextInt(5);
        return "[".repeat(depth) + "]".repeat(depth - random.nextInt(2));
    }

    private String array() {
        List<String> rows = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            rows.add(random.nextInt(20) == 0 ? pick(VALUES) : row());
        }
        return "[" + String.join(space() + "," + space(), rows) + space() + "]";
    }

    private String envelope(String data) {
        List<String> members = new ArrayList<>();
        members.add("\"stream\":\"abcusdt@x\"");
        members.add(key("data") + ":" + space() + data);
        if (random.nextInt(10) == 0) {
            members.add(key("data") + ":" + (random.nextBoolean() ? row() : array()));
        }
        return object(members);
    }

    private String row() {
        List<String> all = random.nextInt(6) == 0 ? others : ticks;
        List<String> members = members(all.get(random.nextInt(all.size())));
        for (int i = random.nextInt(2) == 0 ? random.nextInt(3) : 0; i > 0; i--) {
            mutate(members);
        }
        return object(members);
    }

    private String object(List<String> members) {
        if (random.nextInt(3) == 0) {
            Collections.shuffle(members, random);
        }
        return space() + "{" + space() + String.join(space() + "," + space(), members) + space()
            + "}" + space();
    }

    /** Splits an object at its outer commas. */
    private static List<String> members(String object) {
        List<String> members = new ArrayList<>();
        int depth = 0;
        int from = 1;
        for (int i = 1; i < object.length(); i++) {
            char c = object.charAt(i);
            if (depth == 0 && (c == ',' || i == object.length() - 1)) {
                members.add(object.substring(from, i));
                from = i + 1;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        }
        return members;
    }

    private void mutate(List<String> members) {
        if (members.isEmpty()) {
            return;
        }
        int at = random.nextInt(members.size());
        String member = members.get(at);
        int colon = member.indexOf(':');
        if (colon < 0) {
            return;
        }
        String key = member.substring(0, colon);
        String value = member.substring(colon + 1);
        switch (random.nextInt(8)) {
            case 0 -> members.remove(at);
            case 1 -> members.set(at, key(pick(keys)) + ":" + value);
            case 2 -> members.add(random.nextInt(members.size()), key + ":" + pick(VALUES));
            case 3, 4 -> members.set(at, key + ":" + pick(VALUES));
            case 5 -> members.set(at, key + space() + ":" + space() + escape(value));
            case 6 -> members.set(at, escape(key) + ":" + value);
            default -> members.add(key(pick(keys)) + ":" + pick(VALUES));
        }
    }

    private String key(String text) {
        String key = "\"" + text + "\"";
        return random.nextInt(5) == 0 ? escape(key) : key;
    }

    /** Writes some characters of a string as escapes. */
    private String escape(String json) {
        if (!json.startsWith("\"") || json.indexOf('\\') >= 0) {
            return json;
        }
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"' || random.nextInt(3) != 0) {
                escaped.append(c);
            } else {
                escaped.append(String.format(
                    Locale.ROOT, random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
            }
        }
        return escaped.toString();
    }

    private String space() {
        return random.nextInt(12) == 0 ? pick(SPACES) : "";
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private byte[] damage(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        byte b = (byte) (random.nextBoolean()
            ? BYTES[random.nextInt(BYTES.length)] : random.nextInt(256));
        byte[] damaged;
        switch (random.nextInt(5)) {
            case 0 -> damaged = Arrays.copyOf(bytes, at);
            case 1 -> {
                damaged = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, damaged, at + 1, bytes.length - at);
                damaged[at] = b;
            }
            case 2 -> {
                damaged = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, damaged, at, bytes.length - at - 1);
            }
            case 3 -> {
                damaged = bytes.clone();
                damaged[at] ^= (byte) (1 << random.nextInt(8));
            }
            default -> {
                damaged = bytes.clone();
                damaged[at] = b;
            }
        }
        return damaged;
    }
}
