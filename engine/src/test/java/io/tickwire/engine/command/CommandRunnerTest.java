package io.tickwire.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.journal.JournalFullException;
import io.tickwire.engine.session.SessionFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a user sees of an error, and what a script. */
final class CommandRunnerTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Does as the test says. */
    @Command(name = "top", mixinStandardHelpOptions = true)
    static class Top implements Callable<Integer> {
        private final Callable<Integer> body;
        @Option(names = "--count")
        private int count;

        Top(Callable<Integer> body) {
            this.body = body;
        }

        @Override
        public Integer call() throws Exception {
            return body.call();
        }
    }

    /** Below it. */
    @Command(name = "below", mixinStandardHelpOptions = true)
    static final class Below extends Top {
        Below(Callable<Integer> body) {
            super(body);
        }
    }

    private int run(Callable<Integer> body, String... arguments) {
        CommandLine line = CommandRunner.line(new Top(body), new Below(body));
        return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
            .execute(arguments);
    }

    private void fails(Exception failure, int exitCode, String message) {
        err.getBuffer().setLength(0);
        assertThat(run(() -> {
            throw failure;
        })).isEqualTo(exitCode);
        assertThat(err.toString()).isEqualTo(message + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aCommandEndsWithItsOwnCode() {
        assertThat(run(() -> 0)).isZero();
        assertThat(run(() -> 1, "below")).isOne();
        assertThat(out.toString() + err).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--nothing|Unknown option: '--nothing'; see ./run.sh help top",
        "--count=x|Invalid value for option '--count': 'x' is not an int; see ./run.sh help top",
        "below --nothing|Unknown option: '--nothing'; see ./run.sh help top below"})
    void aWrongArgumentIsOneSentenceWithoutUsage(String arguments, String message) {
        assertThat(run(() -> 0, arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(message + "\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void helpOnlyHelps() {
        assertThat(run(() -> {
            throw new IllegalStateException();
        }, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: top ").contains("--count");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void eachFailureHasItsCode() {
        fails(new CommandException(3, "the end"), 3, "the end");
        fails(new IllegalArgumentException("--jar: none"), 2, "--jar: none");
        fails(new JournalFullException("disk full", null), 3, "stopped: disk full");
        fails(new NoSuchFileException("a.yaml"), 1, "a.yaml: no such file");
        fails(new UncheckedIOException(new IOException("reset")), 1, "reset");
    }

    @Test
    void problemsOfAConfigurationAreOneALine() {
        assertThat(run(() -> ConfigReader.read("mode: x\nabc: 1\n").symbols().size())).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains(": "))
            .anyMatch(line -> line.startsWith("abc: "))
            .anyMatch(line -> line.startsWith("mode: "));
    }

    @Test
    void aFolderThatCannotBeUsedIsUsage() {
        assertThat(run(() -> {
            SessionFolder.open(Path.of("absent")).close();
            return 0;
        })).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("absent");
    }

    @Test
    void whatNobodyExpectedIsOneSentenceToo() {
        fails(new IllegalStateException("a\nb"), 1, "failed unexpectedly: "
            + "java.lang.IllegalStateException: a b; for its stack trace set "
            + "JAVA_TOOL_OPTIONS=-Dpicocli.trace=DEBUG");
    }

    @Test
    void anErrorEndsWithACodeAsWell() {
        assertThat(CommandRunner.run(new Top(() -> {
            throw new AssertionError("on purpose");
        }))).isEqualTo(1);
    }

    /** Takes so many bytes, then says why it takes no more. */
    private static final class Limited extends OutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final int limit;
        private final String message;

        Limited(int limit, String message) {
            this.limit = limit;
            this.message = message;
        }

        @Override
        public void write(int octet) throws IOException {
            if (taken.size() == limit) {
                throw new IOException(message);
            }
            taken.write(octet);
        }
    }

    private int runInto(OutputStream stdout, Callable<Integer> body, String... arguments) {
        PrintStream before = System.out;
        try {
            return CommandRunner.run(
                new CommandLine(new Top(body)), stdout, new PrintWriter(err, true), arguments);
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void stdoutThatTakesNoMoreIsAFailure() {
        String full = "No space left on device";
        Limited few = new Limited(5, full);
        assertThat(runInto(few, () -> {
            System.out.println("data of a command");
            return 0;
        })).isEqualTo(1);
        assertThat(few.taken.toString(StandardCharsets.UTF_8)).isEqualTo("data ");
        assertThat(err.toString()).isEqualTo("stdout is cut off: " + full + "\n");
        // What stands in the command line's own buffer until the end, too.
        assertThat(runInto(new Limited(5, full), () -> 0, "--help")).isEqualTo(1);
        // A command that failed by itself keeps its code.
        assertThat(runInto(new Limited(0, full), () -> {
            System.out.println("data");
            return 3;
        })).isEqualTo(3);
    }

    @Test
    void aReaderThatHadEnoughIsNone() {
        assertThat(runInto(new Limited(5, "Broken pipe"), () -> 0, "--help")).isZero();
        Limited enough = new Limited(1_000, "");
        assertThat(runInto(enough, () -> {
            System.out.println("all");
            return 0;
        })).isZero();
        assertThat(enough.taken.toString(StandardCharsets.UTF_8)).isEqualTo("all\n");
        assertThat(err.toString()).isEmpty();
    }
}
