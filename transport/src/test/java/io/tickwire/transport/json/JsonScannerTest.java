package io.tickwire.transport.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of RFC 8259 at its edges; the random test beside the decoder does the rest. */
class JsonScannerTest {
    private final JsonScanner scanner = new JsonScanner();

    private boolean wellFormed(byte[] text) {
        // Foreign bytes around it, which must not be looked at.
        byte[] padded = new byte[text.length + 32];
        java.util.Arrays.fill(padded, (byte) '7');
        System.arraycopy(text, 0, padded, 16, text.length);
        scanner.wrap(new UnsafeBuffer(padded), 16, text.length);
        scanner.skip();
        return scanner.finish();
    }

    private boolean wellFormed(String text) {
        return wellFormed(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings =
        {"0", "-0", "1", "-1.5", "10", "0.0", "1e5", "1E+5", "1.5e-10", "{}", "[]",
        " [ ] ", "{ \"a\" : 1 , \"b\":[1,2,{\"c\":null}]}", "true", "false", "null", "\"\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\"", "\"\u00e9\u5e01\ud83d\ude00\"",
        "\"\u007f\"", "\t\r\n 1 \t\r\n", "{\"a\":1,\"a\":2}", "\"12345678\"", "\"1234567\\n\""})
    void takes(String text) {
        assertThat(wellFormed(text)).isTrue();
        assertThat(scanner.fault()).isEqualTo(JsonFault.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "01", "-", "-01", "+1", ".5", "1.", "1.e5", "1e", "1e+", "0x1",
        "NaN", "tru", "truex", "nulll", "True", "{", "[", "]", "{]", "[}", "{\"a\"}", "{\"a\":}",
        "{\"a\" 1}", "{a:1}", "{'a':1}", "{\"a\":1,}", "{,}", "[1,]", "[,1]", "[1 2]", "[1,,2]",
        "{\"a\":1 \"b\":2}", "1 2", "{}{}", "{},", "\"", "\"abc", "\"\\\"", "\"\\x\"", "\"\\u12\"",
        "\"\\u12G4\"", "\"\\u123", "\"a\nb\"", "\"a\tb\"", "\"\u0000\"", "\"\u001f\"", "\f1",
        "\u00a01", "\ufeff1", "// c\n1", "[1]/**/", "{\"a\":1}x", "{\"a\n\":1}", "{\"a:1}", "{1:2}"})
    void refuses(String text) {
        assertThat(wellFormed(text)).isFalse();
        assertThat(scanner.fault()).isEqualTo(JsonFault.MALFORMED);
    }

    @Test
    void takesNoInvalidUtf8() {
        int[][] bad = {{0x80}, {0xbf}, {0xc0, 0x80}, {0xc1, 0xbf}, {0xc3}, {0xc3, 0x28},
            {0xe0, 0x9f, 0xbf}, {0xe2, 0x82}, {0xe2, 0x28, 0xa1}, {0xe2, 0x82, 0x28},
            {0xed, 0xa0, 0x80}, {0xf0, 0x8f, 0xbf, 0xbf}, {0xf0, 0x9f, 0x98},
            {0xf4, 0x90, 0x80, 0x80}, {0xf5, 0x80, 0x80, 0x80}, {0xff}, {0xfe}};
        for (int[] sequence : bad) {
            assertThat(wellFormed(quoted(sequence))).as("%x...", sequence[0]).isFalse();
        }
        int[][] good = {{0xc2, 0x80}, {0xdf, 0xbf}, {0xe0, 0xa0, 0x80}, {0xed, 0x9f, 0xbf},
            {0xee, 0x80, 0x80}, {0xef, 0xbf, 0xbf}, {0xf0, 0x90, 0x80, 0x80},
            {0xf4, 0x8f, 0xbf, 0xbf}};
        for (int[] sequence : good) {
            assertThat(wellFormed(quoted(sequence))).as("%x...", sequence[0]).isTrue();
        }
    }

    private static byte[] quoted(int[] sequence) {
        byte[] text = new byte[sequence.length + 2];
        text[0] = '"';
        for (int i = 0; i < sequence.length; i++) {
            text[i + 1] = (byte) sequence[i];
        }
        text[text.length - 1] = '"';
        return text;
    }

    @Test
    void takesJustSoMuchDepth() {
        int most = JsonScanner.MAX_DEPTH;
        assertThat(most).isEqualTo(64);
        assertThat(wellFormed("[".repeat(most) + "]".repeat(most))).isTrue();
        assertThat(wellFormed("{\"a\":".repeat(most) + "1" + "}".repeat(most))).isTrue();
        assertThat(wellFormed("[".repeat(most + 1) + "]".repeat(most + 1))).isFalse();
        assertThat(scanner.fault()).isEqualTo(JsonFault.TOO_DEEP);
    }

    @Test
    void saysWhatAndWhereMembersAre() {
        byte[] text = " {\"ab\" : \"x\\ty\", \"c\":-12 , \"d\\u0065\":[1,{}], \"f\":1.5}"
            .getBytes(StandardCharsets.UTF_8);
        UnsafeBuffer buffer = new UnsafeBuffer(text);
        StringBuilder members = new StringBuilder();
        scanner.wrap(buffer, 0, text.length);
        assertThat(scanner.atObject()).isTrue();
        scanner.enter();
        while (scanner.nextMember()) {
            String key = new String(text, scanner.keyStart(), scanner.keyLength(),
                StandardCharsets.UTF_8);
            boolean escaped = scanner.keyEscaped();
            scanner.skip();
            members.append(key).append(escaped ? "!" : "").append('=').append(scanner.type())
                .append('=').append(new String(text, scanner.start(), scanner.length(),
                    StandardCharsets.UTF_8)).append(';');
        }
        assertThat(scanner.finish()).isTrue();
        assertThat(members.toString()).isEqualTo(
            "ab=4=x\\ty;c=5=-12;d\\u0065!=2=[1,{}];f=6=1.5;");
    }

    @Test
    void aFaultEndsEveryLoop() {
        byte[] text = "{\"a\":[1,{\"b\":tru}]}".getBytes(StandardCharsets.UTF_8);
        scanner.wrap(new UnsafeBuffer(text), 0, text.length);
        scanner.enter();
        assertThat(scanner.nextMember()).isTrue();
        scanner.skip();
        assertThat(scanner.nextMember()).isFalse();
        assertThat(scanner.nextElement()).isFalse();
        assertThat(scanner.finish()).isFalse();
    }

    @Test
    void writesEscapesOut() {
        assertThat(unescaped("a\\u0062\\n\\\"\\/\\\\")).isEqualTo("ab\n\"/\\");
        assertThat(unescaped("\\u00e9\\u5E01\\ud83d\\ude00")).isEqualTo("\u00e9\u5e01\ud83d\ude00");
        assertThat(unescaped("\\ud83d")).isNull();
        assertThat(unescaped("\\ud83dx\\ude00")).isNull();
        assertThat(unescaped("\\ude00\\ud83d")).isNull();
        assertThat(unescaped("\\ud83d\\n12345")).isNull();
    }

    private static String unescaped(String escaped) {
        byte[] text = escaped.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[text.length];
        int length = JsonText.unescape(
            new UnsafeBuffer(text), 0, text.length, new UnsafeBuffer(target), 0);
        return length < 0 ? null : new String(target, 0, length, StandardCharsets.UTF_8);
    }
}
