package io.tickwire.transport.venue;

/**
 * What a kind of call can name and what it costs.
 *
 * @param symbolCost of a call that names its symbols, however many
 * @param allCost    of the call for all symbols of the venue at once, 0 where there is none
 * @param batch      most symbols that one call names, at least 1
 */
public record CallTerms(long symbolCost, long allCost, int batch) {
}
