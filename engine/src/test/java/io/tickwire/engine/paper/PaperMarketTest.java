package io.tickwire.engine.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.tickwire.engine.account.Account;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits, allocation and configuration of the paper market; its rules are in the table of cases. */
final class PaperMarketTest {
    private static final int MARKET = OrderType.MARKET.ordinal();
    private static final int LIMIT = OrderType.LIMIT.ordinal();
    private static final int BUY = Side.BUY.ordinal();
    private static final int SELL = Side.SELL.ordinal();
    private static final int GTC = TimeInForce.GTC.ordinal();
    private static final int IOC = TimeInForce.IOC.ordinal();

    private static Config.Paper config(String maker, String taker, boolean fillStale) {
        return new Config.Paper(20_000_000, maker, taker, "10000", fillStale);
    }

    private static List<String> run(PaperRig rig, String... steps) {
        List<String> reports = new ArrayList<>();
        for (String step : steps) {
            reports.add(rig.step(step));
        }
        return reports;
    }

    @Test
    void asManyOrdersAsThereMayBeAndOneMore() {
        PaperRig rig = new PaperRig(PaperRig.CONFIG);
        rig.step("quote 100.00 x 5 / 100.10 x 3");
        for (int i = 1; i <= PaperMarket.MAX_ORDERS; i++) {
            rig.step("buy LIMIT GTC 0.001 @ 99.00 #" + i);
        }
        rig.step("buy LIMIT GTC 1 @ 99.00 #9001");
        assertThat(rig.step("+20ms").split("; ")).hasSize(1025).endsWith(
            "accepted 1024", "rejected 9001 too many orders");
        // All of them, one after the other, and there is room for as many again.
        assertThat(rig.step("+1ms trade sell 1.023 @ 98.00").split("; ")).hasSize(1023)
            .startsWith("filled 1 0.001 @ 99.00 maker fee 0.0000198");
        rig.step("cancel #1024");
        assertThat(rig.step("+20ms")).isEqualTo("cancelled 1024");
        for (int i = 1; i <= PaperMarket.MAX_ORDERS; i++) {
            rig.step("buy MARKET IOC 0.001 #" + i);
        }
        assertThat(rig.step("+20ms").split("; ")).hasSize(2048)
            .allMatch(report -> report.matches("(accepted|filled) .*"));
    }

    @Test
    void asManyRequestsAsThereMayBeAndOneMore() {
        PaperRig rig = new PaperRig(PaperRig.CONFIG);
        for (int i = 1; i <= PaperRequests.MAX; i++) {
            assertThat(rig.market().hasRoom()).isTrue();
            rig.step("cancel #" + i);
        }
        assertThat(rig.market().hasRoom()).isFalse();
        assertThatThrownBy(() -> rig.market().cancel(1, Given.START_NS))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("limit=4096");
        assertThatThrownBy(() -> rig.step("buy MARKET IOC 1 #1"))
            .isInstanceOf(IllegalStateException.class);
        // Once round and a little more, so that the ring wraps.
        assertThat(rig.step("+20ms").split("; ")).hasSize(4096)
            .allMatch(report -> report.endsWith("unknown order"));
        rig.step("buy MARKET IOC 1 #1");
        assertThat(rig.step("restart")).isEmpty();
        assertThat(rig.step("+20ms")).isEqualTo("accepted 1; expired 1 no quote");
    }

    @Test
    void thousandOrdersFitIntoOneState() {
        PaperRig rig = new PaperRig(PaperRig.CONFIG);
        rig.step("quote 100.00 x 5 / 100.10 x 3");
        for (int i = 1; i <= PaperMarket.MAX_ORDERS; i++) {
            rig.step("buy LIMIT GTC 0.001 @ " + (i % 2 == 0 ? "99.00" : "100.00") + " #" + i);
            if (i == 500) {
                rig.step("+20ms");
            }
        }
        for (int i = 1; i <= PaperMarket.MAX_ORDERS; i++) {
            rig.step("cancel #" + i);
        }
        byte[] before = rig.state();
        rig.step("restart");
        assertThat(rig.state()).isEqualTo(before);
        assertThat(rig.step("+20ms").split("; ")).hasSize(524 + 1024);
    }

