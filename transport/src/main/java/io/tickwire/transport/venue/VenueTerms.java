package io.tickwire.transport.venue;

import io.tickwire.engine.budget.Budget;
import java.util.List;

/**
 * What a venue lists and allows.
 *
 * @param listings all instruments, or those that somebody asked about
 * @param windows  limits of its REST calls, at least one and at most {@link Budget#MAX_WINDOWS}.
 *                 Elsewhere they are known by their numbers, which are their places here, from 0:
 *                 {@link CallTerms} states a call's cost in each, {@link VenueCalls#used} how much
 *                 of one is used. The first is the one whose use people are shown
 */
public record VenueTerms(List<Listing> listings, List<BudgetWindow> windows) {
    /** Copies both, and checks how many windows there are. */
    public VenueTerms {
        listings = List.copyOf(listings);
        windows = List.copyOf(windows);
        if (windows.isEmpty() || windows.size() > Budget.MAX_WINDOWS) {
            throw new IllegalArgumentException(
                "1 to " + Budget.MAX_WINDOWS + " windows, not " + windows.size());
        }
    }

    /**
     * The same for other instruments.
     *
     * @param others instead
     * @return new terms
     */
    public VenueTerms withListings(List<Listing> others) {
        return new VenueTerms(others, windows);
    }
}
