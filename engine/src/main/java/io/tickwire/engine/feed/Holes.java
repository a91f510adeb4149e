package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The trades that one stream is known to be missing, as ranges of ids, oldest first; a range
 * shrinks from its lower end. Engine thread only; does not allocate.
 */
final class Holes implements State {
    /** Most ranges; a stream with more of them is past mending one by one. */
    static final int MAX = 16;

    private final long[] first;
    private final long[] next;
    private final long[] last;
    private int count;

    /**
     * None yet.
     *
     * @param max most ranges, 0 where ids are not contiguous
     */
    Holes(int max) {
        first = new long[max];
        next = new long[max];
        last = new long[max];
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return count == first.length;
    }

    /**
     * Ids are missing.
     *
     * @param firstId first of them, above all known before
     * @param lastId  last of them
     */
    void add(long firstId, long lastId) {
        first[count] = firstId;
        next[count] = firstId;
        last[count] = lastId;
        count++;
    }

    /** Which range is waiting for this very id, -1 = none is. */
    int waitingFor(long id) {
        for (int i = 0; i < count; i++) {
            if (next[i] == id) {
                return i;
            }
        }
        return -1;
    }

    /** First id of what was filled of a range so far, and if it is the next one, nothing was. */
    long firstId(int range) {
        return first[range];
    }

    /** Lowest id that a range still misses; above its last when it is filled. */
    long nextId(int range) {
        return next[range];
    }

    long lastId(int range) {
        return last[range];
    }

    /** The highest missing id that is not above another, which is not below the lowest one. */
    long lastUpTo(long id) {
        long lastId = next[0];
        for (int i = 0; i < count && next[i] <= id; i++) {
            lastId = Math.min(last[i], id);
        }
        return lastId;
    }

    boolean isFilled(int range) {
        return next[range] > last[range];
    }

    /** The id that a range was waiting for has come. */
    void filled(int range) {
        next[range]++;
    }

    /** A range begins behind this id from now on. */
    void cut(int range, long throughId) {
        first[range] = throughId + 1;
        next[range] = throughId + 1;
    }

    void remove(int range) {
        count--;
        for (int i = range; i < count; i++) {
            first[i] = first[i + 1];
            next[i] = next[i + 1];
            last[i] = last[i + 1];
        }
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("count", count);
        for (int i = 0; i < count; i++) {
            out.put("first", first[i]).put("next", next[i]).put("last", last[i]);
        }
    }

    @Override
    public void readState(StateReader in) {
        count = in.getInt();
        for (int i = 0; i < count; i++) {
            first[i] = in.getLong();
            next[i] = in.getLong();
            last[i] = in.getLong();
        }
    }
}
