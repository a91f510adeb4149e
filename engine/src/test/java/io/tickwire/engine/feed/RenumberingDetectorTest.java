package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.stage.Given;
import org.junit.jupiter.api.Test;

/** When older ticks are those of a new numbering. */
final class RenumberingDetectorTest {
    private static final long MINUTE = 60_000_000_000L;

    private final RenumberingDetector detector = new RenumberingDetector();

    private boolean older(int times, long atNs) {
        boolean certain = false;
        for (int i = 0; i < times; i++) {
            certain = detector.isCertainAfter(Given.START_NS + atNs);
        }
        return certain;
    }

    @Test
    void itTakesTenTicks() {
        assertThat(older(8, 0)).isFalse();
        assertThat(older(1, 2 * MINUTE)).as("the ninth").isFalse();
        assertThat(older(1, 2 * MINUTE)).isTrue();
    }

    @Test
    void itTakesMoreThanAMinute() {
        assertThat(older(10, 0)).isFalse();
        assertThat(older(1, MINUTE)).as("at the limit").isFalse();
        assertThat(older(1, MINUTE + 1)).isTrue();
    }

    @Test
    void whateverIsNewBeginsItAnew() {
        older(9, 0);
        detector.reset();
        assertThat(older(1, 2 * MINUTE)).isFalse();
        assertThat(older(8, 4 * MINUTE)).as("the ninth").isFalse();
        assertThat(older(1, 4 * MINUTE)).isTrue();
    }
}
