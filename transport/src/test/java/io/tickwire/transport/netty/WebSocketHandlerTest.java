package io.tickwire.transport.netty;

import static io.tickwire.transport.netty.ServerFrames.hex;
import static io.tickwire.transport.netty.ServerFrames.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deadlines in virtual time, and every kind of buffer. */
class WebSocketHandlerTest {
    private final RecordingListener heard = new RecordingListener();
    private final WebSocketHandler handler = handler(heard);
    private final EmbeddedChannel channel = new EmbeddedChannel(handler);

    WebSocketHandlerTest() {
        channel.freezeTime();
    }

    @AfterEach
    void nothingMore() {
        channel.finishAndReleaseAll();
        heard.assertNothingMore();
    }

    @Test
    void allKindsOfBuffersAreReadAndReleased() throws Exception {
        byte[] frame = text("Hello");
        ByteBuf heap = Unpooled.buffer().writeByte(0).writeBytes(frame).skipBytes(1);
        ByteBuf direct = Unpooled.directBuffer().writeByte(0).writeBytes(frame).skipBytes(1);
        ByteBuf composite = Unpooled.wrappedBuffer(
            Unpooled.copiedBuffer(frame, 0, 3), Unpooled.copiedBuffer(frame, 3, 4));
        for (ByteBuf bytes : new ByteBuf[] {heap, direct, composite}) {
            channel.writeInbound(bytes);
            assertThat(heard.next()).isEqualTo("text Hello");
            assertThat(bytes.refCnt()).isZero();
        }
        channel.close();
        assertThat(heard.next()).startsWith("closed 1006 ");
    }

    @Test
    void serverThatDoesNotEndTheConnection() throws Exception {
        channel.writeInbound(Unpooled.wrappedBuffer(hex("88 02 03f4")));
        assertThat(heard.next()).isEqualTo("closed 1012  [0]");
        assertThat(channel.<ByteBuf>readOutbound().readableBytes()).isEqualTo(8);
        channel.advanceTimeBy(1999, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        channel.runPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    /** Nothing piles up for a server that pings and does not read. */
    @Test
    void pingsAreAnsweredWhenThereIsRoomTheLatestOnly() throws Exception {
        room(false);
        for (int ping = 1; ping <= 100; ping++) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x89, 1, (byte) ping}));
        }
        assertThat(channel.<ByteBuf>readOutbound()).isNull();
        room(true);
        ByteBuf pong = channel.readOutbound();
        assertThat(pong.readableBytes()).isEqualTo(7);
        assertThat(pong.getByte(6) ^ pong.getByte(2)).isEqualTo(100);
        pong.release();
        assertThat(channel.<ByteBuf>readOutbound()).isNull();
        channel.close();
        assertThat(heard.next()).startsWith("closed 1006 ");
    }

    private void room(boolean there) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, there);
        channel.runPendingTasks();
    }

    @Test
    void listenerThatThrowsDropsTheConnection() throws Exception {
        boolean[] thrown = new boolean[1];
        EmbeddedChannel other = new EmbeddedChannel(handler(new WebSocketListener() {
            @Override
            public void opened() {
                heard.opened();
            }

            @Override
            public void refused(int status, long retryAfterSeconds, String message) {
                heard.refused(status, retryAfterSeconds, message);
            }

            @Override
            public void failed(String reason) {
                heard.failed(reason);
            }

            @Override
            public void message(DirectBuffer buffer, int offset, int length, boolean text) {
                thrown[0] = true;
                throw new IllegalStateException("the engine has stopped");
            }

            @Override
            public void readComplete() {
                heard.readComplete();
            }

            @Override
            public void closed(int code, String reason, int incompleteBytes) {
                heard.closed(code, reason, incompleteBytes);
            }
        }));
        ByteBuf bytes = Unpooled.wrappedBuffer(text("x"));
        other.writeInbound(bytes);
        assertThat(thrown[0]).isTrue();
        assertThat(heard.next()).startsWith("closed 1006 the engine has stopped");
        assertThat(bytes.refCnt()).isZero();
        assertThat(other.isOpen()).isFalse();
        channel.close();
        assertThat(heard.next()).startsWith("closed 1006 ");
    }

    private static WebSocketHandler handler(WebSocketListener listener) {
        return new WebSocketHandler(
            listener, WebSocketOptions.DEFAULT, MaskKeys.create(), reason -> reason);
    }
}
