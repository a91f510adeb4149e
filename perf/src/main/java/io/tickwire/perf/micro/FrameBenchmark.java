package io.tickwire.perf.micro;

import io.tickwire.transport.netty.FrameHandler;
import io.tickwire.transport.netty.WebSocketFrameWalker;
import io.tickwire.transport.netty.WebSocketLimits;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One WebSocket frame of many of one read. Text is checked to be UTF-8, binary is not. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
    private static final int FIN = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int LENGTH_IN_2_BYTES = 126;

    /** Name of the event. */
    @Param({"24hrTicker", "bookTicker"})
    public String kind;

    private final Counter counter = new Counter();
    private UnsafeBuffer text;
    private UnsafeBuffer binary;
    private UnsafeBuffer copy;
    private WebSocketFrameWalker walker;

    /** The same messages as text and as binary frames. */
    @Setup
    public void setUp() {
        byte[][] messages = TickMessages.of(kind);
        text = frames(messages, TEXT);
        binary = frames(messages, BINARY);
        copy = new UnsafeBuffer(ByteBuffer.allocateDirect(text.capacity()));
        walker = new WebSocketFrameWalker(WebSocketLimits.DEFAULT, counter);
    }

    private static UnsafeBuffer frames(byte[][] messages, int opcode) {
        int length = 0;
        for (byte[] message : messages) {
            length += header(message) + message.length;
        }
        ByteBuffer bytes = ByteBuffer.allocateDirect(length);
        for (byte[] message : messages) {
            bytes.put((byte) (FIN | opcode));
            if (header(message) == 2) {
                bytes.put((byte) message.length);
            } else {
                bytes.put((byte) LENGTH_IN_2_BYTES).putShort((short) message.length);
            }
            bytes.put(message);
        }
        return new UnsafeBuffer(bytes);
    }

    private static int header(byte[] message) {
        return message.length < LENGTH_IN_2_BYTES ? 2 : 4;
    }

    /** With the check of UTF-8. */
    @Benchmark
    @OperationsPerInvocation(TickMessages.COUNT)
    public int text() {
        walker.read(text, 0, text.capacity());
        return counter.messages;
    }

    /** Without it. */
    @Benchmark
    @OperationsPerInvocation(TickMessages.COUNT)
    public int binary() {
        walker.read(binary, 0, binary.capacity());
        return counter.messages;
    }

    /** Floor: all bytes of the read in one piece. */
    @Benchmark
    @OperationsPerInvocation(TickMessages.COUNT)
    public int copy() {
        copy.putBytes(0, text, 0, text.capacity());
        return copy.getInt(0);
    }

    private static final class Counter implements FrameHandler {
        private int messages;

        @Override
        public void message(DirectBuffer buffer, int offset, int length, boolean isText) {
            messages++;
        }

        @Override
        public void ping(DirectBuffer buffer, int offset, int length) {
            throw new IllegalStateException("ping");
        }

        @Override
        public void pong(DirectBuffer buffer, int offset, int length) {
            throw new IllegalStateException("pong");
        }

        @Override
        public void closeFrame(int code, String reason) {
            throw new IllegalStateException("close: " + reason);
        }

        @Override
        public void violation(int code, String reason) {
            throw new IllegalStateException("violation: " + reason);
        }
    }
}
