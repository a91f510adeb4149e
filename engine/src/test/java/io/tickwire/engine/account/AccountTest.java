package io.tickwire.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions and sums behind fills, behind finer scales and behind a restart. */
final class AccountTest {
    private final Given given = new Given();
    private final InstrumentTable instruments = new InstrumentTable();
    private final Account account = new Account(instruments);

    private void instruments(int count) {
        for (int id = 1; id <= count; id++) {
            instruments.apply(given.instrument(id, "SYM" + id, -3, 1));
        }
    }

    /** What is due for the position there is. */
    private void fund(int id, long mark, int markExponent, long rate, int rateExponent) {
        account.funded(id, account.fundingDue(
            id, account.position(id), mark, markExponent, rate, rateExponent));
    }

    @Test
    void fillsAddUp() {
        instruments(2);
        assertThat(account.position(1)).isZero();
        account.filled(1, Side.BUY, 10_000, -2, 1_500, 0);
        account.filled(1, Side.SELL, 10_000, -2, 2_000, 0);
        account.filled(2, Side.BUY, 10_000, -2, 7, 0);
        assertThat(account.position(1)).isEqualTo(-500);
        assertThat(account.position(2)).isEqualTo(7);
    }

    @Test
    void aFinerScaleKeepsTheAmount() {
        instruments(1);
        account.filled(1, Side.SELL, 10_000, -2, 1_500, 0);
        Event finer = given.instrument(1, "SYM1", -5, 1);
        instruments.apply(finer);
        account.onEvent(finer);
        assertThat(account.position(1)).isEqualTo(-150_000);
        Event coarser = given.instrument(1, "SYM1", -2, 1);
        instruments.apply(coarser);
        account.onEvent(coarser);
        assertThat(account.position(1)).isEqualTo(-150_000);
    }

    @Test
    void thereIsRoomForEveryInstrument() {
        instruments(InstrumentTable.MAX_INSTRUMENTS);
        assertThat(account.position(InstrumentTable.MAX_INSTRUMENTS)).isZero();
        for (int id : new int[] {63, 64, InstrumentTable.MAX_INSTRUMENTS}) {
            account.filled(id, Side.BUY, 10_000, -2, id, 0);
            assertThat(account.position(id)).isEqualTo(id);
        }
        assertThat(account.position(65)).isZero();
    }

    @Test
    void aSymbolThatIsKnownHasItsPositionAlready() {
        Event instrument = given.instrument(1, "SYM1", -3, 1);
        instruments.apply(instrument);
        account.onEvent(instrument);
        assertThat(account.position(1)).isZero();
        assertThat(account.averagePrice(1, -2)).isEqualTo(Event.ABSENT);
        assertThat(account.openProfit(1, Event.ABSENT, 0)).isZero();
        assertThat(state(account)).isEqualTo(state(new Account(instruments)));
    }

    @Test
    void sumsAreThoseOfAllSymbols() {
        instruments(3);
        account.filled(1, Side.BUY, 10_000, -2, 2_000, 8_000_000);
        account.filled(2, Side.SELL, 5_030, -2, 100, 300_000);
        account.filled(2, Side.BUY, 50_000_000, -6, 100, -100_000);
        fund(1, 10_100, -2, 1, -4);
        assertThat(account.realised(1)).isZero();
        assertThat(account.realised(2)).isEqualTo(3_000_000);
        assertThat(account.realised()).isEqualTo(3_000_000);
        assertThat(account.fees(1)).isEqualTo(8_000_000);
        assertThat(account.fees(2)).isEqualTo(200_000);
        assertThat(account.fees()).isEqualTo(8_200_000);
        // 202.00 at one basis point.
        assertThat(account.funding(1)).isEqualTo(-2_020_000);
        assertThat(account.funding(2)).isZero();
        assertThat(account.funding()).isEqualTo(-2_020_000);
        assertThat(account.cost(1)).isEqualTo(20_000_000_000L);
        assertThat(account.averagePrice(1, -2)).isEqualTo(10_000);
        // 100 + 0.03 - 0.082 - 0.0202
        assertThat(account.cash(10_000_000_000L)).isEqualTo(9_992_780_000L);
        assertThat(account.realised(3) + account.fees(3) + account.funding(3) + account.cost(3))
            .isZero();
        account.filled(3, Side.SELL, 700, -2, 1_000, 0);
        assertThat(account.openProfit(1, 10_050, -2)).isEqualTo(100_000_000);
        // 1.00 of the first, -0.50 of the third; the second is closed and needs no price.
        assertThat(account.openProfit(prices(10_050, Event.ABSENT, 750))).isEqualTo(50_000_000);
        assertThat(account.openProfit(prices(10_050, 1, Event.ABSENT))).isEqualTo(Event.ABSENT);
    }

    private static Prices prices(long... bySymbol) {
        return new Prices() {
            @Override
            public long price(int instrumentId) {
                return bySymbol[instrumentId - 1];
            }

            @Override
            public int exponent(int instrumentId) {
                return -2;
            }
        };
    }

