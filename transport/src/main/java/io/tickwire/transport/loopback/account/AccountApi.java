package io.tickwire.transport.loopback.account;

import io.tickwire.engine.market.account.Account;
import io.tickwire.engine.market.account.Exchange;
import io.tickwire.engine.ring.EngineClock;
import io.tickwire.transport.loopback.rest.OrderCountLimits;
import io.tickwire.transport.loopback.rest.RestApi;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.rest.SymbolStatuses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The REST calls that need a key (protocols A5 to A9): who may make them, what they cost, and what
 * they do. Event loop only.
 */
public final class AccountApi {
    private static final long MS = 1_000_000L;
    private static final long DEFAULT_WINDOW_MS = 5_000;
    private static final long LONGEST_WINDOW_MS = 60_000;
    private static final long MAX_AHEAD_MS = 1_000;

    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    private final RestApi rest;
    private final EngineClock clock;
    private final Exchange exchange;
    private final LongSupplier catchUp;
    private final ListenKeys listenKeys;
    private final OrderCalls orders;
    private int orderLimit = OrderCountLimits.TEN_SECONDS;

    /** One call. */
    private interface Handler {
        String answer(ApiCall call) throws ApiException;
    }

    /** What a call weighs. */
    private interface Weight {
        int of(Parameters parameters);
    }

    /**
     * One path.
     *
     * @param signed       whether the call is signed
     * @param ofTenSeconds orders it counts as in ten seconds
     * @param ofMinute     orders it counts as in a minute
     */
    private record Endpoint(boolean signed, Weight weight, int ofTenSeconds, int ofMinute,
        Handler handler) {
    }

    /**
     * The accounts of a venue.
     *
     * @param accounts those there are
     * @param exchange where they trade; tells {@code streams}
     * @param streams  have a listen key each
     * @param catchUp  moves the market on to now, and says when that is, since the epoch
     * @param rest     charges weight
     * @param statuses which symbols are traded
     * @param clock    of the venue
     */
    public AccountApi(List<AccountSpec> accounts, Exchange exchange, UserStreams streams,
        LongSupplier catchUp, RestApi rest, SymbolStatuses statuses, EngineClock clock) {
        this.exchange = exchange;
        this.catchUp = catchUp;
        this.rest = rest;
        this.clock = clock;
        listenKeys = streams.keys();
        for (AccountSpec spec : accounts) {
            Account account =
                exchange.open("account-" + (members.size() + 1), spec.balance());
            members.put(spec.key().key(), new Member(spec.key(), account, new OrderCounts()));
        }
        orders = new OrderCalls(exchange, statuses);
        addOrders();
        addAccount(new AccountCalls(exchange, orders));
        addListenKeys();
    }

    private void addOrders() {
        add("POST /fapi/v1/order", any -> 0, 1, 1, orders::place);
        add("PUT /fapi/v1/order", any -> 0, 1, 1, orders::change);
        add("POST /fapi/v1/batchOrders", any -> 5, 5, 1, orders::placeBatch);
        add("POST /fapi/v1/order/test", any -> 1, 0, 0, orders::test);
        add("DELETE /fapi/v1/order", any -> 1, 0, 0, orders::cancel);
        add("GET /fapi/v1/order", any -> 1, 0, 0, orders::show);
        add("GET /fapi/v1/openOrder", any -> 1, 0, 0, orders::showOpen);
        add("GET /fapi/v1/openOrders", asked -> asked.has("symbol") ? 1 : 40, 0, 0,
            orders::allOpen);
        add("GET /fapi/v1/allOrders", any -> 5, 0, 0, orders::all);
        add("DELETE /fapi/v1/allOpenOrders", any -> 1, 0, 0, orders::cancelAll);
        add("DELETE /fapi/v1/batchOrders", any -> 1, 0, 0, orders::cancelBatch);
        add("GET /fapi/v1/userTrades", any -> 5, 0, 0, orders::fills);
    }

    private void addAccount(AccountCalls calls) {
        add("POST /fapi/v1/countdownCancelAll", any -> 10, 0, 0, calls::countdownCancelAll);
        add("GET /fapi/v1/rateLimit/order", any -> 1, 0, 0, calls::rateLimits);
        add("GET /fapi/v2/balance", any -> 5, 0, 0, calls::balance);
        add("GET /fapi/v3/balance", any -> 5, 0, 0, calls::balance);
        add("GET /fapi/v2/positionRisk", any -> 5, 0, 0, calls::positionsWithSettings);
        add("GET /fapi/v3/positionRisk", any -> 5, 0, 0, calls::positions);
        add("GET /fapi/v3/account", any -> 5, 0, 0, calls::account);
        add("GET /fapi/v1/accountConfig", any -> 5, 0, 0, calls::config);
        add("GET /fapi/v1/symbolConfig", any -> 5, 0, 0, calls::symbolConfig);
        add("GET /fapi/v1/positionSide/dual", any -> 30, 0, 0, calls::positionMode);
    }

