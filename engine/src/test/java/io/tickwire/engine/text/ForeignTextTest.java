package io.tickwire.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One line of words, whatever a server says. */
final class ForeignTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "<html><head><title>403 Forbidden</title></head><body><center>nginx</center></body>"
            + "|403 Forbidden nginx",
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD\"><style>b{color:red}</style><h1>Sign in</h1>"
            + "<script>if (a < b && c > d) {}</script>&nbsp;to&amp;fro|Sign in to&fro",
        "<!-- <p>hidden</p> --><p class='a>b'>Hotel Wi-Fi|b'>Hotel Wi-Fi",
        "<SCRIPT>never closed|''", "<p>cut off <a href=\"http://x|cut off",
        "rate 3 < 5, limit <5|rate 3 < 5, limit <5", "&lt;b&gt;x&lt;/b&gt;|b x /b",
        "''|''", "'   '|''", "plain words|plain words",
        "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}|-1121 Invalid symbol.",
        "{\"status\":400,\"error\":{\"code\":2,\"msg\":\"bad <b>id</b>\"}}|2 bad id",
        "{\"error\":\"Forbidden\",\"status\":403,\"path\":\"/x\"}|403 Forbidden",
        "{\"message\":\"Missing Authentication Token\"}|Missing Authentication Token",
        "{\"code\":-1000}|-1000", "{\"code\":-1003,\"msg\":\"cut off|-1003",
        "{\"symbol\":\"BTCUSDT\"}|{\"symbol\":\"BTCUSDT\"}", "{}|{}", "[]|[]"})
    void words(String text, String words) {
        assertThat(ForeignText.words(text)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text/html; charset=utf-8|<h1>Sign in</h1>|text/html: Sign in", "text/html|''|text/html",
        "application/problem+json|{\"title\":\"No\"}|No", "|plain|plain", "''|x|x"})
    void answer(String contentType, String text, String words) {
        assertThat(ForeignText.answer(contentType, text)).isEqualTo(words);
    }

    @Test
    void noCharacterOfControl() {
        assertThat(ForeignText.words("a\r\nb\tc\u0000\u001b[31m\u0007d\u009be\u202ef\u2028g\ufeffh"
            + "\ud800i\ufffdj\u00a0k")).isEqualTo("a b c [31m d e f g h i j k");
        assertThat(ForeignText.words("\u5e01\u5b89 \ud83d\ude00")).isEqualTo(
            "\u5e01\u5b89 \ud83d\ude00");
    }

    @Test
    void eightyCharactersAtMost() {
        assertThat(ForeignText.words("x".repeat(80))).isEqualTo("x".repeat(80));
        assertThat(ForeignText.words("x".repeat(81))).isEqualTo("x".repeat(77) + "...");
        assertThat(ForeignText.words("word ".repeat(100)))
            .isEqualTo("word ".repeat(15).trim() + "...");
        assertThat(ForeignText.words("\ud83d\ude00".repeat(80)))
            .isEqualTo("\ud83d\ude00".repeat(38) + "...");
        assertThat(ForeignText.line("x".repeat(201))).isEqualTo("x".repeat(197) + "...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<!--", "<script", "&#", "{\"a\":", "<a ", "\u0000"})
    void longestTextIsReadInNoTime(String piece) {
        assertThat(ForeignText.words(piece.repeat(1_000_000)).length()).isLessThanOrEqualTo(80);
    }

    @Test
    void isShortAndPlainWhateverTheTextIs() {
        long seed = 20261129;
        Random random = new Random(seed);
        String alphabet = "ab <>/!-&;#\"{}:,\\\u0000\u202e\ud83d\ude00script\n";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(200); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String once = ForeignText.words(text.toString());
            assertThat(once).as("seed %d, number %d", seed, i).hasSizeLessThanOrEqualTo(80)
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
        }
    }
}
