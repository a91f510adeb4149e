package io.tickwire.replay.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The venue's minute is that of its own clock. */
final class ModelWeightMeterTest {
    private static final long S = 1_000_000_000L;
    private static final long MINUTE = 60 * S;
    private static final long START = 1_000 * MINUTE;

    private final VenueTime time = new VenueTime(START, 10 * S, 0);
    private final ModelWeightMeter meter = new ModelWeightMeter(time, 1200);

    @Test
    void aMinuteEndsWhenTheVenuesDoes() {
        meter.spend(5, START);
        meter.spend(6, START + 49 * S);
        assertThat(meter.used(START + 49 * S)).isEqualTo(11);

        assertThat(meter.used(START + 50 * S)).isZero();
    }

    @Test
    void whatOthersSpendCountsEvenly() {
        meter.shared(600, START, START + 10 * MINUTE);
        meter.spend(7, START + 10 * S);

        assertThat(meter.used(START + 10 * S)).isEqualTo(107);
        assertThat(meter.ours(START + 10 * S)).isEqualTo(7);
        // Ten seconds into the next minute of the venue.
        assertThat(meter.used(START + 60 * S)).isEqualTo(100);
    }

    @Test
    void othersStop() {
        meter.shared(600, START, START + 10 * S);

        assertThat(meter.used(START + 40 * S)).isEqualTo(100);
    }
}
