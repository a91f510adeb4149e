package io.tickwire.transport.loopback.fault;

import java.util.Set;

/** What a fault does to the venue. Event loop only. */
public interface FaultAction {
    /**
     * Begins to misbehave.
     *
     * @param controls of the venue
     * @return what it did, for people
     */
    String begin(FaultControls controls);

    /** Behaves again. */
    void end(FaultControls controls);

    /**
     * Two of one kind may last at the same time where this differs.
     *
     * @return the part of the venue that it concerns; empty = all of it
     */
    default String scope() {
        return "";
    }

    /**
     * What it needs that not every venue has.
     *
     * @param features of the venue it is meant for
     * @return what is missing, for people; null = nothing
     */
    default String missing(VenueFeatures features) {
        return null;
    }

    /** Adds the certificates that must be made before the venue listens. */
    default void addFlaws(Set<CertificateFlaw> flaws) {
        // Most need none.
    }
}
