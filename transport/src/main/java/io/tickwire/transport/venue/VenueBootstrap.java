package io.tickwire.transport.venue;

import java.io.IOException;

/**
 * What is asked of a venue before the first socket: a login where it wants one, then the list of
 * instruments. The venue's clock is asked for later, by {@code FeedCall.CLOCK}.
 */
public interface VenueBootstrap {
    /** @return the call that must succeed before all others, null where there is no login */
    default HttpCall login() {
        return null;
    }

    /**
     * Takes the reply to the login, which is never journaled; later requests may carry what it
     * holds.
     *
     * @param body of an answer with status 200
     * @throws IOException if that is no login; the message is for people
     */
    default void loggedIn(byte[] body) throws IOException {
        throw new IOException("no login was asked for");
    }

    /** @return the call whose reply lists the instruments */
    HttpCall instruments();

    /**
     * Reads the list of instruments, which may have megabytes. Called on a cold thread.
     *
     * @param body of an answer with status 200
     * @return all that the venue lists, whether it trades it or not, and what it allows
     * @throws IOException if that is no such list; the message is for people
     */
    VenueTerms read(byte[] body) throws IOException;

    /** @return what the venue allows where its list cannot be had; without instruments */
    VenueTerms unknown();
}
