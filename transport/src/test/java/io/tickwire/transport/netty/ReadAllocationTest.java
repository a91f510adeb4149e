package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.hex;
import static io.tickwire.transport.netty.ServerFrames.join;
import static io.tickwire.transport.netty.ServerFrames.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** What reading a real socket allocates on the I/O thread. */
class ReadAllocationTest extends ClientRig {
    @Test
    void bytesAllocatedPerReadOfARealSocket() throws Exception {
        int rounds = 3000;
        byte[] burst = join(text("x".repeat(446)), text("y".repeat(446)));
        CountingListener counting = new CountingListener();
        CountDownLatch warm = new CountDownLatch(1);
        try (RawServer server = RawServer.start(peer -> {
            peer.accept();
            for (int i = 0; i < 2 * rounds; i++) {
                peer.write(burst);
                // Answered by a pong, so that each burst is a read of its own.
                peer.write(hex("89 00"));
                peer.read(6);
                if (i == rounds) {
                    warm.countDown();
                    counting.measureFrom(i);
                }
            }
        })) {
            onLoop(() -> WebSocketClient.open(
                connector(), uri(server, "/"), RequestHeaders.NONE, PATIENT, counting));
            assertThat(warm.await(60, TimeUnit.SECONDS)).isTrue();
            server.join();
            assertThat(counting.ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(counting.messages).isEqualTo(4L * rounds);
        System.out.println("ReadAllocationTest: " + counting.allocatedBytes / counting.reads
            + " bytes allocated per read pass and pong of a loopback socket, "
            + counting.reads + " passes");
        assertThat(counting.allocatedBytes / counting.reads).isLessThan(1024);
    }

    /** Counts on the loop's thread. */
    private static final class CountingListener implements WebSocketListener {
        final CountDownLatch ended = new CountDownLatch(1);
        volatile long messages;
        volatile long reads;
        volatile long allocatedBytes;
        private volatile boolean measure;
        private long startBytes;
        private long messageCount;

        void measureFrom(int round) {
            measure = round > 0;
        }

        @Override
        public void opened() {
            messageCount = 0;
        }

        @Override
        public void refused(int status, long retryAfterSeconds, String message) {
            throw new AssertionError(message);
        }

        @Override
        public void failed(String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void message(DirectBuffer buffer, int offset, int length, boolean text) {
            messageCount++;
        }

        @Override
        public void readComplete() {
            if (measure) {
                long nowBytes = Allocation.ofCurrentThread();
                if (startBytes == 0) {
                    startBytes = nowBytes;
                } else {
                    allocatedBytes = nowBytes - startBytes;
                    reads++;
                }
            }
        }

        @Override
        public void closed(int code, String reason, int incompleteBytes) {
            messages = messageCount;
            ended.countDown();
        }
    }
}