    @Test
    void staleAndPolledQuotesFillIfConfigured() {
        PaperRig rig = new PaperRig(config("0.02%", "0.05%", true));
        assertThat(run(rig, "stale", "poll quote 100.00 x 5 / 100.10 x 3", "buy MARKET IOC 1 #1",
            "buy LIMIT GTC 1 @ 100.00 #2", "+20ms", "+1ms poll trade sell 9 @ 100.00",
            "+1ms backfill trade sell 9 @ 99.00", "+1ms poll quote 99.90 x 1 / 100.00 x 0.5"))
            .isEqualTo(List.of("", "", "", "",
                "accepted 1; filled 1 1 @ 100.10 taker fee 0.05005; accepted 2", "", "",
                "filled 2 0.5 @ 100.00 maker fee 0.01"));
    }

    /** Whoever has taken in the finer scale before is told in that one. */
    @Test
    void whatIsKeptIsReportedInTheScaleThereIs() {
        PaperRig rig = new PaperRig(PaperRig.CONFIG, true);
        assertThat(run(rig, "quote 100.00 x 5 / 100.10 x 3", "buy LIMIT GTC 1 @ 100.00 #1", "+20ms",
            "full", "+1ms trade sell 5.4 @ 100.00", "room", "+1ms scale 3 4"))
            .isEqualTo(List.of("", "", "accepted 1", "", "", "",
                "filled 1 0.4 @ 100.000 maker fee 0.008"));
        assertThat(rig.position()).isEqualTo("0.4");
        assertThat(rig.cash()).isEqualTo("9999.992");
    }

    @Test
    void feesAreThoseOfTheConfigurationAndRoundedUp() {
        PaperRig rig = new PaperRig(config("0%", "0.123456%", false));
        // 0.1001 * 0.00123456 = 0.000123579456, and nothing for the maker.
        assertThat(run(rig, "quote 100.00 x 5 / 100.10 x 3", "buy MARKET IOC 0.001 #1",
            "sell LIMIT GTC 0.001 @ 100.05 #2", "+20ms", "+1ms trade buy 1 @ 100.06"))
            .isEqualTo(List.of("", "", "",
                "accepted 1; filled 1 0.001 @ 100.10 taker fee 0.00012358; accepted 2",
                "filled 2 0.001 @ 100.05 maker fee 0"));
    }

    /** Each of the two that the feed can say, and a duplicate that nobody sees. */
    @ParameterizedTest
    @CsvSource({"true, true, true", "false, true, false", "true, false, false"})
    void aQuoteCountsIfItIsFreshAndCurrent(boolean fresh, boolean current, boolean fills) {
        Direct direct = new Direct();
        direct.fresh = fresh;
        direct.current = current;
        direct.input(direct.given.quote(1, 1, 1), Visibility.LIVE);
        direct.input(direct.given.quote(1, 1, 0, 1, 1, 2, 1), Visibility.HIDDEN);
        direct.market.place(1, 1, BUY, MARKET, IOC, Event.ABSENT, 1, false, direct.given.nowNs());
        direct.input(direct.given.after(20_000_000).timer(0), Visibility.LIVE);
        assertThat(direct.account.position(1)).isEqualTo(fills ? 1 : 0);
    }

    @Test
    void hiddenTicksAreNotSeen() {
        Direct direct = new Direct();
        direct.input(direct.given.quote(1, 1, 1), Visibility.LIVE);
        direct.market.place(1, 1, BUY, LIMIT, GTC, 10_005, 5, false, direct.given.nowNs());
        direct.input(direct.given.after(20_000_000).timer(0), Visibility.LIVE);
        direct.input(direct.given.after(1_000_000).aggregate(1, 1, 1, 9_000, 5)
            .set(TradeFields.BUYER_MAKER, 1), Visibility.HIDDEN);
        direct.input(direct.given.quote(1, 1, 2, 9_000, 1, 9_001, 1), Visibility.HIDDEN);
        assertThat(direct.account.position(1)).isZero();
        direct.account.filled(1, Side.BUY, 1, 0, 1_000, 0);
        direct.input(direct.given.mark(1, 1, 1).set(MarkFields.FUNDING_RATE, 1)
            .set(MarkFields.NEXT_FUNDING_MS, 5), Visibility.LIVE);
        direct.input(direct.given.mark(1, 1, 9), Visibility.HIDDEN);
        assertThat(direct.account.funding()).isZero();
        direct.input(direct.given.mark(1, 1, 5), Visibility.LIVE);
        // 1.000 at 100.00, by a rate of 0.01.
        assertThat(direct.account.funding()).isEqualTo(-100_000_000);
    }

