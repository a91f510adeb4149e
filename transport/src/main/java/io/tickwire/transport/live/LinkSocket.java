package io.tickwire.transport.live;

import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.netty.CloseCode;
import io.tickwire.transport.netty.RetryAfter;
import io.tickwire.transport.netty.WebSocketClient;
import io.tickwire.transport.netty.WebSocketListener;
import io.tickwire.transport.venue.FrameDecoder;
import io.tickwire.transport.venue.SocketProtocol.Upgrade;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One attempt to connect, and the connection that it becomes: copies each message once into the
 * arena, decodes it from there, and tells the engine what becomes of the attempt. I/O thread only.
 */
final class LinkSocket implements WebSocketListener {
    private static final DirectBuffer NO_PAYLOAD = new UnsafeBuffer(new byte[0]);

    private final int link;
    private final long attempt;
    private final EventSink sink;
    private final FactPublisher facts;
    private final FrameDecoder decoder;
    private final Owner owner;
    private WebSocketClient client;
    private boolean left;
    // Ids of the requests that were last made on it: from the first on, before the end.
    private long firstRequestId;
    private long endOfRequestIds;

    // Receive time of the current read, 0 = nothing read yet.
    private long receiveNs;

    /**
     * Who has to know what happens here.
     *
     * @param beforeRead run before what a read has brought is stamped and published
     * @param afterFrame run after each message with the attempt: what the venue said in it about
     *                   the connection itself may be published now
     * @param ended      run with this once the attempt has ended
     * @param broken     told what a message has made us throw; the ring may be in any state
     */
    record Owner(
        Runnable beforeRead, LongConsumer afterFrame, Consumer<LinkSocket> ended,
        Consumer<Throwable> broken) {
    }

    /**
     * Where all that comes goes; the same for every socket.
     *
     * @param sink    gets the messages
     * @param facts   gets what becomes of attempts
     * @param decoder of the messages
     * @param owner   has to know
     */
    record Intake(EventSink sink, FactPublisher facts, FrameDecoder decoder, Owner owner) {
    }

    /** An attempt that has not begun. */
    LinkSocket(int link, long attempt, Intake intake) {
        this.link = link;
        this.attempt = attempt;
        this.sink = intake.sink();
        this.facts = intake.facts();
        this.decoder = intake.decoder();
        this.owner = intake.owner();
    }

    int link() {
        return link;
    }

    long attempt() {
        return attempt;
    }

    /** What the arena cannot take ends the connection with 1009, like anything else too long. */
    void connect(Wire wire, Upgrade upgrade) {
        client = wire.connect(upgrade, sink.arena().maxLength(), this);
    }

    /**
     * Its requests have these ids.
     *
     * @param firstId of the first one
     * @param endId   behind that of the last one
     */
    void asks(long firstId, long endId) {
        firstRequestId = firstId;
        endOfRequestIds = endId;
    }

    /** Whether the request of that id was made on it: all sockets count on together. */
    boolean hasAsked(long requestId) {
        return requestId >= firstRequestId && requestId < endOfRequestIds;
    }

    /** Sends a text; false if nothing was sent. */
    boolean sendText(DirectBuffer text, int offset, int length) {
        return client.sendText(text, offset, length);
    }

    /** Sends a ping frame; false if nothing was sent. */
    boolean sendPing() {
        return client.sendPing(NO_PAYLOAD, 0, 0);
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
        try {
            if (receiveNs == 0) {
                owner.beforeRead().run();
                receiveNs = sink.beginRead();
            }
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
        if (receiveNs != 0) {
            receiveNs = 0;
            sink.endRead();
        }
    }

    @Override
    public void opened() {
        if (!left) {
            facts.opened(link, attempt);
        }
    }

    @Override
    public void refused(int status, long retryAfterSeconds, String message) {
        owner.ended().accept(this);
        if (!left) {
            facts.refused(
                link, attempt, status, RetryAfter.waitNs(retryAfterSeconds), message);
        }
    }

    @Override
    public void failed(String reason) {
        owner.ended().accept(this);
        if (!left) {
            facts.failed(link, attempt, reason);
        }
    }

    @Override
    public void closed(int code, String reason, int incompleteBytes) {
        owner.ended().accept(this);
        if (!left) {
            facts.closed(link, attempt, code, incompleteBytes == 0 ? reason
                : reason + " (" + incompleteBytes + " bytes of an incomplete message dropped)");
        }
        // Of the read in which it closes nobody tells the end.
        readComplete();
    }
}
