package io.tickwire.transport.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.TradingStatus;
import io.tickwire.transport.venue.BudgetWindow;
import io.tickwire.transport.venue.Listing;
import io.tickwire.transport.venue.VenueTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The venue's list of symbols with their filters, and its limit of calls (protocols/binance.md
 * A4). Cold: the reply has a megabyte. Symbols that are not traded yet have no usable steps. A row
 * that has none although it says that its symbol is traded is damaged: whether it is, is unknown.
 */
final class ExchangeInfo {
    private static final String TRADING = "TRADING";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where the list cannot be had. */
    private static final long DEFAULT_WEIGHT_PER_MINUTE = 2400;

    private ExchangeInfo() {
    }

    /** What is allowed where the list cannot be had. */
    static VenueTerms unknown() {
        return new VenueTerms(
            List.of(), List.of(BudgetWindow.ofMinute(DEFAULT_WEIGHT_PER_MINUTE)));
    }

    /**
     * Reads a reply.
     *
     * @param body JSON
     * @return what it says
     * @throws IOException if it is no such reply
     */
    static VenueTerms read(byte[] body) throws IOException {
        JsonNode root = tree(body);
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
        return new VenueTerms(listings,
            List.of(BudgetWindow.ofMinute(weightPerMinute(root.path("rateLimits")))));
    }

    /** What a parser says of text that is no JSON is not for people. */
    private static JsonNode tree(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new IOException("exchangeInfo is no JSON", notJson);
        }
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
        return DEFAULT_WEIGHT_PER_MINUTE;
    }

    private static Listing listing(JsonNode row) {
        JsonNode price = filter(row, "PRICE_FILTER");
        JsonNode lot = filter(row, "LOT_SIZE");
        JsonNode notional = filter(row, "MIN_NOTIONAL");
        BigDecimal tickSize = step(decimal(price, "tickSize"));
        BigDecimal lotSize = step(decimal(lot, "stepSize"));
        String symbol = row.path("symbol").asText();
        if (symbol.isEmpty()) {
            return null;
        }
        JsonNode word = row.path("status");
        String status = word.isMissingNode() ? TRADING : word.isTextual() ? word.textValue() : "";
        boolean traded = status.equals(TRADING);
        boolean damaged = status.isEmpty() || traded && (tickSize == null || lotSize == null);
        return new Listing(symbol, tickSize, lotSize, decimal(lot, "minQty"),
            decimal(lot, "maxQty"), decimal(notional, "notional"),
            damaged ? null : traded ? TradingStatus.TRADING : TradingStatus.NOT_TRADING,
            traded ? "" : status);
    }

    /** Null where it is none. */
    private static BigDecimal step(BigDecimal value) {
        return value == null || value.signum() <= 0 ? null : value;
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
