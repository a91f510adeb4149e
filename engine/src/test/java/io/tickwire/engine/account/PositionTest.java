package io.tickwire.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One position: tables worked out by hand, and random fills beside plain decimals. */
final class PositionTest {
    /** Fills one behind the other: what stands behind each. Quantities of three decimals. */
    private static final String[] TABLE = {
        // fill           | position | cost       | average | realised | open at 100
        "BUY 3.000 100.00 |  3.000   | 300        | 100     | 0        | 0",
        "BUY 1.000 102.00 |  4.000   | 402        | 100.5   | 0        | -2",
        "SELL 1.000 101.00|  3.000   | 301.5      | 100.5   | 0.5      | -1.5",
        // Turned round: 3.000 close at a loss of 4.5, 2.000 open.
        "SELL 5.000 99.00 | -2.000   | 198        | 99      | -4       | -2",
        // 0.7 of 2 have brought 69.3, and cost 68.607.
        "BUY 0.700 98.01  | -1.300   | 128.7      | 99      | -3.307   | -1.3",
        "BUY 1.300 100.00 |  0       | 0          | none    | -4.607   | 0",
        "SELL 0.001 0.07  | -0.001   | 0.00007    | 0.07    | -4.607   | -0.09993",
        "BUY 0.003 1.00   |  0.002   | 0.002      | 1       | -4.60793 | 0.198"};

    /** The same where decimals are lost: quantities without, prices in units of money. */
    private static final String[] ROUNDED = {
        "BUY 1 0.00000034 |  1 | 0.00000034 | 0.00000034 | 0          | 99.99999966",
        "BUY 2 0.00000033 |  3 | 0.0000010  | 0.00000033 | 0          | 299.999999",
        // A third of 100 units is 34 of a long position, so that less is gained; 33 and 33 stay.
        "SELL 1 0.0000005 |  2 | 0.00000066 | 0.00000033 | 0.00000016 | 199.99999934",
        "SELL 1 0.0000005 |  1 | 0.00000033 | 0.00000033 | 0.00000033 | 99.99999967",
        "SELL 1 0.0000005 |  0 | 0          | none       | 0.0000005  | 0",
        "SELL 1 0.00000034| -1 | 0.00000034 | 0.00000034 | 0.0000005  | -99.99999966",
        "SELL 2 0.00000033| -3 | 0.000001   | 0.00000033 | 0.0000005  | -299.999999",
        // Of a short one 33, then 33 of 67, then 34.
        "BUY 1 0.0000002  | -2 | 0.00000067 | 0.00000034 | 0.00000063 | -199.99999933",
        "BUY 1 0.0000002  | -1 | 0.00000034 | 0.00000034 | 0.00000076 | -99.99999966",
        "BUY 1 0.0000002  |  0 | 0          | none       | 0.0000009  | 0",
        // What we pay is rounded up, what we get down.
        "BUY 1 0.000000001 | 1 | 0.00000001 | 0.00000001 | 0.0000009  | 99.99999999",
        "SELL 2 0.000000009|-1 | 0          | 0          | 0.00000089 | -100",
        "BUY 1 0.000000001 | 0 | 0          | none       | 0.00000088 | 0"};

    @Test
    void fillsBehindOneAnother() {
        holds(TABLE, -3, -2, -2);
        holds(ROUNDED, 0, -9, -8);
    }

    private static void holds(
        String[] table, int quantityExponent, int priceExponent, int averageExponent) {
        Position position = new Position(quantityExponent);
        for (String row : table) {
            String[] cells = row.split("\\|");
            String[] fill = cells[0].strip().split(" +");
            long quantity = mantissa(fill[1], quantityExponent);
            long before = position.realised();
            long profit = position.fill(fill[0].equals("BUY") ? quantity : -quantity,
                mantissa(fill[2], priceExponent), priceExponent, 0);
            assertThat(position.quantity()).as(row)
                .isEqualTo(mantissa(cells[1], quantityExponent));
            assertThat(position.cost()).as(row).isEqualTo(mantissa(cells[2], -8));
            String average = cells[3].strip();
            assertThat(position.averagePrice(averageExponent)).as(row).isEqualTo(
                average.equals("none") ? Event.ABSENT : mantissa(average, averageExponent));
            assertThat(position.realised()).as(row).isEqualTo(mantissa(cells[4], -8));
            assertThat(profit).as(row).isEqualTo(position.realised() - before);
            assertThat(position.openProfit(mantissa("100", -2), -2)).as(row)
                .isEqualTo(mantissa(cells[5], -8));
        }
    }

    private static long mantissa(String text, int exponent) {
        return new BigDecimal(text.strip()).movePointRight(-exponent).longValueExact();
    }

    @Test
    void aFinerScaleKeepsCostAndAverage() {
        Position position = new Position(-3);
        position.fill(1_500, 10_000, -2, 7);
        position.toExponent(-5);
        assertThat(position.quantity()).isEqualTo(150_000);
        assertThat(position.cost()).isEqualTo(mantissa("150", -8));
        assertThat(position.averagePrice(-2)).isEqualTo(10_000);
        position.toExponent(-3);
        assertThat(position.exponent()).isEqualTo(-5);
        position.fill(-50_000, 1_010_000, -4, -2);
        assertThat(position.realised()).isEqualTo(mantissa("0.5", -8));
        assertThat(position.cost()).isEqualTo(mantissa("100", -8));
        assertThat(position.fees()).isEqualTo(5);
    }

