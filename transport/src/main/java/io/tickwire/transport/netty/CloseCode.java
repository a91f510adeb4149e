package io.tickwire.transport.netty;

/** Close codes of RFC 6455, section 7.4, that this client itself names. */
public final class CloseCode {
    /** The purpose is fulfilled. */
    public static final int NORMAL = 1000;
    /** The peer broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;
    /** Never on the wire: a Close frame without a code. */
    public static final int NO_CODE = 1005;
    /** Never on the wire: the connection ended without a Close frame. */
    public static final int NO_CLOSE_FRAME = 1006;
    /** A text that is no UTF-8. */
    public static final int NOT_UTF8 = 1007;
    /** A frame or message over the limit. */
    public static final int TOO_BIG = 1009;
    /** The client ends it because the extensions are not those that it wanted. */
    public static final int EXTENSIONS = 1010;

    private CloseCode() {
    }

    /**
     * Whether a Close frame may carry the code.
     *
     * @param code unsigned
     * @return false for the reserved, the local and the undefined
     */
    public static boolean isValidOnWire(int code) {
        return code >= 1000 && code <= 1003
            || code >= 1007 && code <= 1014
            || code >= 3000 && code <= 4999;
    }
}
