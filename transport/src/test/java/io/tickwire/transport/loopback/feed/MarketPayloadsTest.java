package io.tickwire.transport.loopback.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.market.Market;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.market.SymbolMarket;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.wire.Hub;
import org.junit.jupiter.api.Test;

/** Payloads of streams whose times are two. */
final class MarketPayloadsTest {
    private static final long MS = 1_000_000L;
    private static final long START_MS = 29_856_667 * 60_000L + 500;

    /** So slow that its last changes are long before now. */
    private final Market market =
        Market.open(MarketSymbol.DEFAULT.subList(0, 1), 42, 1, START_MS * MS);

    /** The stream of all quotes repeats old ones every five seconds. */
    @Test
    void aRepeatedQuoteHasItsOldTransactionTime() {
        VirtualClock clock = new VirtualClock();
        long nowMs = START_MS + 60_000;
        clock.advanceTo(nowMs * MS);
        market.advanceTo(clock.nowNs(), new MarketFeed(market, new Hub(), clock));
        SymbolMarket one = market.markets().get(0);
        JsonNode quote = Client.json(MarketPayloads.bookTicker(one, clock.nowNs()));

        assertThat(quote.get("T").asLong()).isEqualTo(one.quoteTimeNs() / MS)
            .isBetween(START_MS + 1, nowMs - 1);
        assertThat(quote.get("E").asLong()).isEqualTo(nowMs);
    }
}
