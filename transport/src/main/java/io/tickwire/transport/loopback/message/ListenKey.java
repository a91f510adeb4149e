package io.tickwire.transport.loopback.message;

/** Listen keys: names of the streams that tell accounts what happens to them (protocols A8). */
public final class ListenKey {
    /** Letters and digits of each. */
    public static final int LENGTH = 64;

    private ListenKey() {
    }

    /**
     * Tells a listen key from the name of a market's stream.
     *
     * @param stream name
     * @return whether it has the form of one, in force or not
     */
    public static boolean isOne(String stream) {
        return stream.length() == LENGTH
            && stream.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }
}
