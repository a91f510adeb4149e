package io.tickwire.transport.loopback.rest;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.transport.loopback.message.JsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The REST calls without key (protocols A4): paths, parameters, weights, errors, and the limit of
 * weight a minute (A5).
 */
public final class RestApi {
    /** All clients call from here. */
    private static final String CLIENT_IP = "127.0.0.1";
    private static final String EMPTY = new JsonBuilder().end();
    /** Status of a call that went well. */
    public static final int OK = 200;
    /** Status of a call that asks for what it may not have. */
    public static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BANNED = 418;
    private static final int UNAVAILABLE = 503;
    private static final int INTERNAL_ERROR_CODE = -1001;
    private static final int TOO_MANY_REQUESTS_CODE = -1003;

    private final RestRows rows;
    private final SymbolStatuses statuses;
    private final EngineClock clock;
    private final RequestWeightMeter meter;
    private long skewMs;

    /**
     * The calls of one venue.
     *
     * @param rows     what is told
     * @param statuses which symbols are traded
     * @param clock    of the venue
     * @param meter    of weight
     */
    public RestApi(RestRows rows, SymbolStatuses statuses, EngineClock clock,
        RequestWeightMeter meter) {
        this.rows = rows;
        this.statuses = statuses;
        this.clock = clock;
        this.meter = meter;
    }

    /**
     * Answers a call. A refused one costs its weight too.
     *
     * @param method of HTTP
     * @param uri    path and query
     * @return the answer
     */
    public RestReply answer(String method, String uri) {
        QueryStringDecoder decoder = new QueryStringDecoder(uri);
        String path = decoder.path();
        Map<String, List<String>> query = decoder.parameters();
        if (!method.equals("GET")) {
            return notFound(path, method);
        }
        return switch (path) {
            case "/fapi/v1/ping" -> ok(1, EMPTY);
            case "/fapi/v1/time" -> ok(1, new JsonBuilder().number("serverTime", clockMs()).end());
            case "/fapi/v1/exchangeInfo" -> ok(1,
                ExchangeInfoReply.text(rows.symbols(), statuses, meter.limit(), nowMs()));
            case "/fapi/v1/ticker/price", "/fapi/v2/ticker/price" ->
                rows(query, 1, 2, rows::price);
            case "/fapi/v1/ticker/bookTicker" -> rows(query, 2, 5, rows::bookTicker);
            case "/fapi/v1/ticker/24hr" -> rows(query, 1, 40, rows::statistics);
            case "/fapi/v1/premiumIndex" -> rows(query, 1, 10, rows::premiumIndex);
            case "/fapi/v1/aggTrades" -> aggregates(query);
            default -> notFound(path, method);
        };
    }

    /** One symbol's row, or all; a symbol that nothing is known of yet has an empty object. */
    private RestReply rows(Map<String, List<String>> query, int weight, int weightOfAll,
        Function<String, String> row) {
        String asked = parameter(query, "symbol");
        if (asked != null) {
            String symbol = known(asked);
            if (symbol == null) {
                return invalidSymbol(weight);
            }
            String text = row.apply(symbol);
            return ok(weight, text == null ? EMPTY : text);
        }
        List<String> texts = new ArrayList<>();
        for (MarketSymbol symbol : rows.symbols()) {
            String text = statuses.isTraded(symbol.name()) ? row.apply(symbol.name()) : null;
            if (text != null) {
                texts.add(text);
            }
        }
        return ok(weightOfAll, JsonBuilder.array(texts));
    }

    private RestReply aggregates(Map<String, List<String>> query) {
        int weight = 20;
        String asked = parameter(query, "symbol");
        if (asked == null) {
            return refused(weight, -1102, "Mandatory parameter 'symbol' was not sent, was "
                + "empty/null, or malformed.");
        }
        String symbol = known(asked);
        if (symbol == null) {
            return invalidSymbol(weight);
        }
        for (String name : List.of("fromId", "startTime", "endTime", "limit")) {
            String text = parameter(query, name);
            if (text != null && !text.matches("[0-9]{1,18}")) {
                return refused(weight, -1100, "Illegal characters found in parameter '" + name
                    + "'; legal range is '^[0-9]{1,20}$'.");
            }
        }
        long limit = number(query, "limit", AggregateQuery.DEFAULT_LIMIT);
        if (limit < 1 || limit > AggregateQuery.MAX_LIMIT) {
            return refused(weight, -1130, "Data sent for parameter 'limit' is not valid.");
        }
        AggregateQuery request = new AggregateQuery(number(query, "fromId", -1),
            number(query, "startTime", -1), number(query, "endTime", -1), (int) limit);
        return ok(weight, JsonBuilder.array(rows.aggregates(symbol, request)));
    }

