package io.tickwire.transport.live;

import io.tickwire.transport.venue.HttpCall;
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
import java.util.function.Consumer;

/**
 * What has to be known before the first socket: a login where the venue wants one, then what it
 * lists and allows. Without a login there is no session; without the list there is one whose limits
 * are unknown.
 */
final class Bootstrap {
    private static final Executor COLD = task -> {
        Thread thread = new Thread(task, "tickwire-start");
        thread.setDaemon(true);
        thread.start();
    };

    private final VenueBootstrap venue;
    private final StartCalls calls;
    private final List<String> symbols;

    /**
     * Nothing asked yet.
     *
     * @param symbols of the session
     */
    Bootstrap(VenueBootstrap venue, StartCalls calls, List<String> symbols) {
        this.venue = venue;
        this.calls = calls;
        this.symbols = symbols;
    }

    /**
     * Asks. I/O thread; waits for nothing.
     *
     * @param warn takes what a person should know, on a cold thread
     * @return completes on a cold thread with the terms of this session's symbols, in their order,
     *     or with a {@link StartException}
     */
    CompletableFuture<VenueTerms> run(Consumer<String> warn) {
        return login().thenCompose(any -> calls.ask(venue.instruments(), false)
            .handleAsync((body, failure) -> listed(body, failure, warn), COLD));
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
        return calls.ask(login, true).handle((body, failure) -> {
            if (failure != null) {
                throw new CompletionException(
                    new StartException("no login at the venue: " + message(failure)));
            }
            try {
                venue.loggedIn(body);
                return null;
            } catch (IOException refused) {
                throw new CompletionException(
                    new StartException("no login at the venue: " + message(refused)));
            }
        });
    }

    private VenueTerms listed(byte[] body, Throwable failure, Consumer<String> warn) {
        if (failure != null) {
            return unknown(warn, message(failure));
        }
        VenueTerms terms;
        try {
            terms = venue.read(body);
        } catch (IOException noList) {
            return unknown(warn, message(noList));
        }
        Map<String, Listing> bySymbol = new HashMap<>();
        terms.listings().forEach(listing -> bySymbol.put(listing.symbol(), listing));
        List<String> absent =
            symbols.stream().filter(symbol -> !bySymbol.containsKey(symbol)).toList();
        if (!absent.isEmpty()) {
            throw new CompletionException(new StartException(
                "symbols: not listed by the venue: " + String.join(", ", absent)));
        }
        return terms.withListings(symbols.stream().map(bySymbol::get).toList());
    }

    private VenueTerms unknown(Consumer<String> warn, String why) {
        warn.accept("limits of all symbols unknown: " + why);
        return venue.unknown().withListings(symbols.stream().map(Listing::unknown).toList());
    }

    private static String message(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
