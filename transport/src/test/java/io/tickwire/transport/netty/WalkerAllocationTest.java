package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.frame;
import static io.tickwire.transport.netty.ServerFrames.hex;
import static io.tickwire.transport.netty.ServerFrames.join;
import static io.tickwire.transport.netty.ServerFrames.text;
import static io.tickwire.transport.netty.ServerFrames.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The hot path allocates exactly nothing. */
class WalkerAllocationTest {
    private static final int ROUNDS = 2000;

    @Test
    void walkerAllocatesNothing() {
        byte[] bytes = join(
            text("x".repeat(446)), frame(0x89, utf8("ping")), frame(0x01, utf8("é".repeat(900))),
            frame(0x80, utf8("tail")), frame(0x8a, utf8("pong")), text("y".repeat(47_000)));
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
        buffer.putBytes(0, bytes);
        Sum sum = new Sum();
        try (WebSocketFrameWalker walker =
                new WebSocketFrameWalker(WebSocketLimits.DEFAULT, sum)) {
            long allocated = Allocation.steady(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    int split = 1 + i % (bytes.length - 1);
                    walker.read(buffer, 0, split);
                    walker.read(buffer, split, bytes.length - split);
                }
            });
            assertThat(allocated).isZero();
        }
        assertThat(sum.messages).isEqualTo(10L * ROUNDS * 3);
    }

    /** What a frame claims to be is believed only as far as it has come. */
    @Test
    void noMemoryIsTakenForALengthThatIsOnlyClaimed() {
        int count = 100;
        byte[] claim = hex("82 7f 0000000000200000 616263");
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(claim.length));
        buffer.putBytes(0, claim);
        List<WebSocketFrameWalker> walkers = new ArrayList<>();
        long before = directBytes();
        for (int i = 0; i < count; i++) {
            WebSocketFrameWalker walker =
                new WebSocketFrameWalker(WebSocketLimits.DEFAULT, new Sum());
            walkers.add(walker);
            walker.read(buffer, 0, claim.length);
            assertThat(walker.incompleteBytes()).isEqualTo(claim.length);
        }
        assertThat(directBytes() - before).as("bytes for %d claims of 2 MiB", count)
            .isLessThan(count * (128L << 10));
        walkers.forEach(WebSocketFrameWalker::close);
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }

    @Test
    void maskKeysAllocateNothing() {
        MaskKeys keys = MaskKeys.create();
        long allocated = Allocation.steady(() -> {
            for (int i = 0; i < 100 * ROUNDS; i++) {
                keys.next();
            }
        });
        assertThat(allocated).isZero();
    }

    @Test
    void theMeasurementSeesAllocations() {
        byte[][] kept = new byte[1][];
        assertThat(Allocation.steady(() -> kept[0] = new byte[16])).isBetween(16L, 64L);
    }

    private static final class Sum implements FrameHandler {
        long messages;

        @Override
        public void message(DirectBuffer buffer, int offset, int length, boolean text) {
            messages++;
        }

        @Override
        public void ping(DirectBuffer buffer, int offset, int length) {
            messages += length - 4;
        }

        @Override
        public void pong(DirectBuffer buffer, int offset, int length) {
            messages += length - 4;
        }

        @Override
        public void closeFrame(int code, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void violation(int code, String reason) {
            throw new AssertionError(reason);
        }
    }
}