    private void addListenKeys() {
        String path = " /fapi/v1/listenKey";
        endpoints.put("POST" + path,
            new Endpoint(false, any -> 1, 0, 0, listenKeys::start));
        endpoints.put("PUT" + path,
            new Endpoint(false, any -> 1, 0, 0, listenKeys::extend));
        endpoints.put("DELETE" + path,
            new Endpoint(false, any -> 1, 0, 0, listenKeys::stop));
    }

    private void add(String call, Weight weight, int ofTenSeconds, int ofMinute,
        Handler handler) {
        endpoints.put(call, new Endpoint(true, weight, ofTenSeconds, ofMinute, handler));
    }

    /** @return whether a call is one of these */
    public boolean takes(ApiRequest request) {
        return endpoints.containsKey(key(request));
    }

    private static String key(ApiRequest request) {
        return request.method() + " " + request.path();
    }

    /**
     * Answers a call. A refused one costs its weight too.
     *
     * @param request one that this {@link #takes}
     * @return the answer
     */
    public RestReply answer(ApiRequest request) {
        Endpoint endpoint = endpoints.get(key(request));
        Map<String, String> headers = Map.of();
        int status = RestApi.OK;
        String body;
        try {
            Parameters parameters = Parameters.of(request);
            RestReply refusal = rest.charge(endpoint.weight().of(parameters));
            if (refusal != null) {
                return refusal;
            }
            Member member = member(request);
            if (endpoint.signed()) {
                checkSignature(member, request, parameters);
            }
            long nowNs = catchUp.getAsLong();
            if (endpoint.ofTenSeconds() > 0) {
                member.counts().count(endpoint.ofTenSeconds(), endpoint.ofMinute(), orderLimit,
                    nowNs / MS);
                headers = member.counts().headers();
            }
            body = endpoint.handler().answer(new ApiCall(member, parameters, nowNs));
        } catch (ApiException refused) {
            status = refused.status();
            body = RestReply.error(refused.code(), refused.getMessage());
        }
        return new RestReply(status, body, rest.usedWeight(), RestReply.ABSENT, headers);
    }

    private Member member(ApiRequest request) throws ApiException {
        if (request.apiKey() == null || request.apiKey().isEmpty()) {
            throw ApiException.unauthorized(-2014, "API-key format invalid.");
        }
        Member member = members.get(request.apiKey());
        if (member == null) {
            throw ApiException.unauthorized(-2015,
                "Invalid API-key, IP, or permissions for action, request ip: 127.0.0.1");
        }
        return member;
    }

    private void checkSignature(Member member, ApiRequest request, Parameters parameters)
        throws ApiException {
        parameters.required("timestamp");
        long timestampMs = parameters.whole("timestamp", 0);
        long windowMs = parameters.whole("recvWindow", DEFAULT_WINDOW_MS);
        if (windowMs > LONGEST_WINDOW_MS) {
            throw ApiException.badRequest(-1131, "recvWindow must be less than 60000.");
        }
        if (!member.key().hasSigned(request.signedText(), parameters.required("signature"))) {
            throw ApiException.badRequest(-1022, "Signature for this request is not valid.");
        }
        long nowMs = rest.clockMs();
        if (timestampMs >= nowMs + MAX_AHEAD_MS) {
            throw ApiException.badRequest(-1021, "Timestamp for this request was "
                + MAX_AHEAD_MS + "ms ahead of the server's time.");
        }
        if (nowMs - timestampMs > windowMs) {
            throw ApiException.badRequest(-1021,
                "Timestamp for this request is outside of the recvWindow.");
        }
    }

    /** Lets time pass for what has a time; to be called every few milliseconds. */
    public void tick() {
        long nowNs = clock.nowNs();
        exchange.advanceTo(nowNs);
        listenKeys.advanceTo(nowNs);
    }

    /** @return who trades what */
    public Exchange exchange() {
        return exchange;
    }

    /** Limits orders in ten seconds from now on; {@link Integer#MAX_VALUE} = as usual. */
    public void limitOrders(int ofTenSeconds) {
        orderLimit = Math.min(ofTenSeconds, OrderCountLimits.TEN_SECONDS);
    }

    /** Fills orders whole just before they are cancelled from now on, or not. */
    public void fillBeforeCancel(boolean fill) {
        orders.fillBeforeCancel(fill);
    }

    /** Tells, and judges timestamps by, a time that is off by so much; 0 = by the right one. */
    public void skew(long ms) {
        rest.skew(ms);
    }

    /**
     * Ends all listen keys.
     *
     * @param told whether their owners are told
     * @return how many there were
     */
    public int endListenKeys(boolean told) {
        return listenKeys.endAll(clock.nowNs(), told);
    }
}
