package io.tickwire.engine.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextCutTest {
    /** Of one, two, three and four bytes in UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u20b9", "\ud83d\ude00"})
    void noCharacterIsHalved(String character) {
        int size = character.getBytes(UTF_8).length;
        for (int before = 0; before < size; before++) {
            String text = "x".repeat(before) + character.repeat(4);
            byte[] bytes = text.getBytes(UTF_8);
            for (int max = 0; max <= bytes.length; max++) {
                int whole = max < before ? max : before + (max - before) / size * size;
                assertThat(TextCut.bytes(bytes, bytes.length, max)).as(text + " to " + max)
                    .isEqualTo(whole);
            }
        }
    }

    @Test
    void whatIsNoUtf8IsCutAnywhere() {
        byte[] continued = new byte[9];
        Arrays.fill(continued, (byte) 0x80);
        for (int max = 1; max <= continued.length; max++) {
            assertThat(TextCut.bytes(continued, continued.length, max)).isEqualTo(max);
        }
    }

    @Test
    void whatLiesBehindTheTextIsNotItsEnd() {
        byte[] bytes = "ab\u20b9".getBytes(UTF_8);
        assertThat(TextCut.bytes(bytes, 2, 2)).isEqualTo(2);
    }

    @Test
    void aMessageEndsInDotsBehindAWholeCharacter() {
        assertThat(TextCut.chars("abc", 3)).isEqualTo("abc");
        assertThat(TextCut.chars("abcd", 3)).isEqualTo("abc...");
        assertThat(TextCut.chars("ab\ud83d\ude00", 4)).isEqualTo("ab\ud83d\ude00");
        assertThat(TextCut.chars("ab\ud83d\ude00", 3)).isEqualTo("ab...");
    }
}
