package io.tickwire.transport.loopback.rest;

import java.util.HashMap;
import java.util.Map;

/**
 * Which of its symbols the venue trades just now, as REST tells it: all of them, unless a fault
 * says otherwise. Event loop only.
 */
public final class SymbolStatuses {
    /** Status of a symbol that is in the list no more. */
    public static final String NOT_LISTED = "";
    /** Status of a symbol that is in the list before it is traded, and has no steps yet. */
    public static final String PENDING_TRADING = "PENDING_TRADING";

    static final String TRADING = "TRADING";

    /** Of those that are not traded, by name. */
    private final Map<String, String> others = new HashMap<>();
    private boolean listEmpty;

    /** Stops trading a symbol, which has another status from now on. */
    public void stop(String symbol, String status) {
        others.put(symbol, status);
    }

    /** Trades it again. */
    public void resume(String symbol) {
        others.remove(symbol);
    }

    /** Tells a list without any symbol, or the usual one; calls about symbols are as ever. */
    public void emptyList(boolean empty) {
        listEmpty = empty;
    }

    /** Whether calls about a symbol are answered. */
    public boolean isTraded(String symbol) {
        return !others.containsKey(symbol);
    }

    boolean isListed(String symbol) {
        return !listEmpty && !NOT_LISTED.equals(others.get(symbol));
    }

    String status(String symbol) {
        return others.getOrDefault(symbol, TRADING);
    }
}
