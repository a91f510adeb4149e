package io.tickwire.engine.feed;

/** What the venue's list of symbols says of one symbol. Engine thread only. */
final class SymbolListing {
    /** Whether the list has said so in this incarnation, and nothing has put it in doubt since. */
    boolean confirmed;
    /** Whether the venue does not trade the symbol. */
    boolean notTrading;
    /** Whether the list lacked the symbol when it was last had. */
    boolean absent;
    /** Whether a call was answered that there is no such symbol; until the list has said more. */
    boolean refused;

    /** Whether its silence says nothing about sockets, and questions about it are in vain. */
    boolean isLeftOut() {
        return notTrading || refused;
    }
}
