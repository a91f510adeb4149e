package io.tickwire.transport.loopback.fault.socket;

import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.wire.OpenSocket;

/**
 * How sockets are closed.
 *
 * @param how  with what ceremony
 * @param code of the close frame, where there is one
 */
record Ending(How how, int code) {
    /** Going away. */
    private static final int DEFAULT_CODE = 1001;

    /** With a close frame. */
    static Ending code(int code) {
        return new Ending(How.CLOSE_FRAME, code);
    }

    /** Without one. */
    static Ending of(How how) {
        return new Ending(how, DEFAULT_CODE);
    }

    /**
     * Reads the keys {@code code}, {@code frame} and {@code reset}.
     *
     * @param entry has them
     * @return the ending; anything where the entry is wrong
     */
    static Ending read(FaultEntry entry) {
        boolean reset = entry.flag("reset", false);
        boolean frame = entry.flag("frame", true);
        int code = entry.whole("code", DEFAULT_CODE, Ending::mayBeSent,
            "allowed are 1000 to 1003, 1007 to 1009, 1011 to 1014, 3000 to 4999");
        if (reset && entry.has("frame")) {
            entry.problem("frame", "not together with reset: true, which sends no close frame");
        }
        if (entry.has("code") && (reset || !frame)) {
            entry.problem("code", "not together with " + (reset ? "reset: true" : "frame: false")
                + ", which sends no close frame");
        }
        return reset ? of(How.RESET) : frame ? code(code) : of(How.NO_FRAME);
    }

    /** Codes that a server may send (RFC 6455, section 7.4, and its register). */
    private static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1009
            || code >= 1011 && code <= 1014 || code >= 3000 && code <= 4999;
    }

    void end(OpenSocket socket) {
        switch (how) {
            case CLOSE_FRAME -> socket.end(code, "");
            case NO_FRAME -> socket.drop();
            case RESET -> socket.reset();
        }
    }

    /** For people: "closed with code 1001". */
    @Override
    public String toString() {
        return switch (how) {
            case CLOSE_FRAME -> "closed with code " + code;
            case NO_FRAME -> "ended without a close frame";
            case RESET -> "reset";
        };
    }

    /** With a close frame, without one, or by a reset. */
    enum How {
        /** As RFC 6455 has it. */
        CLOSE_FRAME,
        /** The TCP connection ends in order, the WebSocket does not. */
        NO_FRAME,
        /** Not even the TCP connection does. */
        RESET
    }
}
