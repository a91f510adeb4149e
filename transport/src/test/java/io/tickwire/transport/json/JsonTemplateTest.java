package io.tickwire.transport.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.transport.json.DecimalText.Outcome;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template must take nothing that the scanner and the parsers would not take as it does. */
class JsonTemplateTest {
    private static final int TRIES = 200_000;
    private static final String DIGITS = "0000123456789";

    private final JsonTemplate template = new JsonTemplate();
    private final UnsafeBuffer buffer = new UnsafeBuffer(
        ByteBuffer.allocateDirect(256 + JsonTemplate.READ_AHEAD));

    private int put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // What lies behind a message must not matter; this would go on with a number.
        buffer.setMemory(0, buffer.capacity(), (byte) '1');
        buffer.putBytes(0, bytes);
        return bytes.length;
    }

    private boolean fits(String text) {
        int length = put(text);
        return template.read(buffer, 0, length);
    }

    private void text(String text) {
        template.text(buffer, 0, put(text));
    }

    private void ofDecimals() {
        text("{\"a\":\"");
        template.decimal(0);
        text("\"}");
    }

    private void ofIntegers() {
        text("{\"a\":");
        template.integer(0);
        text("}");
    }

    private boolean isJson(String text) {
        JsonScanner scanner = new JsonScanner();
        scanner.wrap(buffer, 0, put(text));
        scanner.skip();
        return scanner.finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-7", "00", "0.5", "-0.5", "83091.60", "12345678",
        "123456789", "1234567890123456", "1.0000000", "1.00000000", "12345678.12345678",
        "-1234567.12345678", "0.1234567890123456", "1234567890123456.7", "12345678901234567",
        "123456789012345678", "-12345678", "12345678.1", "-12345678.1", "123456.123456789",
        "0.123456789", "1.1234567890123"})
    void readsDecimals(String text) {
        ofDecimals();
        assertThat(fits("{\"a\":\"" + text + "\"}")).isTrue();
        assertThat(BigDecimal.valueOf(template.value(0), template.decimals(0)))
            .isEqualTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+1", ".5", "-.5", "5.", "1.2.3", "1e5", "--1", " 1", "1 ",
        "1234567890123456.78", "1234567890123456789", "1.12345678901234567", "1\\u0030", "1,5",
        "12345678.", "1234567890.", "12:5", "1?5", "0x10", "1P"})
    void leavesOtherStringsAlone(String text) {
        ofDecimals();
        assertThat(fits("{\"a\":\"" + text + "\"}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 12345678, 123456789, 1791400002657L, 1234567890123456L})
    void readsIntegers(long number) {
        ofIntegers();
        assertThat(fits("{\"a\":" + number + "}")).isTrue();
        assertThat(template.value(0)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "01", "00", "1.5", "1e5", "12345678901234567", " 1", "1 ",
        "\"1\"", "null", "true"})
    void leavesOtherValuesAlone(String text) {
        ofIntegers();
        assertThat(fits("{\"a\":" + text + "}")).isFalse();
    }

    @Test
    void takesNoDecimalThatTheParserDoesNot() {
        ofDecimals();
        DecimalText parser = new DecimalText();
        Random random = random();
        int taken = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = number(random);
            String message = "{\"a\":\"" + text + "\"}";
            boolean fits = fits(message);
            Outcome outcome = parser.parse(buffer, 6, put(message) - 8);
            if (fits) {
                taken++;
                assertThat(outcome).as(text).isEqualTo(Outcome.GOOD);
                assertThat(isJson(message)).as(text).isTrue();
                assertThat(template.value(0)).as(text).isEqualTo(parser.mantissa());
                assertThat(template.decimals(0)).as(text).isEqualTo(parser.decimals());
            }
        }
        assertThat(taken).isBetween(TRIES / 10, TRIES * 9 / 10);
    }

    @Test
    void takesNoIntegerThatTheScannerDoesNot() {
        ofIntegers();
        Random random = random();
        int taken = 0;
        for (int i = 0; i < TRIES; i++) {
            String text = number(random);
            String message = "{\"a\":" + text + "}";
            if (fits(message)) {
                taken++;
                assertThat(isJson(message)).as(text).isTrue();
                assertThat(template.value(0)).as(text).isEqualTo(Long.parseLong(text));
            }
        }
        assertThat(taken).isBetween(TRIES / 20, TRIES * 9 / 10);
    }

    private static Random random() {
        long seed = Long.getLong("tickwire.seed", System.nanoTime());
        System.out.println("JsonTemplateTest seed " + seed + " (-Dtickwire.seed=)");
        return new Random(seed);
    }

    /** Mostly digits, with what may be wrong in a number now and then. */
    private static String number(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(20);
        int point = random.nextInt(30);
        for (int i = 0; i < length; i++) {
            text.append(i == point ? '.' : random.nextInt(60) == 0
                ? "-+. eE\"\\:/".charAt(random.nextInt(10))
                : DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.toString();
    }

    @Test
    void skipsPlainStringsOnly() {
        text("{\"a\":\"");
        template.anyString();
        text("\"}");
        assertThat(fits("{\"a\":\"\"}")).isTrue();
        assertThat(fits("{\"a\":\"any text of some length, 'and' signs\u007f\"}")).isTrue();
        assertThat(fits("{\"a\":\"a\\\"\"}")).isFalse();
        assertThat(fits("{\"a\":\"\u5e01\"}")).isFalse();
        assertThat(fits("{\"a\":\"a\tb\"}")).isFalse();
        assertThat(fits("{\"a\":\"a\"b\"}")).isFalse();
        assertThat(fits("{\"a\":\"a")).isFalse();
    }

    @Test
    void namesOfUpTo15BytesAreNotedAndMayComeAgain() {
        text("{\"s\":\"");
        template.name();
        text("\",\"ps\":\"");
        template.nameAgain();
        text("\",\"n\":");
        template.anyInteger();
        text("}");
        String name = "";
        for (int length = 0; length < 18; length++) {
            String message = "{\"s\":\"" + name + "\",\"ps\":\"%s\",\"n\":" + length + "}";
            for (String again : new String[] {name, name + "X", "", "OTHER"}) {
                assertThat(fits(message.replace("%s", again))).as(message + again)
                    .isEqualTo(length < 16);
            }
            if (length < 16) {
                assertThat(template.nameStart()).isEqualTo(6);
                assertThat(template.nameLength()).isEqualTo(length);
            }
            assertThat(fits(message.replace("%s", "a\\\\"))).isFalse();
            name += (char) ('A' + length);
        }
    }

    @Test
    void whatDoesNotLieReadableInMemoryFitsNothing() {
        ofIntegers();
        int length = put("{\"a\":1}");
        assertThat(template.read(buffer, 0, length)).isTrue();
        UnsafeBuffer enough = new UnsafeBuffer(buffer, 0, length + JsonTemplate.READ_AHEAD);
        assertThat(template.read(enough, 0, length)).isTrue();
        UnsafeBuffer less = new UnsafeBuffer(buffer, 0, length + JsonTemplate.READ_AHEAD - 1);
        assertThat(template.read(less, 0, length)).isFalse();
        assertThat(template.read(buffer, Integer.MAX_VALUE, length)).isFalse();
        assertThat(template.read(buffer, -1, length)).isFalse();
        assertThat(template.read(buffer, 0, -1)).isFalse();
        UnsafeBuffer heap = new UnsafeBuffer(new byte[buffer.capacity()]);
        heap.putBytes(0, buffer, 0, buffer.capacity());
        assertThat(template.read(heap, 0, length)).isFalse();
    }

    @Test
    void whatHadNoRoomIsNeverTaken() {
        UnsafeBuffer spaces = new UnsafeBuffer(ByteBuffer.allocateDirect(
            JsonTemplate.MAX_STEPS * Long.BYTES + JsonTemplate.READ_AHEAD));
        spaces.setMemory(0, spaces.capacity(), (byte) ' ');
        int full = JsonTemplate.MAX_STEPS * Long.BYTES;
        assertThat(template.text(spaces, 0, full)).isFalse();
        assertThat(template.read(spaces, 0, full)).isFalse();
        template.nameAgain();
        assertThat(template.read(spaces, 0, full)).isFalse();
    }

    @Test
    void readsTrueAndFalse() {
        text("[");
        template.bool(0);
        text("]");
        assertThat(fits("[true]")).isTrue();
        assertThat(template.value(0)).isEqualTo(1);
        assertThat(fits("[false]")).isTrue();
        assertThat(template.value(0)).isZero();
        for (String other : new String[] {"[True]", "[fals]", "[falsy]", "[null]", "[]", "[true"}) {
            assertThat(fits(other)).as(other).isFalse();
        }
    }

    @Test
    void endsWhereTheMessageEnds() {
        ofDecimals();
        String message = "{\"a\":\"1.5\"}";
        for (int length = 0; length <= message.length() + 1; length++) {
            put(message);
            assertThat(template.read(buffer, 0, length)).isEqualTo(length == message.length());
        }
    }

    @Test
    void withoutStepsFitsNothing() {
        assertThat(fits("")).isFalse();
        ofIntegers();
        template.clear();
        assertThat(fits("{\"a\":1}")).isFalse();
    }

    @Test
    void refusesMoreTextThanThereIsRoomFor() {
        UnsafeBuffer longText = new UnsafeBuffer(new byte[JsonTemplate.MAX_STEPS * Long.BYTES]);
        assertThat(template.text(longText, 0, longText.capacity() - 2 * Long.BYTES)).isTrue();
        assertThat(template.text(longText, 0, 1)).isTrue();
        assertThat(template.text(longText, 0, 1)).isFalse();
    }
}
