package io.tickwire.engine.feed;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.StatusReason;

/** What the venue's list of symbols says of one symbol. Engine thread only. */
final class SymbolListing {
    /** Whether the list has said so in this incarnation, and nothing has put it in doubt since. */
    boolean confirmed;
    /** Whether the venue does not trade the symbol. */
    boolean notTrading;
    /** Whether the list has ever said that it trades the symbol. */
    boolean wasTrading;
    /** Whether the list lacked the symbol when it was last had. */
    boolean absent;
    /** Whether a call was answered that there is no such symbol; until the list has said more. */
    boolean refused;

    /**
     * Whether it was traded, is no more, and counts no more either: one that is not traded yet is
     * waited for.
     */
    boolean isGone(Config.Feed limits) {
        return limits.delisted() == Config.Delisted.GONE && notTrading && wasTrading;
    }

    /** Why a symbol that is not traded is RED. */
    StatusReason reason(Config.Feed limits) {
        return isGone(limits) ? StatusReason.GONE : StatusReason.NOT_TRADING;
    }

    /** Whether its silence says nothing about sockets, and questions about it are in vain. */
    boolean isLeftOut() {
        return notTrading || refused;
    }
}
