package io.tickwire.transport.live;

import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.transport.binance.BinanceDecoder;
import io.tickwire.transport.netty.CloseCode;
import io.tickwire.transport.netty.Connector;
import io.tickwire.transport.netty.RequestHeaders;
import io.tickwire.transport.netty.RetryAfter;
import io.tickwire.transport.netty.WebSocketClient;
import io.tickwire.transport.netty.WebSocketListener;
import io.tickwire.transport.netty.WebSocketOptions;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * One attempt of one link: copies each message once into the arena and decodes it from there, and
 * reports what becomes of the attempt as LINK facts. I/O thread only.
 */
final class LinkSocket implements WebSocketListener {
    private final int link;
    private final long attempt;
    private final EventSink sink;
    private final InputPublisher inputs;
    private final BinanceDecoder decoder;
    private final Owner owner;
    private WebSocketClient client;
    private boolean left;

    // Receive time of the current read pass, 0 = not read yet.
    private long receiveNs;

    /**
     * Who has to know what happens here.
     *
     * @param afterFrame run after each message with the attempt: what the venue said in it about
     *                   the connection itself may be published now
     * @param ended      run with this once the attempt has ended
     * @param broken     told what a message has made us throw; the ring may be in any state
     */
    record Owner(
        LongConsumer afterFrame, Consumer<LinkSocket> ended, Consumer<Throwable> broken) {
    }

    /** An attempt that has not begun. */
    LinkSocket(
        int link, long attempt, EventSink sink, InputPublisher inputs, BinanceDecoder decoder,
        Owner owner) {
        this.link = link;
        this.attempt = attempt;
        this.sink = sink;
        this.inputs = inputs;
        this.decoder = decoder;
        this.owner = owner;
    }

    int link() {
        return link;
    }

    long attempt() {
        return attempt;
    }

    void connect(Connector connector, URI uri, WebSocketOptions options) {
        client = WebSocketClient.open(connector, uri, RequestHeaders.NONE, options, this);
    }

    /** Sends a text; false if nothing was sent. */
    boolean sendText(DirectBuffer text, int offset, int length) {
        return client.sendText(text, offset, length);
    }

    /** A silent link may never answer a closing handshake; dropping it is certain. */
    void drop() {
        client.abort();
    }

    /** The session ends: closes politely, and nothing that still comes is published. */
    void leave() {
        left = true;
        client.close(CloseCode.NORMAL);
    }

    @Override
    public void message(DirectBuffer buffer, int offset, int length, boolean text) {
        if (left) {
            return;
        }
        if (receiveNs == 0) {
            receiveNs = sink.nowNs();
        }
        try {
            int position = sink.arena().claim(length);
            sink.arena().buffer().putBytes(position, buffer, offset, length);
            decoder.onFrame(link, Source.SOCKET, text ? FrameFormat.TEXT : FrameFormat.BINARY,
                receiveNs, position, length);
            owner.afterFrame().accept(attempt);
        } catch (RuntimeException | Error failure) {
            left = true;
            owner.broken().accept(failure);
        }
    }

    @Override
    public void readComplete() {
        receiveNs = 0;
    }

    @Override
    public void opened() {
        if (!left) {
            inputs.opened(link, attempt);
        }
    }

    @Override
    public void refused(int status, long retryAfterSeconds, String words) {
        owner.ended().accept(this);
        if (!left) {
            inputs.refused(link, attempt, status,
                RetryAfter.waitNs(retryAfterSeconds), words);
        }
    }

    @Override
    public void failed(String words) {
        owner.ended().accept(this);
        if (!left) {
            inputs.failed(link, attempt, words);
        }
    }

    @Override
    public void closed(int code, String reason, int incompleteBytes) {
        owner.ended().accept(this);
        if (!left) {
            inputs.closed(link, attempt, code, incompleteBytes == 0 ? reason
                : reason + " (" + incompleteBytes + " bytes of an incomplete message dropped)");
        }
    }
}
