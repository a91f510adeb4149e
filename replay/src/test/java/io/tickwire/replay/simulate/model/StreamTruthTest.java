package io.tickwire.replay.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a stream's sockets owe, by a few cases. */
final class StreamTruthTest {
    private static final long S = 1_000_000_000L;

    private final StreamTruth truth = new StreamTruth();

    @Test
    void owesNothingBeforeAnythingIsMade() {
        assertThat(truth.missingSinceNs()).isEqualTo(-1);
    }

    @Test
    void owesFromTheOldestThatWasNotBroughtOn() {
        truth.made(1, 1 * S);
        truth.made(2, 2 * S);
        truth.made(3, 3 * S);
        truth.brought(1, 1, 1 * S, 1 * S);

        assertThat(truth.missingSinceNs()).isEqualTo(2 * S);
        assertThat(truth.newestMissingNs()).isEqualTo(3 * S);
    }

    @Test
    void newerNewsMakesUpForOlder() {
        truth.made(1, 1 * S);
        truth.made(2, 2 * S);
        truth.brought(2, 2, 2 * S, 3 * S);

        assertThat(truth.missingSinceNs()).isEqualTo(-1);
        assertThat(truth.skippedNs()).isEqualTo(1 * S);
        assertThat(truth.lagNs()).isEqualTo(1 * S);
    }

    @Test
    void olderNewsIsNone() {
        truth.made(1, 1 * S);
        truth.made(2, 2 * S);
        truth.brought(2, 2, 2 * S, 3 * S);
        truth.brought(1, 1, 1 * S, 4 * S);

        assertThat(truth.broughtNs()).isEqualTo(3 * S);
    }

    @Test
    void whatRestHasBroughtIsStillOwed() {
        truth.subscribed(1 * S);
        truth.made(1, 2 * S);
        truth.brought(1, 1, 2 * S, 2 * S);
        truth.made(2, 3 * S);
        truth.polled(2, 2, 4 * S);

        assertThat(truth.missingSinceNs()).isEqualTo(3 * S);
    }

    @Test
    void whatSaysTheSameAgainIsNotOwed() {
        truth.subscribed(1 * S);
        truth.made(1, 2 * S);
        truth.brought(1, 77, 2 * S, 2 * S);
        truth.made(2, 3 * S);
        truth.made(3, 4 * S);
        truth.polled(3, 77, 5 * S);

        assertThat(truth.missingSinceNs()).isEqualTo(-1);
    }

    @Test
    void aNewSocketNeedNotBringWhatRestToldBeforeIt() {
        truth.made(1, 1 * S);
        truth.polled(1, 1, 2 * S);
        truth.subscribed(3 * S);

        assertThat(truth.missingSinceNs()).isEqualTo(-1);
    }

    @Test
    void norWhatRestTellsFirstAfterIt() {
        truth.made(1, 1 * S);
        truth.subscribed(2 * S);
        assertThat(truth.missingSinceNs()).isEqualTo(1 * S);
        truth.made(2, 3 * S);
        truth.polled(2, 2, 4 * S);
        assertThat(truth.missingSinceNs()).isEqualTo(-1);

        truth.made(3, 5 * S);
        truth.polled(3, 3, 6 * S);
        assertThat(truth.missingSinceNs()).isEqualTo(5 * S);
    }

    @Test
    void whatCameWithAFrozenTimeIsOwedButHardToNotice() {
        truth.made(1, 1 * S);
        truth.broughtFrozen(1, 2 * S);
        assertThat(truth.missingSinceNs()).isEqualTo(1 * S);
        assertThat(truth.noticeableUntilNs(9 * S)).isEqualTo(2 * S);

        truth.made(2, 8 * S);
        assertThat(truth.noticeableUntilNs(9 * S)).isEqualTo(9 * S);
    }

    @Test
    void remembersMoreThanItBeganWith() {
        for (int i = 1; i <= 1_000; i++) {
            truth.made(i, i * S);
        }
        truth.brought(700, 700, 700 * S, 1_000 * S);

        assertThat(truth.missingSinceNs()).isEqualTo(701 * S);
        assertThat(truth.newestMissingNs()).isEqualTo(1_000 * S);
    }
}
