package io.tickwire.transport.venue;

import java.util.List;

/**
 * What a venue lists and allows.
 *
 * @param listings instruments with usable steps
 * @param windows  budgets that every REST call draws on, at least one
 */
public record VenueTerms(List<Listing> listings, List<BudgetWindow> windows) {
    /** Copies both. */
    public VenueTerms {
        listings = List.copyOf(listings);
        windows = List.copyOf(windows);
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
