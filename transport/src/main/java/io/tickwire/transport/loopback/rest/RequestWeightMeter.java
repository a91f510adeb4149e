package io.tickwire.transport.loopback.rest;

/**
 * Weight used in the UTC minute, and what comes of using too much of it (protocols A4, A5): beyond
 * the limit calls are refused until the minute is over, and whoever goes on calling is banned. One
 * for the whole venue, since all its clients call from the loopback address.
 */
public final class RequestWeightMeter {
    /** The venue's own, a minute. */
    public static final int DEFAULT_LIMIT = 2400;
    /** Refused calls in a minute that are forgiven; the next one bans. */
    public static final int MAX_REFUSED = 10;
    /** Length of a ban. */
    public static final long BAN_MS = 120_000;

    private static final long MINUTE_MS = 60_000;
    private static final long SECOND_MS = 1_000;

    private final int limit;
    private long minute;
    private int used;
    private int refused;
    private long bannedUntilMs;
    private LimitOverride override = LimitOverride.NONE;

    /** A meter for {@code limit} a minute. */
    public RequestWeightMeter(int limit) {
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
    Admission charge(int weight, long nowMs) {
        passTo(nowMs);
        used += weight;
        if (admission(nowMs) == Admission.OVER && ++refused > override.forgiven()) {
            bannedUntilMs = nowMs + override.banMs();
        }
        return admission(nowMs);
    }

    /**
     * Where the client stands, for what costs no weight.
     *
     * @param nowMs since the epoch
     */
    Admission admission(long nowMs) {
        passTo(nowMs);
        if (nowMs < bannedUntilMs) {
            return Admission.BANNED;
        }
        return used > limit || nowMs < override.untilMs() ? Admission.OVER : Admission.WITHIN;
    }

    /** @return weight used in this minute, refused calls included */
    public int used() {
        return used;
    }

    /** @return end of the ban, since the epoch; in the past where there is none */
    long bannedUntilMs() {
        return bannedUntilMs;
    }

    /** Refuses every call until {@link #clearOverride}; {@code rules} is in force at once. */
    public void override(LimitOverride rules) {
        override = rules;
        refused = 0;
    }

    /** Refuses no more than usual; a ban goes on. */
    public void clearOverride() {
        override = LimitOverride.NONE;
        refused = 0;
    }

    /**
     * Whole seconds, never too few, until a call is answered again; of a refused client.
     *
     * @return {@link RestReply#ABSENT} where that is not told
     */
    int retryAfterS(long nowMs) {
        if (!override.header()) {
            return RestReply.ABSENT;
        }
        long endMs = nowMs < bannedUntilMs ? bannedUntilMs
            : Math.max(override.untilMs(), used > limit ? (minute + 1) * MINUTE_MS : 0);
        return (int) ((endMs - nowMs + SECOND_MS - 1) / SECOND_MS);
    }

    private void passTo(long nowMs) {
        long now = Math.floorDiv(nowMs, MINUTE_MS);
        if (now != minute) {
            minute = now;
            used = 0;
            if (nowMs >= override.untilMs()) {
                refused = 0;
            }
        }
    }

    /**
     * A weight limit that counts as exceeded, whatever the client has used.
     *
     * @param untilMs  told as its end, since the epoch
     * @param forgiven refused calls before the one that bans
     * @param banMs    length of a ban
     * @param header   whether the client is told when to come back
     */
    public record LimitOverride(long untilMs, int forgiven, long banMs, boolean header) {
        /** The usual rules. */
        static final LimitOverride NONE = new LimitOverride(0, MAX_REFUSED, BAN_MS, true);
    }

    /** Of a client. */
    enum Admission {
        /** It is answered. */
        WITHIN,
        /** It is refused until the minute is over. */
        OVER,
        /** It is refused until the ban is over. */
        BANNED
    }
}
