package io.tickwire.replay.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and bytes as text, beside what the JDK makes of them. */
final class RowTextTest {
    private static final Word BEFORE = Word.of(" so long a word=");
    private static final String BEGUN = "a, so long a word=";

    private static RowText begun() {
        // So short that everything has to make room.
        return new RowText(1).put("a,");
    }

    @Property
    void decimalsAreThoseOfTheJdk(@ForAll long mantissa, @ForAll @IntRange(min = -128, max = 127)
        int exponent) {
        if (mantissa != Long.MIN_VALUE) {
            assertThat(begun().putDecimal(BEFORE, mantissa, exponent).toString())
                .isEqualTo(BEGUN + BigDecimal.valueOf(mantissa, -exponent).toPlainString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, 99, 100, -100, 9_999, 10_000, 12_345_678, 99_989_999,
        99_990_000, 99_999_999, 100_000_000, Long.MAX_VALUE, -Long.MAX_VALUE})
    void decimalsOfFewDigitsAndMany(long mantissa) {
        for (int exponent = -20; exponent <= 3; exponent++) {
            assertThat(begun().putDecimal(BEFORE, mantissa, exponent).toString())
                .isEqualTo(BEGUN + BigDecimal.valueOf(mantissa, -exponent).toPlainString());
        }
    }

    @Property
    void wholeNumbersAreThoseOfTheJdk(@ForAll long value) {
        assertThat(begun().put(value).toString()).isEqualTo("a," + value);
        assertThat(begun().put(Long.MIN_VALUE).toString()).isEqualTo("a," + Long.MIN_VALUE);
        assertThat(begun().put(BEFORE, value).toString()).isEqualTo(BEGUN + value);
    }

    @Property
    void bytesAreThoseOfTheJdk(@ForAll @Size(max = 100) byte[] bytes) {
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        assertThat(begun().putBase64(buffer, 0, bytes.length).toString())
            .isEqualTo("a," + Base64.getEncoder().encodeToString(bytes));
        // Mostly no UTF-8 at all.
        assertThat(begun().putUtf8(buffer, 0, bytes.length).toString())
            .isEqualTo("a," + new String(bytes, StandardCharsets.UTF_8));
    }

    @Property
    void textIsThatOfTheJdk(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(begun().put(text).toString())
            .isEqualTo("a," + new String(bytes, StandardCharsets.UTF_8));
        assertThat(begun().put(Word.of(text)).put(',').toString())
            .isEqualTo("a," + new String(bytes, StandardCharsets.UTF_8) + ",");
        assertThat(begun().put(BEFORE, Word.of(text)).toString())
            .isEqualTo(BEGUN + new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void longBytesToo() {
        for (int length : new int[] {4_095, 4_096, 70_000}) {
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[length]);
            assertThat(begun().putBase64(buffer, 0, length).toString())
                .isEqualTo("a," + Base64.getEncoder().encodeToString(new byte[length]));
        }
    }

    @Test
    void whatIsCutIsGone() {
        RowText text = begun();
        text.put("b").cutTo(2);
        assertThat(text.put('c').toString()).isEqualTo("a,c");
    }
}
