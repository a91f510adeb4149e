package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DataLinesTest {
    /** Takes so many writes, then breaks as a pipe without a reader does. */
    private static final class Pipe extends OutputStream {
        private final StringBuilder taken = new StringBuilder();
        private int linesLeft;

        Pipe(int linesLeft) {
            this.linesLeft = linesLeft;
        }

        @Override
        public void write(int octet) throws IOException {
            if (linesLeft == 0) {
                throw new IOException("Broken pipe");
            }
            taken.append((char) octet);
            linesLeft -= octet == '\n' ? 1 : 0;
        }
    }

    @Test
    void aReaderThatGoesAwayIsSaidOnce() {
        Pipe pipe = new Pipe(2);
        List<String> log = new ArrayList<>();
        DataLines lines =
            new DataLines(new PrintStream(pipe, true, StandardCharsets.UTF_8), log::add);
        lines.accept("a");
        lines.accept("b");
        assertThat(log).isEmpty();
        lines.accept("c");
        lines.accept("d");
        assertThat(pipe.taken.toString().lines()).containsExactly("a", "b");
        assertThat(log).containsExactly("stdout takes no more; going on without it");
    }
}
