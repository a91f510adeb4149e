package io.tickwire.transport.binance;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/**
 * The REST calls behind {@link FeedCall} for USD-M futures: paths, weights, and what the headers
 * of their answers say (protocols/binance.md A4, A5, as of November 2026). Cold.
 */
public final class RestCalls {
    /** Weight in one minute where the venue's list of limits cannot be had. */
    public static final long DEFAULT_WEIGHT_PER_MINUTE = 2400;

    /** Number of the window that the weight of calls is counted in: a minute of its clock. */
    public static final int WEIGHT_WINDOW = 0;
    private static final String USED_WEIGHT = "X-MBX-USED-WEIGHT-1M";

    private RestCalls() {
    }

    /**
     * Path and query of a call.
     *
     * @param call   to make
     * @param symbol as the venue writes it, null = all at once
     * @param fromId TRADE: first id wanted, {@link Event#ABSENT} = the last ones
     * @param count  TRADE: how many, 1 to 1000
     * @return to be appended to the root
     * @throws IllegalArgumentException if there is no such call
     */
    public static String path(FeedCall call, String symbol, long fromId, long count) {
        return switch (call) {
            case QUOTE -> "/fapi/v1/ticker/bookTicker" + query(symbol);
            case PRICE -> "/fapi/v2/ticker/price" + query(symbol);
            case STATS -> "/fapi/v1/ticker/24hr" + query(symbol);
            case MARK -> "/fapi/v1/premiumIndex" + query(symbol);
            case TRADE -> trades(symbol, fromId, count);
            case CLOCK -> "/fapi/v1/time";
            case NONE -> throw new IllegalArgumentException("no call");
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

    /**
     * Weight of a call for one symbol.
     *
     * @param call to make
     * @return weight
     */
    public static long weight(FeedCall call) {
        return switch (call) {
            case QUOTE -> 2;
            case PRICE, STATS, MARK, CLOCK -> 1;
            case TRADE -> 20;
            case NONE -> throw new IllegalArgumentException("no call");
        };
    }

    /**
     * Weight of a call for all symbols at once; the clock's is about no symbol, so it costs the
     * same either way.
     *
     * @param call to make
     * @return weight, 0 where there is no such call
     */
    public static long allWeight(FeedCall call) {
        return switch (call) {
            case QUOTE -> 5;
            case PRICE -> 2;
            case STATS -> 40;
            case MARK -> 10;
            case TRADE -> 0;
            case CLOCK -> 1;
            case NONE -> throw new IllegalArgumentException("no call");
        };
    }

    /**
     * Weight used in the current minute.
     *
     * @param headers of an answer, by names in any case
     * @return weight, {@link Event#ABSENT} if the answer does not say it
     */
    public static long usedWeight(UnaryOperator<String> headers) {
        String text = headers.apply(USED_WEIGHT);
        return text != null && text.trim().matches("[0-9]{1,15}")
            ? Long.parseLong(text.trim()) : Event.ABSENT;
    }
}
