package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import org.junit.jupiter.api.Test;

/** What REST says about a socket in doubt. */
final class RestEvidenceTest {
    private final RestEvidence rest = new RestEvidence();

    @Test
    void itIsAheadSinceTheFirstThatTheSocketLacks() {
        assertThat(rest.isAhead()).isFalse();
        rest.ahead(100);
        rest.ahead(150);
        assertThat(rest.isAheadFor(50, 149)).isFalse();
        assertThat(rest.isAheadFor(50, 150)).as("at the limit").isTrue();
        rest.caughtUp();
        assertThat(rest.isAheadFor(50, 1_000)).isFalse();
    }

    @Test
    void anAnswerIsWantedUntilItIsAskedFor() {
        rest.want(100);
        rest.want(150);
        assertThat(rest.isProbePendingFor(50, 149)).isFalse();
        assertThat(rest.isProbePendingFor(50, 150)).as("at the limit").isTrue();
        rest.unanswered = true;
        rest.asked();
        assertThat(rest.isProbePending()).isFalse();
        assertThat(rest.unanswered).isFalse();
    }

    @Test
    void anAnswerIsNoAnswerMissing() {
        rest.unanswered = true;
        rest.answered(100);
        assertThat(rest.unanswered).isFalse();
        assertThat(rest.answeredNs).isEqualTo(100);
    }

    @Test
    void rowsMoveFromAnswerToAnswerAndNotFromWhatCameBeforePolls() {
        rest.answered(5_000, 100);
        rest.pollsBegan();
        rest.answered(6_000, 200);
        assertThat(rest.moves).as("the first").isFalse();
        rest.answered(6_000, 300);
        rest.answered(Event.ABSENT, 400);
        rest.answered(5_999, 500);
        assertThat(rest.moves).isFalse();
        assertThat(rest.answeredNs).isEqualTo(500);
        rest.answered(6_001, 600);
        assertThat(rest.moves).isTrue();
        rest.answered(6_001, 700);
        assertThat(rest.moves).as("still").isTrue();
        rest.pollsBegan();
        assertThat(rest.moves).isFalse();
    }

    @Test
    void aNewSubscriptionKeepsTheTimeOfTheAnswerAlone() {
        rest.answered(100);
        rest.ahead(110);
        rest.want(120);
        rest.hasBase = true;
        rest.unanswered = true;
        rest.subscribed();
        assertThat(rest.answeredNs).isEqualTo(100);
        assertThat(rest.isAhead() || rest.isProbePending() || rest.hasBase || rest.unanswered)
            .isFalse();
    }

    @Test
    void ourOwnStallIsAddedToWhatThereIs() {
        rest.answered(100);
        rest.stalled(30, 200);
        assertThat(rest.answeredNs).isEqualTo(130);
        assertThat(rest.isAhead() || rest.isProbePending()).isFalse();
        rest.ahead(200);
        rest.want(200);
        rest.stalled(30, 220);
        assertThat(rest.isAheadFor(1, 220)).as("never beyond now").isFalse();
        assertThat(rest.isProbePendingFor(1, 220)).isFalse();
        assertThat(rest.isAheadFor(1, 221)).isTrue();
    }
}
