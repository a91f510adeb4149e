package io.tickwire.transport.live;

import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.Inputs;
import io.tickwire.transport.binance.BinanceDecoder;
import io.tickwire.transport.netty.WebSocketListener;
import org.agrona.DirectBuffer;

/**
 * One attempt of one link: copies each message once into the arena and decodes it from there, and
 * reports what becomes of the attempt as LINK facts. I/O thread only.
 */
final class LinkSocket implements WebSocketListener {
    private final int link;
    private final long attempt;
    private final EventSink sink;
    private final Inputs inputs;
    private final BinanceDecoder decoder;
    private final Runnable afterFrame;
    private final Runnable ended;

    // Receive time of the current read pass, 0 = not read yet.
    private long receiveNs;

    /**
     * An attempt that was just begun.
     *
     * @param afterFrame run after each message: what acknowledgements it had may be published now
     * @param ended      run once the attempt has ended
     */
    LinkSocket(
        int link, long attempt, EventSink sink, Inputs inputs, BinanceDecoder decoder,
        Runnable afterFrame, Runnable ended) {
        this.link = link;
        this.attempt = attempt;
        this.sink = sink;
        this.inputs = inputs;
        this.decoder = decoder;
        this.afterFrame = afterFrame;
        this.ended = ended;
    }

    @Override
    public void message(DirectBuffer buffer, int offset, int length, boolean text) {
        if (receiveNs == 0) {
            receiveNs = sink.nowNs();
        }
        int position = sink.arena().claim(length);
        sink.arena().buffer().putBytes(position, buffer, offset, length);
        decoder.onFrame(link, Source.SOCKET, text ? FrameFormat.TEXT : FrameFormat.BINARY,
            receiveNs, position, length);
        afterFrame.run();
    }

    @Override
    public void readComplete() {
        receiveNs = 0;
    }

    @Override
    public void opened() {
        inputs.link(link, LinkFact.OPENED, attempt, 0, 0, "");
    }

    @Override
    public void refused(int status, long retryAfterSeconds, String words) {
        ended.run();
        inputs.link(link, LinkFact.REFUSED, attempt, status,
            Math.max(0, retryAfterSeconds) * 1_000_000_000L, words);
    }

    @Override
    public void failed(String words) {
        ended.run();
        inputs.link(link, LinkFact.FAILED, attempt, 0, 0, words);
    }

    @Override
    public void closed(int code, String reason, int incompleteBytes) {
        ended.run();
        String words = incompleteBytes == 0 ? reason
            : reason + " (" + incompleteBytes + " bytes of an incomplete message dropped)";
        inputs.link(link, LinkFact.CLOSED, attempt, code, 0, words);
    }
}