    /** Taken in lower case too, answered in upper case. */
    private String known(String asked) {
        String name = asked.toUpperCase(Locale.ROOT);
        return rows.symbols().stream().map(MarketSymbol::name).filter(name::equals)
            .filter(statuses::isTraded).findFirst().orElse(null);
    }

    private static String parameter(Map<String, List<String>> query, String name) {
        List<String> values = query.get(name);
        return values == null || values.get(0).isEmpty() ? null : values.get(0);
    }

    private static long number(Map<String, List<String>> query, String name, long otherwise) {
        String text = parameter(query, name);
        return text == null ? otherwise : Long.parseLong(text);
    }

    private RestReply ok(int weight, String body) {
        return charged(weight, OK, body);
    }

    private RestReply invalidSymbol(int weight) {
        return refused(weight, -1121, "Invalid symbol.");
    }

    private RestReply refused(int weight, int code, String message) {
        return charged(weight, BAD_REQUEST, RestReply.error(code, message));
    }

    private RestReply notFound(String path, String method) {
        String shown = path.replaceAll("[^A-Za-z0-9/_.-]", "?");
        return charged(1, NOT_FOUND,
            RestReply.error(-5000, "Path " + shown + ", Method " + method + " is invalid"));
    }

    /** Every answer leaves through here: charged, and replaced by a refusal beyond the limit. */
    private RestReply charged(int weight, int status, String body) {
        RestReply refusal = charge(weight);
        return refusal != null ? refusal
            : new RestReply(status, body, meter.used(), RestReply.ABSENT);
    }

    /** @return weight used in this minute */
    public int usedWeight() {
        return meter.used();
    }

    /**
     * Charges a call before anything is done for it.
     *
     * @param weight of the call
     * @return the refusal of a client beyond its limit; null = the call may be answered
     */
    public RestReply charge(int weight) {
        long nowMs = nowMs();
        return switch (meter.charge(weight, nowMs)) {
            case WITHIN -> null;
            case OVER -> new RestReply(TOO_MANY_REQUESTS, RestReply.error(TOO_MANY_REQUESTS_CODE,
                "Too many requests; current limit of IP(" + CLIENT_IP + ") is " + meter.limit()
                    + " requests per minute. Please use the websocket for live updates to avoid "
                    + "polling the API."), meter.used(), meter.retryAfterS(nowMs));
            case BANNED -> banned(meter.used(), nowMs);
        };
    }

    private RestReply banned(int usedWeight, long nowMs) {
        String message = "Way too many requests; IP(" + CLIENT_IP + ") banned until "
            + meter.bannedUntilMs() + ". Please use the websocket for live updates to avoid bans.";
        return new RestReply(BANNED, RestReply.error(TOO_MANY_REQUESTS_CODE, message), usedWeight,
            meter.retryAfterS(nowMs));
    }

    /**
     * What a handshake is told before its path is looked at; handshakes have no weight.
     *
     * @param shut whether the venue takes no sockets
     * @return the refusal; null = go on
     */
    public RestReply refusedUpgrade(boolean shut) {
        long nowMs = nowMs();
        if (meter.admission(nowMs) == RequestWeightMeter.Admission.BANNED) {
            return banned(RestReply.ABSENT, nowMs);
        }
        return shut ? new RestReply(UNAVAILABLE,
            RestReply.error(INTERNAL_ERROR_CODE, "Service Unavailable."), RestReply.ABSENT,
            RestReply.ABSENT) : null;
    }

    /** @return the time that clients are told, by which their timestamps are judged */
    public long clockMs() {
        return nowMs() + skewMs;
    }

    /** Tells a time that is off by so much; 0 = the right one. */
    public void skew(long ms) {
        skewMs = ms;
    }

    private long nowMs() {
        return clock.nowNs() / 1_000_000;
    }
}