    /** 0.001 at 0.01 or 0.03, so 1,000 or 3,000 units; at a millionth that is 0.003 of one. */
    @ParameterizedTest
    @CsvSource({
        "BUY, 1, 1, -3, -1", "BUY, 1, -1, -3, 1", "SELL, 1, 1, -3, 1", "SELL, 1, -1, -3, -1",
        "BUY, 3, 1, -6, -1", "BUY, 3, -1, -6, 0", "SELL, 3, 1, -6, 0", "SELL, 3, -1, -6, -1",
        "BUY, 3, 0, -6, 0"})
    void fundingIsRoundedAgainstUs(
        Side side, long mark, long rate, int rateExponent, long amount) {
        instruments(1);
        account.filled(1, side, 1, -2, 1, 0);
        assertThat(account.fundingDue(1, account.position(1), mark, -2, rate, rateExponent)).isEqualTo(amount);
        fund(1, mark, -2, rate, rateExponent);
        assertThat(account.funding()).isEqualTo(amount);
    }

    /** 0.001 at 0.0000035 is worth 0.35 units: 1 where we pay by it, 0 where we get. */
    @ParameterizedTest
    @CsvSource({"1, 1, -1", "1, -1, 0", "-1, 1, 0", "-1, -1, -1"})
    void theWorthBehindAFundingIsToo(long position, long rate, long amount) {
        instruments(1);
        assertThat(account.fundingDue(1, position, 35, -7, rate, 0)).isEqualTo(amount);
    }

    @Test
    void whatCannotBeToldIsAbsent() {
        instruments(1);
        account.filled(1, Side.BUY, 10_000, -2, 1_000, 0);
        assertThat(account.fundingDue(1, 1, Event.ABSENT, -2, 1, -4)).isEqualTo(Event.ABSENT);
        assertThat(account.fundingDue(1, 1, 10_000, -2, Event.ABSENT, -4)).isEqualTo(Event.ABSENT);
        assertThat(account.fits(1, Event.ABSENT, 1, 0)).isFalse();
        assertThat(account.fits(1, 1, Event.ABSENT, 0)).isFalse();
        assertThat(account.fits(1, -3_000, 10_000, -2)).isTrue();
        // Others have gained so much that no more fits: 92,233,720,368 in all.
        account.filled(1, Side.BUY, 0, 0, 92_233_720_000_000L, 0);
        account.filled(1, Side.SELL, 1, 0, 92_233_720_000_000L, 0);
        assertThat(account.fits(1, 200_000, 1, 0)).isTrue();
        assertThat(account.fits(1, 500_000, 1, 0)).isFalse();
        instruments.apply(given.instrument(2, "SYM2", -3, 1));
        assertThat(account.fits(2, 500_000, 1, 0)).isFalse();
    }

    @Test
    void knownSymbolsAllocateNothing() {
        for (int id = 1; id <= 3; id++) {
            Event instrument = given.instrument(id, "SYM" + id, -3, 1);
            instruments.apply(instrument);
            account.onEvent(instrument);
        }
        Prices prices = prices(10_050, 20_000, 30_000);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            trade(prices, 1_000);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isZero();
    }

    private void trade(Prices prices, int count) {
        for (int i = 1; i <= count; i++) {
            int id = i % 3 + 1;
            Side side = i % 7 < 3 ? Side.BUY : Side.SELL;
            if (account.fits(id, i, 10_000 + i, -2)) {
                account.filled(id, side, 10_000 + i, -2, i, i);
            }
            fund(id, 10_000 + i, -2, i - 500, -6);
            account.averagePrice(id, -2);
            account.openProfit(prices);
            account.cash(1);
        }
    }

    @Test
    void itsStateIsAllThereIs() {
        instruments(3);
        account.filled(1, Side.BUY, 10_000, -2, 5, 7);
        account.filled(3, Side.SELL, 10_000, -2, 8, 0);
        fund(3, 10_000, -2, 3, -4);
        Account restored = new Account(instruments);
        UnsafeBuffer state = new UnsafeBuffer(state(account));
        restored.readState(new StateReader(state, 0, state.capacity()));
        assertThat(restored.position(1)).isEqualTo(5);
        assertThat(restored.position(2)).isZero();
        assertThat(restored.position(3)).isEqualTo(-8);
        assertThat(restored.realised()).isEqualTo(account.realised());
        assertThat(restored.fees()).isEqualTo(7).isEqualTo(restored.fees(1));
        assertThat(restored.funding()).isEqualTo(24_000).isEqualTo(restored.funding(3));
        assertThat(state(restored)).isEqualTo(state(account));
        restored.filled(3, Side.BUY, 9_999, -2, 8, 3);
        account.filled(3, Side.BUY, 9_999, -2, 8, 3);
        assertThat(restored.realised()).isEqualTo(8_000).isEqualTo(account.realised());
        assertThat(state(restored)).isEqualTo(state(account));
    }

    private static byte[] state(Account account) {
        StateWriter out = new StateWriter(new UnsafeBuffer(ByteBuffer.allocate(1024)));
        account.writeState(out);
        byte[] state = new byte[out.length()];
        out.buffer().getBytes(0, state);
        return state;
    }
}
