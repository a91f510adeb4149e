package io.tickwire.transport.loopback.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.tickwire.transport.loopback.message.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time of a socket: pings, the pong's deadline, and clients that do not read. */
final class VenueSocketTest {
    private final Hub hub = new Hub();
    private final VenueSocket socket = new VenueSocket(hub, () -> 1_791_400_000_123_000_000L,
        Keepalive.USUAL, new StreamPath(StreamEndpoint.PUBLIC, true, List.of("a@trade")));
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @BeforeEach
    void open() {
        channel.freezeTime();
        channel.config().setWriteBufferWaterMark(VenueSocket.WATER_MARK);
        channel.pipeline().addLast(socket);
        socket.open();
    }

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
    }

    @Test
    void pingsEveryThreeMinutesWithTheTime() {
        pass(179);
        assertThat(channel.<Object>readOutbound()).isNull();
        pass(1);
        PingWebSocketFrame ping = channel.readOutbound();
        assertThat(ping.content().toString(StandardCharsets.US_ASCII)).isEqualTo("1791400000123");
        ping.release();
    }

    @Test
    void cutsTenMinutesAfterAnUnansweredPing() {
        pass(180);
        pass(599);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
        assertThat(hub.hasSubscribers()).isFalse();
    }

    @Test
    void aPongGivesTimeAgain() {
        pass(180);
        pass(599);
        channel.writeInbound(new PongWebSocketFrame());
        pass(121);
        pass(599);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void boundsWhatWaitsForAClientThatDoesNotRead() {
        Payload payload = Payload.of("a@trade", "x".repeat(65_000));
        long written = 0;
        while (channel.isOpen()) {
            hub.publish(payload);
            channel.runPendingTasks();
            written += 65_000;
            assertThat(written).isLessThan(VenueSocket.MAX_PENDING + 200_000);
        }
        assertThat(written).isGreaterThan(VenueSocket.MAX_PENDING - 200_000);
    }

    @Test
    void saysNothingBehindItsCloseFrame() {
        channel.writeInbound(new TextWebSocketFrame("{\"method\":\"SUBSCRIBE\",\"params\":["
            + "\"b@trade\"],\"id\":1}"));
        for (int i = 0; i < 15; i++) {
            channel.writeInbound(new PingWebSocketFrame());
        }
        hub.publish(Payload.of("a@trade", "{}"));
        hub.flush();

        for (int i = 0; i < 15; i++) {
            channel.<Object>readOutbound();
        }
        CloseWebSocketFrame close = channel.readOutbound();
        assertThat(close.statusCode()).isEqualTo(1008);
        assertThat(close.reasonText()).isEqualTo("Too many requests");
        assertThat(channel.<Object>readOutbound()).isNull();
        close.release();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void endsWithAnyCodeOnlyOnce() {
        socket.end(1012, "");
        socket.end(1001, "");
        socket.send(Payload.of("a@trade", "{}"));

        CloseWebSocketFrame close = channel.readOutbound();
        assertThat(close.statusCode()).isEqualTo(1012);
        assertThat(channel.<Object>readOutbound()).isNull();
        close.release();
    }

    @Test
    void doesNotPingBehindItsCloseFrame() {
        channel.advanceTimeBy(179_500, TimeUnit.MILLISECONDS);
        socket.end(1001, "");
        channel.<CloseWebSocketFrame>readOutbound().release();
        channel.advanceTimeBy(999, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.<Object>readOutbound()).isNull();
    }

    /** A handler such as that of TLS would say goodbye. */
    @Test
    void aResetIsNotHeardByTheHandlersBefore() {
        List<String> heard = new ArrayList<>();
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
                heard.add("close");
                ctx.close(promise);
            }
        });
        socket.reset();

        assertThat(channel.isOpen()).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    void oneThatOpensWhileTheVenueIsShutEndsLikeTheOthers() {
        VenueSocket late = new VenueSocket(hub, () -> 0,
            Keepalive.USUAL, new StreamPath(StreamEndpoint.PUBLIC, true, List.of("b@trade")));
        EmbeddedChannel other = new EmbeddedChannel(late);
        hub.shut(one -> one.end(1001, ""));
        late.open();

        CloseWebSocketFrame close = other.readOutbound();
        assertThat(close.statusCode()).isEqualTo(1001);
        assertThat(hub.wants("b@trade")).isFalse();
        close.release();
        other.finishAndReleaseAll();
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }
}
