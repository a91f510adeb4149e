package io.tickwire.replay.simulate.model;

import java.util.Arrays;

/**
 * What is true about one stream: what the market has made of it and what our sockets have brought
 * of that. A stream is stale for as long as the oldest thing that no socket has brought, nor
 * anything newer.
 */
public final class StreamTruth {
    /** Venue times have milliseconds; what happened in the same one cannot be told apart. */
    private static final long RESOLUTION_NS = 1_000_000L;
    /** Whatever the limit of a stream is, what is younger is in time. */
    private static final long YOUNG_NS = 1_000_000_000L;
    /** Nor is a pause between two ticks too long by any limit. */
    private static final long SOUND_NS = 2_000_000_000L;

    private long[] versions = new long[64];
    private long[] madeNs = new long[64];
    private int head;
    private int count;
    private long broughtVersion = -1;
    private long broughtContent;
    private long broughtNs;
    private long lagNs;
    private long skippedNs;
    private long frozenVersion = -1;
    private long frozenNs;
    private long polledVersion = -1;
    private long subscribedNs;
    private long baseNs;
    private long newsNs;
    private long newsVersion = -1;
    // By connection: its highest version, and since when all that it brings is new and young.
    private final long[] linkVersion = new long[ModelConnections.LINKS + 1];
    private final long[] soundSinceNs = new long[ModelConnections.LINKS + 1];
    private final long[] soundNs = new long[ModelConnections.LINKS + 1];

    /** The market has made something. */
    void made(long version, long nowNs) {
        if (count == versions.length) {
            grow();
        }
        int at = head + count & versions.length - 1;
        versions[at] = version;
        madeNs[at] = nowNs;
        count++;
    }

    private void grow() {
        int length = versions.length;
        long[] moreVersions = new long[length * 2];
        long[] moreMadeNs = Arrays.copyOf(moreVersions, length * 2);
        for (int i = 0; i < count; i++) {
            int from = head + i & length - 1;
            moreVersions[i] = versions[from];
            moreMadeNs[i] = madeNs[from];
        }
        versions = moreVersions;
        madeNs = moreMadeNs;
        head = 0;
    }

    /** A connection has brought it as it should: new by that connection, and so old. */
    void sound(int link, long version, long oldNs, long nowNs) {
        if (version <= linkVersion[link] || oldNs > YOUNG_NS) {
            unsound(link);
            return;
        }
        linkVersion[link] = version;
        soundSinceNs[link] = nowNs - soundNs[link] > SOUND_NS || soundSinceNs[link] == 0
            ? nowNs : soundSinceNs[link];
        soundNs[link] = nowNs;
    }

    /** A connection has brought something that may not count. */
    void unsound(int link) {
        soundSinceNs[link] = 0;
    }

    /**
     * For how long a connection has brought the stream as it should, without a longer break.
     *
     * @param link  id of the connection
     * @param nowNs true time
     * @return ns, 0 if it has not or does so no more
     */
    public long soundForNs(int link, long nowNs) {
        return soundSinceNs[link] == 0 || nowNs - soundNs[link] > SOUND_NS
            ? 0 : nowNs - soundSinceNs[link];
    }

    private void news(long version, long nowNs) {
        if (version > newsVersion) {
            newsVersion = version;
            newsNs = nowNs;
        }
    }

    /** @return when any source last brought something that none had brought before, 0 before */
    public long newsNs() {
        return newsNs;
    }

    /** @return whether the market has made something that no source has brought */
    public boolean hasMoreThanNews() {
        return count > 0 && versions[head + count - 1 & versions.length - 1] > newsVersion;
    }

    /** A socket has brought it to the engine. */
    void brought(long version, long content, long wasMadeNs, long nowNs) {
        news(version, nowNs);
        if (version <= broughtVersion) {
            return;
        }
        baseNs = Math.max(baseNs, subscribedNs);
        broughtVersion = version;
        broughtContent = content;
        broughtNs = nowNs;
        lagNs = nowNs - wasMadeNs;
        skippedNs = 0;
        int mask = versions.length - 1;
        while (count > 0 && (versions[head] <= version
            || madeNs[head] <= wasMadeNs + RESOLUTION_NS)) {
            if (versions[head] < version) {
                skippedNs = madeNs[head];
            }
            head = head + 1 & mask;
            count--;
        }
    }

    /** A socket has brought it to the engine with a venue time that stands still. */
    void broughtFrozen(long version, long nowNs) {
        news(version, nowNs);
        if (version > frozenVersion) {
            frozenVersion = version;
            frozenNs = nowNs;
        }
    }

    /**
     * REST has brought what there was.
     *
     * @param version highest, -1 for nothing
     * @param content {@link Delivery#content()}: what says the same as the socket has said owes
     *                nothing, whatever there was between
     * @param readNs  when it was read at the venue
     */
    void polled(long version, long content, long readNs) {
        news(version, readNs);
        polledVersion = Math.max(polledVersion, version);
        if (content != Delivery.NO_CONTENT && content == broughtContent) {
            int mask = versions.length - 1;
            while (count > 0 && versions[head] <= version) {
                head = head + 1 & mask;
                count--;
            }
        }
        if (baseNs < subscribedNs && readNs > subscribedNs) {
            baseNs = readNs;
        }
    }

    /** A socket was subscribed at the venue: it brings what is made from now on. */
    void subscribed(long nowNs) {
        subscribedNs = nowNs;
    }

    /**
     * Since when the sockets owe something. What was made before the latest subscription they need
     * not bring any more once REST has, or an older socket with a frozen time. What REST tells
     * first after it may be older than it, so a socket that has brought nothing yet owes only what
     * is made later.
     *
     * @return when the oldest of it was made, -1 if there is nothing
     */
    public long missingSinceNs() {
        while (count > 0 && madeNs[head] < Math.max(subscribedNs, baseNs)
            && versions[head] <= Math.max(polledVersion, frozenVersion)) {
            head = head + 1 & versions.length - 1;
            count--;
        }
        return count == 0 ? -1 : madeNs[head];
    }

    /**
     * Until when what is owed can be noticed. Where the newest came with a venue time that stands
     * still, nothing is missing but the time, and only a further such tick shows that.
     *
     * @param nowNs true time
     * @return now, or when the last such tick came
     */
    public long noticeableUntilNs(long nowNs) {
        boolean allFrozen = missingSinceNs() >= 0
            && frozenVersion >= versions[head + count - 1 & versions.length - 1];
        return allFrozen ? frozenNs : nowNs;
    }

    /** @return how late the last news of a socket came */
    public long lagNs() {
        return lagNs;
    }

    /** @return when the last thing was made that the last news has passed over, 0 for none */
    public long skippedNs() {
        return skippedNs;
    }

    /** @return when the newest thing was made that no socket has brought, 0 for none */
    public long newestMissingNs() {
        return missingSinceNs() < 0 ? 0 : madeNs[head + count - 1 & madeNs.length - 1];
    }

    /** @return when a socket last brought news, 0 before */
    public long broughtNs() {
        return broughtNs;
    }
}
