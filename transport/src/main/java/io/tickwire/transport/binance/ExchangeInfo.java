package io.tickwire.transport.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.event.Decimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The venue's list of symbols with their filters, and its limit of calls (protocols/binance.md
 * A4). Cold: the reply has a megabyte. A row without usable steps is left out, not the whole list.
 *
 * @param listings        symbols with usable steps
 * @param weightPerMinute of REST calls that is allowed
 */
public record ExchangeInfo(List<Listing> listings, long weightPerMinute) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One symbol.
     *
     * @param symbol      as the venue writes it
     * @param tickSize    step of prices, null if unknown
     * @param lotSize     step of quantities, null if unknown
     * @param minQty      least quantity, null if unknown
     * @param maxQty      greatest quantity, null if unknown
     * @param minNotional least price times quantity, null if unknown
     */
    public record Listing(
        String symbol, BigDecimal tickSize, BigDecimal lotSize, BigDecimal minQty,
        BigDecimal maxQty, BigDecimal minNotional) {
        /**
         * A symbol about which nothing is known.
         *
         * @param symbol as the venue writes it
         * @return all limits unknown
         */
        public static Listing unknown(String symbol) {
            return new Listing(symbol, null, null, null, null, null);
        }
    }

    /**
     * Reads a reply.
     *
     * @param body JSON
     * @return what it says
     * @throws IOException if it is no such reply
     */
    public static ExchangeInfo read(byte[] body) throws IOException {
        JsonNode root = JSON.readTree(body);
        JsonNode symbols = root.path("symbols");
        if (!symbols.isArray()) {
            throw new IOException("exchangeInfo has no symbols");
        }
        List<Listing> listings = new ArrayList<>();
        for (JsonNode row : symbols) {
            Listing listing = listing(row);
            if (listing != null) {
                listings.add(listing);
            }
        }
        return new ExchangeInfo(List.copyOf(listings), weightPerMinute(root.path("rateLimits")));
    }

    private static long weightPerMinute(JsonNode limits) {
        for (JsonNode limit : limits) {
            long minutes = limit.path("intervalNum").asLong(1);
            long weight = limit.path("limit").asLong();
            if (limit.path("rateLimitType").asText().equals("REQUEST_WEIGHT")
                && limit.path("interval").asText().equals("MINUTE")
                && minutes > 0 && weight >= minutes) {
                return weight / minutes;
            }
        }
        return RestCalls.DEFAULT_WEIGHT_PER_MINUTE;
    }

    private static Listing listing(JsonNode row) {
        JsonNode price = filter(row, "PRICE_FILTER");
        JsonNode lot = filter(row, "LOT_SIZE");
        JsonNode notional = filter(row, "MIN_NOTIONAL");
        BigDecimal tickSize = decimal(price, "tickSize");
        BigDecimal lotSize = decimal(lot, "stepSize");
        String symbol = row.path("symbol").asText();
        if (symbol.isEmpty() || tickSize == null || tickSize.signum() <= 0 || lotSize == null
            || lotSize.signum() <= 0) {
            return null;
        }
        return new Listing(symbol, tickSize, lotSize, decimal(lot, "minQty"),
            decimal(lot, "maxQty"), decimal(notional, "notional"));
    }

    private static JsonNode filter(JsonNode row, String type) {
        for (JsonNode filter : row.path("filters")) {
            if (filter.path("filterType").asText().equals(type)) {
                return filter;
            }
        }
        return row.path("absent");
    }

    private static BigDecimal decimal(JsonNode filter, String name) {
        String text = filter.path(name).asText("");
        try {
            BigDecimal value = new BigDecimal(text).stripTrailingZeros();
            boolean usable = value.scale() <= Decimals.MAX_DECIMALS
                && (long) value.precision() - value.scale() <= Decimals.MAX_DECIMALS;
            return usable ? value : null;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
