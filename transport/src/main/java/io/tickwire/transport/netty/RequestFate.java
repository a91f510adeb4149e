package io.tickwire.transport.netty;

/** Whether a request without a response may have reached the server. */
public enum RequestFate {
    /** Not one byte of it left this process: the server cannot have acted on it. */
    NOT_SENT,
    /**
     * All or part of it may have left, and no whole answer came back: the server may have acted on
     * it, or not.
     */
    NO_ANSWER
}
