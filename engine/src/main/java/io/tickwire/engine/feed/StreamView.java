package io.tickwire.engine.feed;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;

/** One stream, symbol x kind, as a strategy may see it; valid during the call only. */
public interface StreamView {
    /** @return id of its symbol */
    int instrumentId();

    /** @return what it carries */
    StreamKind kind();

    /** @return GREEN fresh from its socket, YELLOW fresh from elsewhere, RED not fresh at all */
    FeedFlag flag();

    /** @return FRESH, QUIET, or why it is not */
    StatusReason reason();

    /** @return what brings its ticks now: SOCKET or POLL */
    Source fedBy();

    /** @return engine time since when the flag is what it is, ns since the epoch */
    long sinceNs();

    /**
     * How long nothing new has come.
     *
     * @param nowNs engine time of the current input
     * @return ns, own stalls subtracted
     */
    long silenceNs(long nowNs);

    /** @return how far its last tick was behind the venue's clock, ms; 0 where that is unknown */
    long lagMs();

    /** @return messages known to be missing by their ids, without those filled since */
    long gapMessages();
}
