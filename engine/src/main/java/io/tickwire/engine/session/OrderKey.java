package io.tickwire.engine.session;

import java.security.SecureRandom;

/**
 * Distinguishes the orders of one run of a session from those of all others on the same account: 64
 * bits, drawn when the run begins and journaled with it, so that a replay gives its orders the same
 * ids.
 */
public final class OrderKey {
    private OrderKey() {
    }

    /**
     * For a session whose orders a venue may see.
     *
     * @return drawn at random
     */
    public static long random() {
        return new SecureRandom().nextLong();
    }

    /**
     * For a session whose orders no venue ever sees, an import or a simulation: the same id makes
     * the same journal.
     *
     * @param session its id
     * @return FNV-1a of the id
     */
    public static long of(String session) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < session.length(); i++) {
            hash = (hash ^ session.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }
}
