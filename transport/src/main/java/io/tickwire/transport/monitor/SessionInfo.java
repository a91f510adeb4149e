package io.tickwire.transport.monitor;

/**
 * Which run a feed belongs to.
 *
 * @param session     session id
 * @param venue       name of the venue
 * @param mode        what orders become
 * @param incarnation 1 for the first run
 */
public record SessionInfo(String session, String venue, String mode, int incarnation) {
}
