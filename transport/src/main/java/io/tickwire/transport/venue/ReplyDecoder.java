package io.tickwire.transport.venue;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.Source;

/**
 * Decodes bodies of REST replies from the arena into the events that sockets bring too. Belongs to
 * the producer's thread. Nothing of a malformed body is published but its REJECTED.
 */
public interface ReplyDecoder {
    /**
     * Takes a body that brings ticks, as a frame of its own.
     *
     * @param call         that brought it
     * @param instrumentId asked about, or the first of a batch, 0 = all; the one of rows that
     *                     name none
     * @param source       of its ticks: POLL, or BACKFILL where missing ones were asked for
     * @param receiveNs    when, ns since the epoch
     * @param position     of its bytes in the sink's arena
     * @param length       bytes
     * @return whether it was what the call answers with: some row of it was good, if it had any;
     *     for trades, all were, since the absence of rows has a meaning there
     */
    boolean onTicks(
        FeedCall call, int instrumentId, Source source, long receiveNs, int position,
        int length);

    /**
     * Takes the body of the time call, as a frame of its own.
     *
     * @param receiveNs when, ns since the epoch
     * @param position  of its bytes in the sink's arena
     * @param length    bytes
     * @return the venue's time, ms since the epoch; {@link Event#ABSENT} where it is rejected
     */
    long onTime(long receiveNs, int position, int length);

    /**
     * Takes a body that is journaled and no more, such as that of an error.
     *
     * @param receiveNs when, ns since the epoch
     * @param position  of its bytes in the sink's arena
     * @param length    bytes
     */
    void onOther(long receiveNs, int position, int length);
}
