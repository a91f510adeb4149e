package io.tickwire.replay.simulate.model;

/** Kinds of faults in the simulated world. */
public enum FaultKind {
    /** The venue closes a group's sockets, normally. */
    CLOSE_1000("closed with 1000", 1000),
    /** The venue closes a group's sockets because it goes away. */
    CLOSE_1001("closed with 1001", 1001),
    /** A group's sockets end without a close frame. */
    CLOSE_1006("closed with 1006", 1006),
    /** The venue closes a group's sockets because of a policy. */
    CLOSE_1008("closed with 1008", 1008),
    /** A group's connections are reset; what was under way is lost. */
    RESET("connection reset"),
    /** One stream says nothing any more. */
    MUTE_STREAM("one stream mute"),
    /** A group's sockets stay open and say nothing any more. */
    HALF_OPEN("sockets half open"),
    /** Sockets are lost, new ones refused: forbidden. */
    REFUSED_403("upgrade refused with 403", 403),
    /** Sockets are lost, new ones refused: banned. */
    REFUSED_418("upgrade refused with 418", 418),
    /** Sockets are lost, new ones refused: too many requests. */
    REFUSED_429("upgrade refused with 429", 429),
    /** Sockets are lost, new ones refused: unavailable. */
    REFUSED_503("upgrade refused with 503", 503),
    /** Sockets are lost, attempts have no answer at all. */
    BLACK_HOLE("connect without answer"),
    /** Sockets are lost, new ones are acknowledged and stay silent. */
    SILENT_SUBSCRIPTION("acknowledged but silent"),
    /** Ticks of a group come late. */
    LAG("ticks late"),
    /** The socket leaves aggregate trades out. */
    SKIPPED_IDS("trade ids left out"),
    /** Aggregate trades that the venue has lost: neither socket nor REST ever has them. */
    LOST_IDS("trade ids that nobody has"),
    /** Ticks come twice. */
    DUPLICATED("ticks twice"),
    /** A tick comes behind the one after it. */
    REORDERED("ticks in wrong order"),
    /** Ticks come, but the venue's time in them stands still. */
    FROZEN_TIME("venue time frozen"),
    /** REST calls have no answer. */
    REST_SILENT("REST without answer"),
    /** REST calls are answered with 5xx. */
    REST_ERRORS("REST answers 5xx"),
    /** REST answers 429, then 418 with a ban. */
    REST_BAN("REST 429, then 418"),
    /** Somebody else behind our address spends weight. */
    SHARED_ADDRESS("weight spent by others"),
    /** Our own process stands still. */
    STALL("own stall"),
    /** The venue's clock is set. */
    CLOCK_STEP("venue clock set"),
    /** The venue announces to close a group's sockets, and does. */
    SHUTDOWN("shutdown announced"),
    /** A socket has come to the age at which it is replaced or cut. */
    AGE("socket of age"),
    /** Nobody trades or quotes, honestly. */
    QUIET_MARKET("quiet market"),
    /** No socket says anything, and every REST body is the first again, the time's too. */
    REST_CACHED("sockets dead, REST out of a cache"),
    /** Every REST call is refused, whatever it asks. */
    REST_FORBIDDEN("REST answers 403"),
    /** One answer of the time call is far off. */
    TIME_LEAPS("REST time off once"),
    /** The time call shows another time than ticks do. */
    TIME_AHEAD("REST time ahead"),
    /** One tick of each stream has its time in microseconds. */
    MICROSECONDS("ticks with microseconds"),
    /** Sockets number quotes from far lower on. */
    OLDER_IDS("quote ids older");

    private final String description;
    private final int code;

    FaultKind(String description) {
        this(description, 0);
    }

    FaultKind(String description, int code) {
        this.description = description;
        this.code = code;
    }

    /** @return for people */
    public String description() {
        return description;
    }

    /** Code of a close, or status of a refusal; 0 where there is none. */
    int code() {
        return code;
    }
}
