package io.tickwire.transport.loopback.message;

/** The subscribers of streams, as the publisher sees them. Event loop only. */
public interface Audience {
    /** @return whether anybody has subscribed to anything */
    boolean hasSubscribers();

    /**
     * Asks before a payload is made.
     *
     * @param stream name
     * @return whether some socket wants it
     */
    boolean wants(String stream);

    /** Writes to every socket that wants it; sent with the next {@link #flush}. */
    void publish(Payload payload);

    /** Sends what was written. */
    void flush();

    /** @return whether some client reads more slowly than we write */
    boolean congested();

    /** Gives up the clients that keep the others waiting. */
    void dropCongested();
}
