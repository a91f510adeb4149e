package io.tickwire.transport.venue;

/**
 * All sockets are closed and handshakes are refused with 503, while REST goes on answering.
 *
 * @param code  of the close frame
 * @param reset whether the connections are reset instead, without a close frame
 */
record SocketsClosed(int code, boolean reset) implements FaultAction {
    /** Name in scenario files. */
    static final String NAME = "sockets-closed";

    /** Going away. */
    private static final int DEFAULT_CODE = 1001;

    /**
     * Reads what is its own in an entry.
     *
     * @param entry of that name
     * @return the action; anything where the entry is wrong
     */
    static SocketsClosed read(FaultEntry entry) {
        boolean reset = entry.flag("reset");
        if (reset && entry.has("code")) {
            entry.problem("code", "not together with reset: true, which sends no close frame");
        }
        int code = entry.whole("code", DEFAULT_CODE, SocketsClosed::mayBeSent,
            "allowed are 1000 to 1003, 1007 to 1009, 1011 to 1014, 3000 to 4999");
        return new SocketsClosed(code, reset);
    }

    /** Codes that a server may send (RFC 6455, section 7.4, and its register). */
    private static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1009
            || code >= 1011 && code <= 1014 || code >= 3000 && code <= 4999;
    }

    @Override
    public String begin(FaultControls controls) {
        Hub hub = controls.hub();
        return reset
            ? hub.shut(VenueSocket::reset) + " sockets reset, handshakes refused"
            : hub.shut(socket -> socket.end(code, "")) + " sockets closed with code " + code
                + ", handshakes refused";
    }

    @Override
    public void end(FaultControls controls) {
        controls.hub().reopen();
    }
}