    @Test
    void aMarkWithoutFundingOwesNone() {
        Direct direct = new Direct();
        direct.account.filled(1, Side.BUY, 1, 0, 1_000, 0);
        direct.input(direct.given.mark(1, 1, 1), Visibility.LIVE);
        direct.input(direct.given.mark(1, 1, 2).set(MarkFields.NEXT_FUNDING_MS, 3),
            Visibility.LIVE);
        direct.input(direct.given.mark(1, 1, 4), Visibility.LIVE);
        assertThat(direct.account.funding()).isZero();
    }

    @Test
    void knownSymbolsAllocateNothing() {
        Direct direct = new Direct();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            direct.trade(500);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(direct.fills).isGreaterThan(10_000);
        assertThat(least).isZero();
    }

    /** A market without the words of the rig, which cost. */
    private static final class Direct implements FeedView, MarketReports {
        private final Given given = new Given();
        private final InstrumentTable instruments = new InstrumentTable();
        private final TopOfBooks books = new TopOfBooks();
        private final Account account = new Account(instruments);
        private final PaperMarket market =
            new PaperMarket(config("0.02%", "0.05%", false), instruments, this, books, account);
        private final StateWriter state =
            new StateWriter(new UnsafeBuffer(ByteBuffer.allocate(1 << 20)));
        private boolean fresh = true;
        private boolean current = true;
        private long handle = 10;
        private int fills;

        Direct() {
            Event instrument = given.instrument(1, "SYM1", -3, 1);
            instruments.apply(instrument);
            input(instrument, Visibility.LIVE);
        }

        void input(Event event, Visibility visibility) {
            market.onTime(event.engineNs(), this);
            books.onEvent(event, visibility);
            account.onEvent(event);
            market.onEvent(event, visibility, this);
        }

        void trade(int count) {
            for (int i = 0; i < count; i++) {
                long now = given.nowNs();
                long move = i % 5;
                input(given.quote(1, 1, handle, 10_000 + move, 5, 10_002 + move, 5)
                    .set(QuoteFields.TRANSACT_MS, now / 1_000_000), Visibility.LIVE);
                int side = i % 2;
                market.place(++handle, 1, side, MARKET, IOC, 0, 3, i % 7 == 0, now);
                market.place(++handle, 1, side, LIMIT, GTC, side == BUY ? 10_001 : 10_004, 4,
                    false, now);
                market.replace(handle, side == BUY ? 10_000 : 10_005, 3, now);
                if (i % 3 == 0) {
                    market.cancel(handle, now);
                }
                input(given.after(20_000_000).aggregate(1, 1, handle, 10_002 + side, 7)
                    .set(TradeFields.BUYER_MAKER, 1 - side), Visibility.LIVE);
                input(given.after(1_000_000).aggregate(1, 1, handle, side == BUY ? 9_990 : 10_010,
                    9).set(TradeFields.BUYER_MAKER, 1 - side), Visibility.LIVE);
                input(given.mark(1, 1, now / 1_000_000).set(MarkFields.FUNDING_RATE, 1)
                    .set(MarkFields.NEXT_FUNDING_MS, now / 1_000_000 + 1), Visibility.LIVE);
                market.cancel(handle, given.nowNs());
            }
            market.writeState(state.reset());
        }

        @Override
        public boolean isFresh(int instrumentId, StreamKind kind) {
            return fresh && kind == StreamKind.QUOTE;
        }

        @Override
        public boolean isTrading(int instrumentId) {
            return true;
        }

        @Override
        public boolean isCurrent(int instrumentId, StreamKind kind) {
            return current && kind == StreamKind.QUOTE;
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void accepted(long ofHandle) {
        }

        @Override
        public void rejected(long ofHandle, ExecutionReason reason) {
        }

        @Override
        public void filled(
            long ofHandle, long price, int priceExponent, long quantity, boolean maker, long fee) {
            fills++;
            // The first ones buy, and then two of each side in turn.
            boolean buys = ofHandle < 10 || (ofHandle - 11) % 4 < 2;
            account.filled(1, buys ? Side.BUY : Side.SELL, price, priceExponent, quantity, fee);
        }

        @Override
        public void cancelled(long ofHandle) {
        }

        @Override
        public void cancelRejected(long ofHandle, ExecutionReason reason) {
        }

        @Override
        public void replaced(long ofHandle, long price, long quantity) {
        }

        @Override
        public void replaceRejected(long ofHandle, ExecutionReason reason) {
        }

        @Override
        public void expired(long ofHandle, ExecutionReason reason) {
        }

        @Override
        public void funded(int instrumentId, long amount) {
            account.funded(instrumentId, amount);
        }
    }
}
