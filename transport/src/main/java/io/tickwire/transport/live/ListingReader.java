package io.tickwire.transport.live;

import io.tickwire.transport.venue.Listing;
import io.tickwire.transport.venue.VenueBootstrap;
import io.tickwire.transport.venue.VenueTerms;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Finds the symbols of a session in the venue's list of instruments. The list may have a megabyte,
 * so it is read on a cold thread.
 */
final class ListingReader {
    private static final Executor COLD = task -> {
        Thread thread = new Thread(task, "tickwire-listing");
        thread.setDaemon(true);
        thread.start();
    };

    private final VenueBootstrap venue;
    private final List<String> symbols;

    /**
     * For one session.
     *
     * @param symbols of it
     */
    ListingReader(VenueBootstrap venue, List<String> symbols) {
        this.venue = venue;
        this.symbols = symbols;
    }

    /** For the session that is to be run. */
    static ListingReader of(LiveRun.Settings settings) {
        return new ListingReader(settings.venue().bootstrap(), settings.config().symbols());
    }

    /**
     * Reads a list.
     *
     * @param answer to the question for it
     * @return completes on a cold thread with the terms of the session's symbols, in their order,
     *     or with an {@link IOException} where the body proves nothing about any symbol
     */
    CompletableFuture<VenueTerms> read(RestAnswer answer) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return ofSession(answer);
            } catch (IOException noList) {
                throw new CompletionException(noList);
            }
        }, COLD);
    }

    private VenueTerms ofSession(RestAnswer answer) throws IOException {
        VenueTerms terms = terms(answer);
        if (terms.listings().isEmpty()) {
            throw new IOException(answer.from() + ": the venue's list of symbols is empty");
        }
        Map<String, Listing> bySymbol = new HashMap<>();
        terms.listings().forEach(listing -> bySymbol.put(listing.symbol(), listing));
        return terms.withListings(symbols.stream()
            .map(symbol -> bySymbol.getOrDefault(symbol, Listing.absent(symbol))).toList());
    }

    private VenueTerms terms(RestAnswer answer) throws IOException {
        try {
            return venue.read(answer.body());
        } catch (IOException noList) {
            throw new IOException(answer.unusable(noList.getMessage()), noList);
        }
    }

    /** Why there is none, for people. */
    static String message(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** What holds for the session where there is no list. */
    VenueTerms unknown() {
        return venue.unknown().withListings(symbols.stream().map(Listing::unknown).toList());
    }
}
