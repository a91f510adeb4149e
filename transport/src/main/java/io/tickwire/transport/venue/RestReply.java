package io.tickwire.transport.venue;

/**
 * Answer to a REST call.
 *
 * @param status     of HTTP
 * @param body       JSON
 * @param usedWeight in this minute, after this call
 */
record RestReply(int status, String body, int usedWeight) {
}
