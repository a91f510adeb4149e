package io.tickwire.perf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final int ROUNDS = 1_000;

    /** As many are below the median as above it. */
    @Test
    void halfIsBelowAndHalfAbove() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            double[] values = random.doubles(1 + random.nextInt(20), 0, 100).toArray();
            Spread spread = Spread.of(values);
            long below = Arrays.stream(values).filter(one -> one < spread.median()).count();
            long above = Arrays.stream(values).filter(one -> one > spread.median()).count();
            assertThat(below).as("seed %d", seed).isEqualTo(above);
            assertThat(spread.least()).isEqualTo(Arrays.stream(values).min().getAsDouble());
            assertThat(spread.most()).isEqualTo(Arrays.stream(values).max().getAsDouble());
        }
    }

    @Test
    void twoHaveTheirMean() {
        assertThat(Spread.of(3, 1).median()).isCloseTo(2, within(1e-12));
        assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
    }
}
