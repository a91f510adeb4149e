package io.tickwire.replay.simulate.model;

/**
 * Waiting times and bans as the venue sent them, before a canary changes anything: the truth for
 * the rules.
 */
public final class VenueNotices {
    /** A ban without a word about its end lasts at least so long. */
    public static final long LEAST_BAN_NS = 120_000_000_000L;

    private static final int BANNED = 418;
    private static final int FORBIDDEN = 403;

    private long heldUntilNs;
    private String heldBy = "";
    private long bannedFromNs;
    private long bannedUntilNs;
    private long perhapsUntilNs;
    private long forbiddenSinceNs;

    /** A call had no answer: that is no refusal. */
    void onNoAnswer() {
        forbiddenSinceNs = 0;
    }

    /** An answer, or a refused upgrade, has come to us. */
    void onAnswer(int status, long waitNs, boolean upgrade, String answer, long nowNs) {
        boolean banned = status == BANNED;
        if (!upgrade) {
            forbiddenSinceNs =
                status != FORBIDDEN ? 0 : forbiddenSinceNs == 0 ? nowNs : forbiddenSinceNs;
        }
        if (waitNs > 0 && (banned || !upgrade) && nowNs + waitNs > heldUntilNs) {
            heldUntilNs = nowNs + waitNs;
            heldBy = status + " of " + answer;
        }
        if (!banned) {
            return;
        }
        if (waitNs > 0) {
            if (nowNs >= bannedUntilNs) {
                bannedFromNs = nowNs;
            }
            bannedUntilNs = Math.max(bannedUntilNs, nowNs + waitNs);
        }
        perhapsUntilNs = Math.max(perhapsUntilNs, nowNs + (waitNs > 0 ? waitNs : LEAST_BAN_NS));
    }

    /** @return until when REST wants to be left alone, ns since the epoch */
    public long heldUntilNs() {
        return heldUntilNs;
    }

    /** @return what asked for that, in words */
    public String heldBy() {
        return heldBy;
    }

    /** @return since when every answer of REST is 403, ns since the epoch, 0 = it is not */
    public long forbiddenSinceNs() {
        return forbiddenSinceNs;
    }

    /** @return since when we are or were banned, ns since the epoch */
    public long bannedFromNs() {
        return bannedFromNs;
    }

    /** @return until when we are or were banned by what was said, ns since the epoch */
    public long bannedUntilNs() {
        return bannedUntilNs;
    }

    /** @return the same, where a ban without an end counts as the least one */
    public long perhapsUntilNs() {
        return perhapsUntilNs;
    }
}
