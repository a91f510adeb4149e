package io.tickwire.engine.market.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.market.MarketSymbol;
import org.junit.jupiter.api.Test;

/** Positions by numbers that were worked out by hand; money has eight decimals. */
final class AccountPositionTest {
    private static final MarketSymbol SYMBOL = new MarketSymbol("AUSDT", 2, 3, 10_000, 1, 1_000);
    private static final long ONE = 1_000;
    private static final long CENT = 1_000_000;

    private final AccountPosition position = new AccountPosition(SYMBOL);

    /** 3 at 100 and 1 at 104 cost 404, which is 101 each; one sold at 103 brings 2. */
    @Test
    void aPartIsClosedAtTheAveragePrice() {
        assertThat(position.fill(3 * ONE, 10_000, 0, 1)).isZero();
        assertThat(position.fill(ONE, 10_400, 0, 2)).isZero();
        assertThat(position.cost()).isEqualTo(40_400 * CENT);

        assertThat(position.fill(-ONE, 10_300, 0, 3)).isEqualTo(200 * CENT);
        assertThat(position.quantity()).isEqualTo(3 * ONE);
        assertThat(position.cost()).isEqualTo(30_300 * CENT);
        assertThat(position.updatedNs()).isEqualTo(3);
    }

    /** 3 at 101 sold with 2 more at 103: 6 are won, and 2 are short for 206. */
    @Test
    void aSaleOfMoreThanThereIsTurnsThePosition() {
        position.fill(3 * ONE, 10_100, 7, 1);

        assertThat(position.fill(-5 * ONE, 10_300, 10 * CENT, 2)).isEqualTo(600 * CENT);
        assertThat(position.quantity()).isEqualTo(-2 * ONE);
        assertThat(position.cost()).isEqualTo(-20_600 * CENT);
        // Of the commission two fifths are the new position's: 206.00 less 0.04.
        assertThat(position.breakEvenCost()).isEqualTo(-20_596 * CENT);
    }

    /** 4 cost 400 and 0.40; one sold at 102 for 0.05 wins 2: three must bring 298.45. */
    @Test
    void itBreaksEvenWithAllThatWasPaidAndWonSinceItBegan() {
        position.fill(4 * ONE, 10_000, 40 * CENT, 1);
        position.fill(-ONE, 10_200, 5 * CENT, 2);

        assertThat(position.breakEvenCost()).isEqualTo(29_845 * CENT);
    }

    /** 300.02 for three: a third is 100.00666667, and what is left over is in the last. */
    @Test
    void thirdsAddUp() {
        position.fill(ONE, 10_000, 0, 1);
        position.fill(2 * ONE, 10_001, 0, 1);

        assertThat(position.fill(-ONE, 10_001, 0, 2)).isEqualTo(333_333);
        assertThat(position.fill(-ONE, 10_001, 0, 2)).isEqualTo(333_333);
        assertThat(position.fill(-ONE, 10_001, 0, 2)).isEqualTo(333_334);
        assertThat(position.quantity()).isZero();
        assertThat(position.cost()).isZero();
        assertThat(position.breakEvenCost()).isZero();
    }

    /** 2 short at 100: the mark at 101.5 is a loss of 3. */
    @Test
    void aShortPositionLosesWhereTheMarkRises() {
        position.fill(-2 * ONE, 10_000, 0, 1);

        assertThat(position.value(10_150_000_000L)).isEqualTo(-20_300 * CENT);
        assertThat(position.unrealised(10_150_000_000L)).isEqualTo(-300 * CENT);
    }

    /** 0.01 times 0.125 at eight decimals and beyond: half is rounded away from zero. */
    @Test
    void halfIsRoundedUp() {
        assertThat(Money.product(1, 8, 5, 1)).isEqualTo(1);
        assertThat(Money.product(-1, 8, 5, 1)).isEqualTo(-1);
        assertThat(Money.product(1, 8, 4, 1)).isZero();
        assertThat(Money.share(5, 1, 2)).isEqualTo(3);
        assertThat(Money.share(-5, 1, 2)).isEqualTo(-3);
    }

    @Test
    void whatDoesNotFitIsNoNumber() {
        assertThatThrownBy(() -> Money.product(Long.MAX_VALUE, 0, 1, 0))
            .isInstanceOf(ArithmeticException.class);
    }
}
