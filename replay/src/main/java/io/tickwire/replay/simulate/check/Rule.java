package io.tickwire.replay.simulate.check;

/** What must hold in every run, one line each. */
public enum Rule {
    /** Order. */
    ORDER("no tick older than one shown, and no duplicate, reaches the strategy"),
    /** Holes. */
    HOLES("every hole in the trade ids shown is declared with exactly its ids"),
    /** Fills. */
    FILLS("every missing trade comes once as backfill while REST is well; lost is what it lacks"),
    /** Never green while stale. */
    GREEN("nothing is GREEN or fresh while a stream is stale beyond limit, two timers and probe"),
    /** Never open upon what is old. */
    STALE("nothing may be opened on a quote that is older than its limit, own stalls included"),
    /** Ends. */
    RECOVERY("YELLOW and RED end within the stated time once all is well"),
    /** Storm. */
    STORM("no more attempts a minute than stormPerMinute per route, one in flight"),
    /** Switch. */
    SWITCH("back on the socket after stableAfter of good ticks, never before, never twice in it"),
    /** Weight. */
    WEIGHT("three quarters of the venue's weight at most, no call while it asks us to wait"),
    /** Polling. */
    POLLING("polled within limit and one interval while REST is well, never RED while it answers"),
    /** Requests. */
    REQUESTS("every request is answered once, none stays in flight, no socket is left over"),
    /** Replay. */
    REPLAY("the journal replays identical, states included"),
    /** Ban. */
    BANNED("RED for a ban while banned, and only then"),
    /** End. */
    END("the engine runs to the end of the session"),
    /** Table. */
    TABLE("symbol and venue stand to their streams as the table says"),
    /** Life. */
    LIFE("RED where no source brings anything new of any stream, whatever answers"),
    /** Blame. */
    BLAME("silent, frozen or late is said only of a stream whose socket does not bring it well"),
    /** Back-off. */
    BACKOFF("calls that are refused, whatever they ask, are made ever less");

    private final String description;

    Rule(String description) {
        this.description = description;
    }

    /** @return in one line */
    public String description() {
        return description;
    }
}