    @Test
    void whatDoesNotFitIsAbsentAndDoesNotWrap() {
        Position position = new Position(0);
        position.fill(Long.MAX_VALUE, 1, 0, 0);
        assertThat(position.quantity()).isEqualTo(Long.MAX_VALUE);
        assertThat(position.cost()).isEqualTo(Event.ABSENT);
        assertThat(position.averagePrice(0)).isEqualTo(Event.ABSENT);
        assertThat(position.openProfit(1, 0)).isEqualTo(Event.ABSENT);
        position.fill(1, 1, 0, 0);
        assertThat(position.quantity()).isEqualTo(Event.ABSENT);
        position.fill(-1, 1, 0, 0);
        assertThat(position.quantity()).isEqualTo(Event.ABSENT);
        assertThat(position.openProfit(1, 0)).isEqualTo(Event.ABSENT);
        assertThat(position.averagePrice(0)).isEqualTo(Event.ABSENT);
    }

    @Test
    void aClosedPositionIsGoodAgainButItsProfitIsNot() {
        Position position = new Position(0);
        position.fill(Long.MAX_VALUE, 1, 0, 0);
        position.fill(-Long.MAX_VALUE, 1, 0, 0);
        assertThat(position.quantity()).isZero();
        assertThat(position.cost()).isZero();
        assertThat(position.realised()).isEqualTo(Event.ABSENT);
        position.fill(2, 3, 0, 0);
        assertThat(position.cost()).isEqualTo(600_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        // 92,233,720,368.54775807 is the largest amount.
        "0, 0, 92233720368, 1, 0, true", "0, 0, 92233720369, 1, 0, false",
        "92233720367, 1, 1, 1, 0, true", "92233720367, 1, 2, 1, 0, false",
        "92233720367, 1, -1, 1, 0, true", "1, 1, 1, -9223372036854775808, 0, false",
        "9223372036854775807, 0, 1, 0, 0, false", "9223372036854775807, 0, -1, 0, 0, true"})
    void tellsWhatFits(
        long held, long heldPrice, long signed, long price, int priceExponent, boolean fits) {
        Position position = new Position(0);
        if (held != 0) {
            position.fill(held, heldPrice, 0, 0);
        }
        assertThat(position.mostAdded(signed, price, priceExponent) != Event.ABSENT)
            .isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3, -8})
    void agreesWithPlainDecimals(int quantityExponent) {
        long seed = Long.getLong("tickwire.seed", System.identityHashCode(this));
        System.out.println("PositionTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            Position position = new Position(quantityExponent);
            Oracle oracle = new Oracle();
            int priceExponent = -3 - random.nextInt(8);
            for (int i = 0; i < 100; i++) {
                long quantity = 1 + random.nextInt(random.nextBoolean() ? 10 : 100_000);
                if (random.nextInt(8) == 0 && position.quantity() != 0) {
                    quantity = Math.abs(position.quantity());
                }
                long signed = random.nextBoolean() ? quantity : -quantity;
                long price = 1 + random.nextInt(1_000_000);
                long fee = random.nextInt(100) - 20;
                position.fill(signed, price, priceExponent, fee);
                oracle.fill(BigDecimal.valueOf(signed, -quantityExponent),
                    BigDecimal.valueOf(price, -priceExponent));
                String what = "seed " + seed + ", run " + run + ", fill " + i;
                assertThat(BigDecimal.valueOf(position.quantity(), -quantityExponent)).as(what)
                    .isEqualByComparingTo(oracle.quantity);
                assertThat(BigDecimal.valueOf(position.cost(), 8)).as(what)
                    .isEqualByComparingTo(oracle.cost);
                assertThat(BigDecimal.valueOf(position.realised(), 8)).as(what)
                    .isEqualByComparingTo(oracle.realised);
                oracle.checkWorth(position.realised(),
                    position.openProfit(price, priceExponent), what,
                    BigDecimal.valueOf(price, -priceExponent), i + 1);
            }
        }
    }

    /** The same by decimals that are as long as they have to be. */
    private static final class Oracle {
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal cost = BigDecimal.ZERO;
        private BigDecimal realised = BigDecimal.ZERO;
        /** All that was received less all that was paid, never rounded. */
        private BigDecimal cash = BigDecimal.ZERO;

        void fill(BigDecimal signed, BigDecimal price) {
            cash = cash.subtract(signed.multiply(price));
            BigDecimal after = quantity.add(signed);
            boolean against = quantity.signum() * signed.signum() < 0;
            boolean isLong = quantity.signum() > 0;
            BigDecimal closed = against ? signed.abs().min(quantity.abs()) : BigDecimal.ZERO;
            if (against) {
                BigDecimal worth = closed.multiply(price)
                    .setScale(8, isLong ? RoundingMode.FLOOR : RoundingMode.CEILING);
                BigDecimal share = cost.multiply(closed).divide(
                    quantity.abs(), 8, isLong ? RoundingMode.CEILING : RoundingMode.FLOOR);
                realised = realised.add(
                    isLong ? worth.subtract(share) : share.subtract(worth));
                cost = cost.subtract(share);
            }
            BigDecimal opened = signed.abs().subtract(closed);
            cost = cost.add(opened.multiply(price).setScale(
                8, after.signum() > 0 ? RoundingMode.CEILING : RoundingMode.FLOOR));
            quantity = after;
        }

        /** Never told better than it is, and by no more than the roundings that there were. */
        void checkWorth(
            long realisedUnits, long openUnits, String what, BigDecimal price, int fills) {
            BigDecimal exact = cash.add(quantity.multiply(price));
            BigDecimal told = BigDecimal.valueOf(realisedUnits + openUnits, 8);
            BigDecimal less = exact.subtract(told);
            assertThat(less).as(what).isBetween(
                BigDecimal.ZERO, BigDecimal.valueOf(2L * fills + 1, 8));
        }
    }
}
