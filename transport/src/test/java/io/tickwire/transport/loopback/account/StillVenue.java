package io.tickwire.transport.loopback.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.account.Exchange;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.transport.loopback.feed.MarketFeed;
import io.tickwire.transport.loopback.message.Audience;
import io.tickwire.transport.loopback.message.Payload;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.rest.RestApi;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.rest.SymbolStatuses;
import java.util.ArrayList;
import java.util.List;

/** Calls with a key without sockets, in virtual time, on a market that stands still. */
final class StillVenue {
    private final VirtualClock clock = new VirtualClock();
    private final Heard heard = new Heard();
    private final SymbolStatuses statuses = new SymbolStatuses();
    private final RestApi rest;
    private final Exchange exchange;
    private final AccountApi api;

    StillVenue(long startNs, List<AccountSpec> accounts) {
        clock.advanceTo(startNs);
        Market market = Market.open(MarketSymbol.DEFAULT, 42, 1, startNs);
        MarketFeed feed = new MarketFeed(market, heard, clock);
        UserStreams streams = new UserStreams(heard, Runnable::run);
        exchange = new Exchange(market, feed, streams.listener(), startNs);
        rest = new RestApi(feed.rows(), statuses, clock, new RequestWeightMeter(2400));
        api = new AccountApi(accounts, exchange, streams, clock::nowNs, rest, statuses, clock);
    }

    VirtualClock clock() {
        return clock;
    }

    SymbolStatuses statuses() {
        return statuses;
    }

    RestApi rest() {
        return rest;
    }

    Exchange exchange() {
        return exchange;
    }

    AccountApi api() {
        return api;
    }

    /** What was told to accounts. */
    List<String> events() {
        return heard.events;
    }

    RestReply call(String key, String secret, String method, String path, String parameters,
        long timestampMs) throws Exception {
        String text = (parameters == null ? "" : parameters + "&") + "timestamp=" + timestampMs;
        ApiRequest request = ApiRequest.of(method, path + "?" + text + "&signature="
            + Trader.sign(secret, text), "", key);
        assertThat(api.takes(request)).isTrue();
        return api.answer(request);
    }

    /** Private events as they are published; nobody wants the market's. */
    private static final class Heard implements Audience {
        private final List<String> events = new ArrayList<>();

        @Override
        public boolean hasSubscribers() {
            return true;
        }

        @Override
        public boolean wants(String stream) {
            return false;
        }

        @Override
        public void publish(Payload payload) {
            events.add(payload.data());
        }

        @Override
        public void flush() {
            // At once.
        }

        @Override
        public boolean congested() {
            return false;
        }

        @Override
        public void dropCongested() {
            // Nobody.
        }
    }
}
