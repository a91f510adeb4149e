package io.tickwire.transport.loopback.feed;

import io.netty.channel.EventLoop;
import io.tickwire.transport.loopback.rest.RestRows;

/** Source of a venue's traffic: the seeded market or a recording. Event loop only. */
public interface Feed {
    /**
     * Begins to publish.
     *
     * @param loop runs everything from now on
     */
    void start(EventLoop loop);

    /** Ends publishing and gives back files. */
    void stop();

    /** @return what REST calls tell, always as new as what was published */
    RestRows rows();
}
