package io.tickwire.transport.venue;

import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;

/** Makes the decoders of a live session, in which only listed symbols count. */
public interface VenueCodec {
    /**
     * A decoder of what comes by sockets.
     *
     * @param sink     where its events go
     * @param table    the producer's own
     * @param listener told what the venue says about a connection itself
     * @return for the producer's thread
     */
    FrameDecoder frames(EventSink sink, InstrumentTable table, NoticeListener listener);

    /**
     * A decoder of replies to REST calls.
     *
     * @param sink  where its events go
     * @param table the producer's own
     * @return for the producer's thread
     */
    ReplyDecoder replies(EventSink sink, InstrumentTable table);
}
