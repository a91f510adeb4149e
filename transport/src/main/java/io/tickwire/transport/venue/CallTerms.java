package io.tickwire.transport.venue;

/**
 * What a kind of call can name and what it costs.
 *
 * @param symbolCost of a call that names its symbols, however many
 * @param allCost    of the call for all symbols of the venue at once, 0 where there is none
 * @param batch      most symbols that one call names, at least 1
 */
public record CallTerms(long symbolCost, long allCost, int batch) {
    /**
     * Whether all symbols of a session are had by naming them in one call, since the venue has
     * none for all of its own.
     *
     * @param symbols how many the session has
     * @return false also where one symbol is all that a call can name
     */
    public boolean namesAll(int symbols) {
        return allCost == 0 && batch > 1 && symbols <= batch;
    }

    /**
     * What one call for all symbols of a session costs.
     *
     * @param symbols how many the session has
     * @return 0 where there is no such call
     */
    public long costOfAll(int symbols) {
        return namesAll(symbols) ? symbolCost : allCost;
    }
}
