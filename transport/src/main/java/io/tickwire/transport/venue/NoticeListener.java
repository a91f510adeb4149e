package io.tickwire.transport.venue;

/**
 * Gets what the venue says about a connection itself: replies to our control messages, and that it
 * will end. Called on the I/O thread inside the frame.
 */
public interface NoticeListener {
    /** The code of a request that was taken. */
    long NO_ERROR = 0;
    /** An error whose own code is absent, no integer, or 0, which the venue uses too. */
    long ERROR_WITHOUT_CODE = -1;

    /**
     * A reply came. It proves nothing about data: the venue acknowledges unknown streams too.
     *
     * @param link      it came by
     * @param id        of the request; absent where the reply has none or not an integer
     * @param errorCode {@link #NO_ERROR}, the venue's code, or {@link #ERROR_WITHOUT_CODE}
     */
    void onAck(int link, long id, long errorCode);

    /**
     * What the venue says against a request; {@link #onAck} with its code follows.
     *
     * @param link    it came by
     * @param message one line of words
     */
    default void onRefusal(int link, String message) {
        // Of no interest in a recording.
    }

    /**
     * The venue announced that it will close the connection soon.
     *
     * @param link it came by
     */
    default void onShutdown(int link) {
        // Of no interest in a recording.
    }
}
