package io.tickwire.engine.ring;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import org.agrona.DirectBuffer;

/**
 * Where facts enter the engine. One thread, the producer, uses it; nothing here allocates.
 *
 * <p>A message is first copied whole into the {@link #arena()}, then announced, decoded from
 * there into claimed events, and ended:
 *
 * <pre>{@code
 * int position = sink.arena().claim(length);
 * sink.arena().buffer().putBytes(position, ...);
 * sink.beginFrame(link, Source.SOCKET, FrameFormat.TEXT, receiveNs, position, length);
 * Event event = sink.claim(EventType.QUOTE, instrumentId);   // any number of times, also none
 * event.exponents(-2, -3).set(QuoteFields.BID, bid);
 * sink.publish();
 * sink.endFrame();
 * }</pre>
 *
 * <p>A claimed event must be published, if need be turned into another type by
 * {@link #reclaim}; between claim and publish nothing else may be claimed. If the ring is full
 * these calls wait for the engine, and throw {@link EngineStoppedException} once it has stopped.
 */
public interface EventSink {
    /** @return the buffer that messages and variable parts are copied into */
    Arena arena();

    /** @return engine time, ns since the epoch */
    long nowNs();

    /**
     * One read of a socket begins. It may bring many messages, so the clock is read once for all
     * of them, and they are handed to the engine in few pieces; none waits for longer than the
     * read lasts.
     *
     * @return engine time, ns since the epoch: when what comes now was received
     */
    default long beginRead() {
        return nowNs();
    }

    /** The read ends: whatever was published is handed to the engine. */
    default void endRead() {
    }

    /**
     * A message begins; all events until {@link #endFrame()} come from it.
     *
     * @param link      it came by, 0 = none
     * @param source    which way
     * @param format    what it is
     * @param receiveNs when, ns since the epoch
     * @param position  of its bytes in the arena
     * @param length    bytes
     */
    void beginFrame(
        int link, Source source, FrameFormat format, long receiveNs, int position, int length);

    /**
     * The message ends. One without any event becomes a FRAME event of its own, so that all
     * traffic is journaled.
     */
    void endFrame();

    /**
     * Journals a message that we sent.
     *
     * @param link     it went by
     * @param format   what it is
     * @param position of its bytes in the arena
     * @param length   bytes
     */
    void frameSent(int link, FrameFormat format, int position, int length);

    /**
     * Claims the next event inside a frame, header filled in, every field absent.
     *
     * @param type         of the event
     * @param instrumentId 0 = none
     * @return the event to fill, valid until {@link #publish()}
     */
    Event claim(EventType type, int instrumentId);

    /**
     * Claims the next event inside a frame, header filled in, with all its fields.
     *
     * @param type         of the event
     * @param instrumentId 0 = none
     * @param body         its fields, from its first byte on
     * @return the event, valid until {@link #publish()}
     */
    Event claim(EventType type, int instrumentId, DirectBuffer body);

    /**
     * Claims the next event outside any frame, header filled in, every field absent.
     *
     * @param type         of the event
     * @param source       where it came from
     * @param link         it is about, 0 = none
     * @param instrumentId 0 = none
     * @return the event to fill, valid until {@link #publish()}
     */
    Event claim(EventType type, Source source, int link, int instrumentId);

    /**
     * Turns the claimed event into another type, every field absent again.
     *
     * @param type         of the event now
     * @param instrumentId 0 = none
     * @return the event to fill
     */
    Event reclaim(EventType type, int instrumentId);

    /** Hands the claimed event to the engine; within a read at its end at the latest. */
    void publish();
}
