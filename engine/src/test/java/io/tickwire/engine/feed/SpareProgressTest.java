package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.stage.Given;
import org.junit.jupiter.api.Test;

/** What is known of the connection that stands by. */
final class SpareProgressTest {
    private final SpareProgress spare = new SpareProgress(StreamTraits.QUOTE);
    private final Given given = new Given();

    @Test
    void theHighestIdWaits() {
        assertThat(spare.waitingId).isEqualTo(-1);
        spare.waits(7);
        spare.waits(5);
        assertThat(spare.waitingId).isEqualTo(7);
    }

    @Test
    void itIsAheadSinceItWasFirstAskedFor() {
        assertThat(spare.isAheadFor(10, 1_000)).isFalse();
        assertThat(spare.isAheadFor(10, 1_010)).as("at the limit").isFalse();
        assertThat(spare.isAheadFor(10, 1_011)).isTrue();
    }

    @Test
    void aNewNumberingForgetsIdsButNotThatItWasHeard() {
        spare.ticks.take(given.quote(2, 1, 50), 0);
        spare.heard = true;
        spare.waits(7);
        spare.renumbered();
        assertThat(spare.ticks.isEmpty()).isTrue();
        assertThat(spare.waitingId).isEqualTo(-1);
        assertThat(spare.heard).isTrue();
    }

    @Test
    void goneItIsForgotten() {
        spare.ticks.take(given.quote(2, 1, 50), 0);
        spare.heard = true;
        spare.waits(7);
        spare.isAheadFor(10, 1_000);
        spare.reset();
        assertThat(spare.ticks.isEmpty()).isTrue();
        assertThat(spare.heard).isFalse();
        assertThat(spare.waitingId).isEqualTo(-1);
        assertThat(spare.isAheadFor(10, 5_000)).as("counted from here").isFalse();
    }
}
