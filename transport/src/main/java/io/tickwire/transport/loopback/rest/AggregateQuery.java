package io.tickwire.transport.loopback.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Which aggregate trades are asked for.
 *
 * @param fromId      first id, negative for none
 * @param startTimeMs first time, negative for none
 * @param endTimeMs   last time, negative for none
 * @param limit       most of them, the latest where neither id nor time says where to begin
 */
public record AggregateQuery(long fromId, long startTimeMs, long endTimeMs, int limit) {
    /** Where nothing is said. */
    static final int DEFAULT_LIMIT = 500;
    /** Most in one reply. */
    static final int MAX_LIMIT = 1000;

    /**
     * Picks from a history.
     *
     * @param <T>     of trades
     * @param history rising by id and time
     * @param id      of one
     * @param timeMs  of one
     * @return those asked for
     */
    public <T> List<T> pick(Iterable<T> history, ToLongFunction<T> id, ToLongFunction<T> timeMs) {
        List<T> picked = new ArrayList<>();
        for (T trade : history) {
            long time = timeMs.applyAsLong(trade);
            if (id.applyAsLong(trade) >= fromId && time >= startTimeMs
                && (endTimeMs < 0 || time <= endTimeMs)) {
                picked.add(trade);
            }
        }
        if (picked.size() <= limit) {
            return picked;
        }
        return fromId >= 0 || startTimeMs >= 0 ? picked.subList(0, limit)
            : picked.subList(picked.size() - limit, picked.size());
    }
}
