package io.tickwire.transport.live;

import io.tickwire.engine.event.TradingStatus;
import io.tickwire.transport.venue.HttpCall;
import io.tickwire.transport.venue.Listing;
import io.tickwire.transport.venue.VenueBootstrap;
import io.tickwire.transport.venue.VenueTerms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What has to be known before the first socket: a login where the venue wants one, then what it
 * lists and allows. Without a login there is no session. A list that cannot be had proves nothing:
 * the session begins with scales and limits unknown, and the engine goes on asking. A list that
 * lacks a symbol, or says that it is not traded, ends a new session before it begins.
 */
final class Bootstrap {
    private final VenueBootstrap venue;
    private final StartCalls calls;
    private final ListingReader listings;
    private final Demands demands;

    /** What the list has to say. */
    enum Demands {
        /** That each symbol is traded. */
        TRADED,
        /** That there is each symbol; one that is not traded is waited for. */
        LISTED,
        /** Nothing: a session that goes on knows its symbols. */
        NONE
    }

    /**
     * Nothing asked yet.
     *
     * @param listings of the session's symbols
     * @param demands  without which there is no session
     */
    Bootstrap(
        VenueBootstrap venue, StartCalls calls, ListingReader listings, Demands demands) {
        this.venue = venue;
        this.calls = calls;
        this.listings = listings;
        this.demands = demands;
    }

    /**
     * Asks. I/O thread; waits for nothing.
     *
     * @param warn takes what a person should know, on any thread
     * @return completes on any thread with the terms of this session's symbols, in their order,
     *     or with a {@link StartException}
     */
    CompletableFuture<VenueTerms> run(Consumer<String> warn) {
        return login().thenCompose(any -> calls.ask(venue.instruments(), false)
            .thenCompose(listings::read)
            .handle((terms, failure) -> failure == null ? told(warn, checked(terms))
                : unknown(warn, ListingReader.message(failure))));
    }

    /** I/O thread: from now on nothing is published. */
    void end() {
        calls.end();
    }

    private CompletableFuture<Void> login() {
        HttpCall login = venue.login();
        if (login == null) {
            return CompletableFuture.completedFuture(null);
        }
        return calls.ask(login, true).handle((answer, failure) -> {
            if (failure != null) {
                throw new CompletionException(new StartException(
                    "no login at the venue: " + ListingReader.message(failure)));
            }
            try {
                venue.loggedIn(answer.body());
                return null;
            } catch (IOException refused) {
                throw new CompletionException(new StartException(
                    "no login at the venue: " + ListingReader.message(refused)));
            }
        });
    }

    private VenueTerms checked(VenueTerms terms) {
        List<String> problems = new ArrayList<>();
        if (demands != Demands.NONE) {
            String absent = terms.listings().stream()
                .filter(listing -> listing.status() == TradingStatus.NOT_LISTED)
                .map(Listing::symbol).collect(Collectors.joining(", "));
            if (!absent.isEmpty()) {
                problems.add("not listed by the venue: " + absent);
            }
        }
        if (demands == Demands.TRADED) {
            String waiting = terms.listings().stream()
                .filter(listing -> listing.status() == TradingStatus.NOT_TRADING)
                .map(listing -> listing.symbol() + " (" + listing.statusName() + ")")
                .collect(Collectors.joining(", "));
            if (!waiting.isEmpty()) {
                problems.add("listed, but not traded by the venue: " + waiting
                    + "; --wait begins all the same and waits for them");
            }
        }
        if (!problems.isEmpty()) {
            throw new CompletionException(
                new StartException("symbols: " + String.join("; ", problems)));
        }
        return terms;
    }

    private static VenueTerms told(Consumer<String> warn, VenueTerms terms) {
        String damaged = terms.listings().stream()
            .filter(listing -> listing.status() == null && !listing.hasSteps())
            .map(Listing::symbol).collect(Collectors.joining(", "));
        if (!damaged.isEmpty()) {
            warn.accept(
                unknown(damaged, "the venue's list has no steps of price and quantity there"));
        }
        return terms;
    }

    private VenueTerms unknown(Consumer<String> warn, String why) {
        warn.accept(unknown("all symbols", why));
        return listings.unknown();
    }

    private static String unknown(String symbols, String why) {
        return "limits of " + symbols + " unknown: " + why
            + "; asked again until they are there, no orders before";
    }
}
