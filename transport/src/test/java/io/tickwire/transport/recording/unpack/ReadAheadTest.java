package io.tickwire.transport.recording.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What is unpacked on another thread comes as if it were not. */
final class ReadAheadTest {
    private static final int LONG = 5_000_001;
    private static final int SHORT = 1_000_000;

    /** Gives pieces of many lengths, and notes who reads. */
    private static final class Pieces extends InputStream {
        private final Random random = new Random(5);
        private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
        private final byte[] content;
        private final Throwable ending;
        private int position;
        private volatile boolean closed;

        Pieces(int length, Throwable ending) {
            this.content = new byte[length];
            new Random(7).nextBytes(content);
            this.ending = ending;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            readers.add(Thread.currentThread());
            if (position == content.length && ending instanceof Error error) {
                throw error;
            }
            if (position == content.length && ending != null) {
                throw (IOException) ending;
            }
            if (position == content.length) {
                return -1;
            }
            int read = Math.min(
                Math.min(length, 1 + random.nextInt(200_000)), content.length - position);
            System.arraycopy(content, position, into, offset, read);
            position += read;
            return read;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one by one would take for ever");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void allComesInItsOrder() throws IOException {
        Pieces pieces = new Pieces(LONG, null);
        try (ReadAhead ahead = new ReadAhead(pieces)) {
            assertThat(ahead.readAllBytes()).isEqualTo(pieces.content);
            assertThat(ahead.read()).isEqualTo(-1);
        }
        assertThat(pieces.readers).hasSize(2);
        assertThat(pieces.closed).isTrue();
    }

    @Test
    void aShortOneTakesNoThread() throws IOException {
        Pieces pieces = new Pieces(SHORT, null);
        try (ReadAhead ahead = new ReadAhead(pieces)) {
            assertThat(ahead.readAllBytes()).isEqualTo(pieces.content);
        }
        assertThat(pieces.readers).containsExactly(Thread.currentThread());
    }

    @Test
    void damageIsToldBehindAllThatCameBeforeItAndAgain() throws IOException {
        IOException damage = new DamagedException("damaged at byte 7", null);
        Pieces pieces = new Pieces(LONG, damage);
        try (ReadAhead ahead = new ReadAhead(pieces)) {
            assertThat(ahead.readNBytes(LONG)).isEqualTo(pieces.content);
            assertThatThrownBy(ahead::read).isSameAs(damage);
            assertThatThrownBy(ahead::read).isSameAs(damage);
        }
    }

    /** As with a memory that is full; who reads must not wait for a thread that is gone. */
    @Test
    void whatEndsTheThreadIsToldToo() throws IOException {
        Error full = new OutOfMemoryError("drawn");
        try (ReadAhead ahead = new ReadAhead(new Pieces(LONG, full))) {
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                assertThat(ahead.readNBytes(LONG)).hasSize(LONG);
                assertThatThrownBy(ahead::read).isInstanceOf(IOException.class).hasCause(full);
            });
        }
    }

    @Test
    void whoHasEnoughEndsTheThreadToo() throws IOException, InterruptedException {
        Pieces pieces = new Pieces(LONG, null);
        try (ReadAhead ahead = new ReadAhead(pieces)) {
            assertThat(ahead.readNBytes(LONG / 2))
                .isEqualTo(Arrays.copyOf(pieces.content, LONG / 2));
        }
        assertThat(pieces.closed).isTrue();
        assertThat(pieces.readers).filteredOn(thread -> thread != Thread.currentThread())
            .singleElement().matches(thread -> !thread.isAlive());
    }
}
