package io.tickwire.transport.venue;

/**
 * Weight used in the UTC minute, and what comes of using too much of it (protocols A4, A5): beyond
 * the limit calls are refused until the minute is over, and whoever goes on calling is banned. One
 * for the whole venue, since all its clients call from the loopback address.
 */
final class WeightMeter {
    /** The venue's own, a minute. */
    static final int DEFAULT_LIMIT = 2400;
    /** Refused calls in a minute that are forgiven; the next one bans. */
    static final int MAX_REFUSED = 10;
    /** Length of a ban. */
    static final long BAN_MS = 120_000;

    private static final long MINUTE_MS = 60_000;
    private static final long SECOND_MS = 1_000;

    private final int limit;
    private long minute;
    private int used;
    private int refused;
    private long bannedUntilMs;

    /** A meter for {@code limit} a minute. */
    WeightMeter(int limit) {
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    /**
     * Charges a call, whether it is going to be answered or refused.
     *
     * @param weight of the call
     * @param nowMs  since the epoch
     * @return where that leaves the client
     */
    Standing charge(int weight, long nowMs) {
        passTo(nowMs);
        used += weight;
        if (used > limit && nowMs >= bannedUntilMs && ++refused > MAX_REFUSED) {
            bannedUntilMs = nowMs + BAN_MS;
        }
        return standing(nowMs);
    }

    /**
     * Where the client stands, for what costs no weight.
     *
     * @param nowMs since the epoch
     */
    Standing standing(long nowMs) {
        passTo(nowMs);
        if (nowMs < bannedUntilMs) {
            return Standing.BANNED;
        }
        return used > limit ? Standing.OVER : Standing.WITHIN;
    }

    /** @return weight used in this minute, refused calls included */
    int used() {
        return used;
    }

    /** @return end of the ban, since the epoch; in the past where there is none */
    long bannedUntilMs() {
        return bannedUntilMs;
    }

    /** Whole seconds, never too few, until a call is answered again; of a refused client. */
    int retryAfterS(long nowMs) {
        long endMs = nowMs < bannedUntilMs ? bannedUntilMs : (minute + 1) * MINUTE_MS;
        return (int) ((endMs - nowMs + SECOND_MS - 1) / SECOND_MS);
    }

    private void passTo(long nowMs) {
        long now = Math.floorDiv(nowMs, MINUTE_MS);
        if (now != minute) {
            minute = now;
            used = 0;
            refused = 0;
        }
    }

    /** Of a client. */
    enum Standing {
        /** It is answered. */
        WITHIN,
        /** It is refused until the minute is over. */
        OVER,
        /** It is refused until the ban is over. */
        BANNED
    }
}
