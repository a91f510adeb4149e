package io.tickwire.transport.binance;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.transport.venue.CallRequest;
import io.tickwire.transport.venue.CallTerms;
import io.tickwire.transport.venue.HttpCall;
import io.tickwire.transport.venue.VenueCalls;
import io.tickwire.transport.venue.VenueRoots;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * The REST calls behind {@link FeedCall} for USD-M futures: paths, weights, and what the headers
 * of their answers say (protocols/binance.md A4, A5, as of November 2026). Cold.
 *
 * @param roots addresses
 */
record RestCalls(VenueRoots roots) implements VenueCalls {
    /** The one window that there is: weight per minute. */
    private static final int WEIGHT_WINDOW = 0;
    private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";

    @Override
    public HttpCall http(CallRequest request) {
        String path = path(request);
        return HttpCall.get(roots.call(path), path);
    }

    /** Path and query, to be appended to the root. */
    static String path(CallRequest request) {
        if (request.symbols().size() > 1) {
            throw new IllegalArgumentException(
                "one symbol or all, not " + request.symbols().size());
        }
        String symbol = request.symbols().isEmpty() ? null : request.symbols().get(0);
        return switch (request.call()) {
            case QUOTE -> "/fapi/v1/ticker/bookTicker" + query(symbol);
            case PRICE -> "/fapi/v2/ticker/price" + query(symbol);
            case STATS -> "/fapi/v1/ticker/24hr" + query(symbol);
            case MARK -> "/fapi/v1/premiumIndex" + query(symbol);
            case TRADE -> trades(symbol, request.fromId(), request.count());
            case CLOCK -> "/fapi/v1/time";
            case LISTING, NONE -> throw new IllegalArgumentException("no call for rows");
        };
    }

    private static String query(String symbol) {
        return symbol == null ? "" : "?symbol=" + encoded(symbol);
    }

    private static String trades(String symbol, long fromId, long count) {
        if (symbol == null) {
            throw new IllegalArgumentException("trades of all symbols at once cannot be had");
        }
        return "/fapi/v1/aggTrades" + query(symbol)
            + (fromId == Event.ABSENT ? "" : "&fromId=" + fromId) + "&limit=" + count;
    }

    /** As RFC 3986 has it; what the library does is meant for forms. */
    private static String encoded(String symbol) {
        return URLEncoder.encode(symbol, StandardCharsets.UTF_8)
            .replace("+", "%20").replace("*", "%2A");
    }

    /** Clock and listing are about no symbol in particular, so they cost the same either way. */
    @Override
    public CallTerms terms(FeedCall call) {
        return switch (call) {
            case QUOTE -> CallTerms.single(2, 5);
            case PRICE -> CallTerms.single(1, 2);
            case STATS -> CallTerms.single(1, 40);
            case MARK -> CallTerms.single(1, 10);
            case TRADE -> CallTerms.single(20, 0);
            case CLOCK, LISTING -> CallTerms.single(1, 1);
            case NONE -> throw new IllegalArgumentException("no call");
        };
    }

    @Override
    public long used(int window, UnaryOperator<String> headers) {
        String text = window == WEIGHT_WINDOW ? headers.apply(USED_WEIGHT) : null;
        return text != null && text.trim().matches("[0-9]{1,15}")
            ? Long.parseLong(text.trim()) : Event.ABSENT;
    }

    @Override
    public Refusal refusal(int status, byte[] body) {
        return RestError.read(status, body);
    }
}
