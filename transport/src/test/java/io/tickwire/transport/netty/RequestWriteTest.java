package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.tickwire.transport.netty.RestRequest.Method;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writes that fail, wholly or in part, in a channel that is not a socket. */
class RequestWriteTest extends RestRig {
    @Test
    void connectionThatEndsBeforeTheRequest() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel();
        call(Method.POST).connected(channel, null);
        channel.close();
        assertThat(heard.next()).startsWith("failed NOT_SENT ");
    }

    @Test
    void connectionThatIsClosedWhenTheRequestIsWritten() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.close();
        RestCall call = call(Method.POST);
        call.connected(channel, null);
        channel.pipeline().fireChannelActive();
        assertThat(heard.next()).isEqualTo("failed NOT_SENT the connection was closed");
    }

    /** An operating system that takes so many bytes of the request and fails then. */
    @ParameterizedTest
    @CsvSource({"0, NOT_SENT", "1, NO_ANSWER", "100, NO_ANSWER"})
    void writeThatFails(int takenBytes, RequestFate fate) throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected void doWrite(ChannelOutboundBuffer out) throws Exception {
                out.removeBytes(takenBytes);
                throw new IOException("broken pipe");
            }
        };
        call(Method.POST).connected(channel, null);
        channel.pipeline().fireChannelActive();
        assertThat(heard.next()).isEqualTo("failed " + fate + " broken pipe");
    }

    /** The same with bytes of which it is not yet known whether they leave. */
    @Test
    void writeThatIsUnderWay() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected void doWrite(ChannelOutboundBuffer out) {
                out.removeBytes(1);
            }
        };
        RestCall call = call(Method.POST);
        call.connected(channel, null);
        channel.pipeline().fireChannelActive();
        call.fail("given up");
        assertThat(heard.next()).isEqualTo("failed NO_ANSWER given up");
    }

    /** As TLS does while its tasks run: it may write the request later. */
    @Test
    void requestThatIsHeldInThePipeline() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel();
        RestCall call = call(Method.POST);
        call.connected(channel, null);
        channel.pipeline().addAfter(
            channel.pipeline().firstContext().name(), "held", new ChannelOutboundHandlerAdapter() {
                @Override
                public void write(ChannelHandlerContext to, Object bytes, ChannelPromise written) {
                    ReferenceCountUtil.release(bytes);
                }
            });
        channel.pipeline().fireChannelActive();
        call.fail("given up");
        assertThat(heard.next()).isEqualTo("failed NO_ANSWER given up");
    }

    /** Who asks is told only afterwards, as of any other failure. */
    @Test
    void writeThatFailsAtOnceOnAKeptConnection() throws Exception {
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected void doWrite(ChannelOutboundBuffer out) throws Exception {
                out.removeBytes(1);
                throw new IOException("broken pipe");
            }
        };
        RestCall call =
            RestCall.onKeptConnection(client, connector, request(Method.POST, 1), heard);
        loops.loop().submit(() -> {
            call.startOn(channel, TimeUnit.SECONDS.toNanos(10));
            heard.assertNothingMore();
        }).get();
        assertThat(heard.next()).isEqualTo("failed NO_ANSWER broken pipe");
    }

    private RestCall call(Method method) {
        return RestCall.onNewConnection(
            client, connector, request(method, 1), heard, RequestFate.NOT_SENT);
    }
}
