package io.tickwire.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** bash takes from a printed command the very words that were put into it. */
final class ShellCommandTest {
    @TempDir
    Path folder;

    /** What the program gets when the line is pasted; each argument behind a NUL. */
    private List<String> pasted(String line) throws Exception {
        Path program = Files.writeString(
            folder.resolve("run.sh"), "#!/bin/sh\nprintf '\\0%s' \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Process bash = new ProcessBuilder("bash", "-c", line).directory(folder.toFile())
            .redirectErrorStream(true).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(out).isZero();
        return List.of(out.substring(1).split("\0", -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions/20261122T101500Z-loopback-paper", "a b", "a'b", "a\"b",
        "$HOME", "`id`", "a\\nb", "a\\", "a\nb", "a'\n\\b\t\u001b[1m", "*", "~", "#a", "a;b", "a&b",
        "(a)", "{a,b}", "!!", "[a]", "a b'c $d/é मराठी", "\u00a0"})
    void everyPathIsOneWord(String path) throws Exception {
        String line = ShellCommand.of("replay", Path.of(path));
        assertThat(line).startsWith("./run.sh replay ");
        assertThat(line.lines()).hasSize(1);
        assertThat(pasted(line)).containsExactly("replay", path);
    }

    static IntStream special() {
        return IntStream.rangeClosed(1, 0x7f)
            .filter(c -> !Character.isLetterOrDigit(c) && "_%+,./:@-".indexOf(c) < 0);
    }

    /** Whether this shell minds it just here or not: a glob without a file stays as it is. */
    @ParameterizedTest
    @MethodSource("special")
    void everyCharacterThatMayBeSpecialIsQuoted(int c) throws Exception {
        String path = "a" + (char) c + "b";
        String line = ShellCommand.of("replay", Path.of(path));
        assertThat(line.lines()).singleElement().asString()
            .matches("\\./run\\.sh replay \\$?'.+'").matches("[ -~]+");
        assertThat(pasted(line)).containsExactly("replay", path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "--speed", "@options", "- a"})
    void noPathIsAnOption(String path) throws Exception {
        assertThat(pasted(ShellCommand.of("live --resume", Path.of(path))))
            .containsExactly("live", "--resume", "./" + path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "/opt/tick wire/run.sh|'/opt/tick wire/run.sh'", "./it's/run.sh|'./it'\\''s/run.sh'",
        "../run.sh|../run.sh"})
    void theProgramIsQuotedToo(String program, String quoted) {
        String before = System.setProperty(ShellCommand.PROGRAM, program);
        try {
            assertThat(ShellCommand.of("replay", Path.of("a"))).isEqualTo(quoted + " replay a");
            assertThat(ShellCommand.of("help live")).isEqualTo(quoted + " help live");
        } finally {
            if (before == null) {
                System.clearProperty(ShellCommand.PROGRAM);
            } else {
                System.setProperty(ShellCommand.PROGRAM, before);
            }
        }
    }

    @Test
    void whatNeedsNoQuotesHasNone() {
        assertThat(ShellCommand.of("replay", Path.of("/tmp/s-1_a.b,c+d@e%f:g")))
            .isEqualTo("./run.sh replay /tmp/s-1_a.b,c+d@e%f:g");
        assertThat(ShellCommand.of("help live")).isEqualTo("./run.sh help live");
    }
}
