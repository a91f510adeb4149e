package io.tickwire.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts by hand, and against BigDecimal over the whole range of longs. */
final class MoneyTest {
    private static final List<RoundingMode> ROUNDINGS = List.of(RoundingMode.UP, RoundingMode.DOWN,
        RoundingMode.FLOOR, RoundingMode.CEILING, RoundingMode.HALF_UP);

    @ParameterizedTest
    @CsvSource({
        // 65,123.45 times 0.001; a price of nine decimals times 0.5, to either side.
        "6512345, -2, 1, -3, FLOOR, 6512345000",
        "6512345, -2, -1, -3, CEILING, -6512345000",
        "1, -9, 5, -1, CEILING, 1",
        "1, -9, 5, -1, FLOOR, 0",
        "1, -9, -5, -1, FLOOR, -1",
        "1, -9, -5, -1, CEILING, 0",
        "1, -9, -5, -1, UP, -1",
        "3, -9, 5, -1, DOWN, 0",
        "10, -9, 5, -1, HALF_UP, 1",
        "9, -9, 5, -1, HALF_UP, 0",
        "2, 0, 3, 0, FLOOR, 600000000",
        "2, 3, 3, 2, FLOOR, 60000000000000",
        "0, -2, 5, 18, FLOOR, 0",
        // Products of 126 bits that fit once their decimals are cut.
        "9223372036854775807, -18, 1000000000000000000, -10, FLOOR, 92233720368547758",
        "9223372036854775807, -8, 100000000, -8, FLOOR, 9223372036854775807",
        "9223372036854775807, -8, -100000000, -8, FLOOR, -9223372036854775807"})
    void ofPriceAndQuantity(long price, int priceExponent, long quantity, int quantityExponent,
        RoundingMode rounding, long amount) {
        assertThat(Money.of(price, priceExponent, quantity, quantityExponent, rounding))
            .isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource({
        // 0.05 % of 123.45 is 0.061725; a third of a unit is a whole one if paid.
        "12345000000, 5, -4, CEILING, 6172500",
        "33, 1, -2, CEILING, 1",
        "33, 1, -2, FLOOR, 0",
        "33, -1, -2, CEILING, 0",
        "-33, 1, -2, FLOOR, -1"})
    void ofAmountAndRate(
        long amount, long rate, int rateExponent, RoundingMode rounding, long part) {
        assertThat(Money.rate(amount, rate, rateExponent, rounding)).isEqualTo(part);
    }

    @Test
    void whatDoesNotFitIsAbsent() {
        assertThat(Money.of(9_223_372_036_854_775_807L, -7, 100_000_000, -8, RoundingMode.FLOOR))
            .isEqualTo(Event.ABSENT);
        assertThat(Money.of(Long.MAX_VALUE, -9, 100_000_001, -7, RoundingMode.FLOOR))
            .isEqualTo(Event.ABSENT);
        assertThat(Money.of(Long.MAX_VALUE, 0, Long.MAX_VALUE, 0, RoundingMode.FLOOR))
            .isEqualTo(Event.ABSENT);
        assertThat(Money.of(1, 18, 1, 0, RoundingMode.FLOOR)).isEqualTo(Event.ABSENT);
        assertThat(Money.of(Event.ABSENT, 0, 0, 0, RoundingMode.FLOOR)).isEqualTo(Event.ABSENT);
        assertThat(Money.of(0, 0, Event.ABSENT, 0, RoundingMode.FLOOR)).isEqualTo(Event.ABSENT);
        assertThat(Money.rate(Event.ABSENT, 0, 0, RoundingMode.UP)).isEqualTo(Event.ABSENT);
        assertThat(Money.share(Event.ABSENT, 1, 2, RoundingMode.UP)).isEqualTo(Event.ABSENT);
        // The one number that rounding up takes over the edge.
        assertThat(Money.rate(Long.MAX_VALUE, 1, 0, RoundingMode.UP)).isEqualTo(Long.MAX_VALUE);
        // 24 * 3843071682022823253 = 10 * 9223372036854775807 + 2
        assertThat(Money.rate(24, 3_843_071_682_022_823_253L, -1, RoundingMode.DOWN))
            .isEqualTo(Long.MAX_VALUE);
        assertThat(Money.rate(24, 3_843_071_682_022_823_253L, -1, RoundingMode.UP))
            .isEqualTo(Event.ABSENT);
        assertThat(Money.rate(-24, 3_843_071_682_022_823_253L, -1, RoundingMode.UP))
            .isEqualTo(Event.ABSENT);
    }

    @ParameterizedTest
    @CsvSource({"5, 7, 12, -2", "9223372036854775807, 0, 9223372036854775807, 9223372036854775807",
        "9223372036854775807, 1, ABSENT, 9223372036854775806",
        "-9223372036854775807, -1, ABSENT, -9223372036854775806",
        "-9223372036854775807, 1, -9223372036854775806, ABSENT",
        "ABSENT, 1, ABSENT, ABSENT", "1, ABSENT, ABSENT, ABSENT"})
    void sums(String a, String b, String sum, String difference) {
        assertThat(Money.add(number(a), number(b))).isEqualTo(number(sum));
        assertThat(Money.subtract(number(a), number(b))).isEqualTo(number(difference));
    }

    private static long number(String text) {
        return text.equals("ABSENT") ? Event.ABSENT : Long.parseLong(text);
    }

    @Test
    void agreesWithBigDecimal() {
        long seed = Long.getLong("tickwire.seed", System.identityHashCode(this));
        System.out.println("MoneyTest seed " + seed);
        Random random = new Random(seed);
        int fitting = 0;
        for (int i = 0; i < 200_000; i++) {
            long a = any(random);
            long b = any(random);
            int aExponent = -random.nextInt(19);
            int bExponent = -random.nextInt(19);
            RoundingMode rounding = ROUNDINGS.get(random.nextInt(ROUNDINGS.size()));
            BigDecimal exact = BigDecimal.valueOf(a, -aExponent)
                .multiply(BigDecimal.valueOf(b, -bExponent));
            long amount = amount(exact, rounding);
            fitting += amount == Event.ABSENT ? 0 : 1;
            String what = a + "e" + aExponent + " * " + b + "e" + bExponent + " " + rounding;
            assertThat(Money.of(a, aExponent, b, bExponent, rounding)).as(what).isEqualTo(amount);
            assertThat(Money.rate(a, b, bExponent, rounding)).as(what).isEqualTo(amount(
                BigDecimal.valueOf(a, 8).multiply(BigDecimal.valueOf(b, -bExponent)), rounding));
            long whole = Math.max(1, Math.abs(b));
            long part = 1 + (long) (random.nextDouble() * (whole - 1));
            assertThat(Money.share(a, part, whole, rounding)).as(what).isEqualTo(
                amount(BigDecimal.valueOf(a).multiply(BigDecimal.valueOf(part))
                    .divide(BigDecimal.valueOf(whole), 0, rounding).movePointLeft(8), rounding));
        }
        assertThat(fitting).isBetween(20_000, 190_000);
    }

    /** Of any size, so that small and large are as frequent. */
    private static long any(Random random) {
        long value = random.nextLong() >> random.nextInt(63);
        return value == Event.ABSENT ? 0 : value;
    }

    private static long amount(BigDecimal exact, RoundingMode rounding) {
        BigInteger units = exact.setScale(8, rounding).unscaledValue();
        return units.bitLength() < 64 && units.longValue() != Event.ABSENT
            ? units.longValue() : Event.ABSENT;
    }
}
