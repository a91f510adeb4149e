package io.tickwire.engine.ring;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Link;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Resumed;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.Timer;
import java.nio.charset.StandardCharsets;

/** Publishes the facts that every producer has to tell. Producer thread only. */
public final class Inputs {
    private static final int MAX_WORDS_LENGTH = 200;

    private final EventSink sink;

    /**
     * Publishes into a sink.
     *
     * @param sink used by the same thread
     */
    public Inputs(EventSink sink) {
        this.sink = sink;
    }

    /**
     * Time passed.
     *
     * @param lateNs how much later than it should be
     */
    public void timer(long lateNs) {
        sink.claim(EventType.TIMER, Source.ENGINE, 0, 0).set(Timer.LATE_NS, lateNs);
        sink.publish();
    }

    /**
     * A new incarnation begins.
     *
     * @param incarnation 2 for the first resume
     */
    public void resumed(long incarnation) {
        sink.claim(EventType.RESUMED, Source.ENGINE, 0, 0).set(Resumed.INCARNATION, incarnation);
        sink.publish();
    }

    /** The session ends cleanly; nothing may be published behind it. */
    public void end() {
        sink.claim(EventType.END, Source.ENGINE, 0, 0);
        sink.publish();
    }

    /**
     * A fact about a link; cold, allocates for its words.
     *
     * @param link    it is about
     * @param fact    what happened
     * @param attempt number of the attempt, 0 where there was none
     * @param code    as the fact defines it, 0 = none
     * @param valueNs as the fact defines it, 0 = none
     * @param words   the same in words, cut to 200 bytes
     */
    public void link(
        int link, LinkFact fact, long attempt, long code, long valueNs, String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MAX_WORDS_LENGTH);
        int position = sink.arena().claim(length);
        sink.arena().buffer().putBytes(position, bytes, 0, length);
        sink.claim(EventType.LINK, Source.ENGINE, link, 0)
            .set(Link.FACT, fact.ordinal())
            .set(Link.ATTEMPT, attempt)
            .set(Link.CODE, code)
            .set(Link.KIND, StreamKind.NONE.ordinal())
            .set(Link.VALUE_NS, valueNs)
            .varInArena(position, length);
        sink.publish();
    }

    /**
     * A link carries a stream.
     *
     * @param link         that carries it
     * @param instrumentId of the stream
     * @param kind         of the stream
     */
    public void carries(int link, int instrumentId, StreamKind kind) {
        sink.claim(EventType.LINK, Source.ENGINE, link, instrumentId)
            .set(Link.FACT, LinkFact.CARRIES.ordinal())
            .set(Link.ATTEMPT, 0)
            .set(Link.CODE, 0)
            .set(Link.KIND, kind.ordinal())
            .set(Link.VALUE_NS, 0);
        sink.publish();
    }
}
