package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MINUTE;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static io.tickwire.engine.feed.FeedRig.only;
import static io.tickwire.engine.feed.FeedRig.polls;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REST that fails is asked ever less, for as long as it fails, and back at once after a loss. */
final class CallBackOffTest {
    private final FeedRig rig = new FeedRig();
    private Predicate<FeedRig.Poll> fails = any -> true;

    /** All sockets are refused, so that everything is polled from the next TIMER on. */
    private CallBackOffTest polled(int instruments, StreamKind... kinds) {
        rig.plan(instruments, kinds).timer();
        rig.answer();
        rig.refused(1, 60 * MINUTE);
        rig.refused(3, 60 * MINUTE);
        return this;
    }

    /** What is asked while calls end so: a status, or an outcome with none. */
    private List<String> asked(String how, long ns) {
        List<String> asked = new ArrayList<>();
        for (long left = ns; left > 0; left -= TIMER) {
            for (FeedRig.Poll poll : List.copyOf(rig.polls.values())) {
                if (fails.test(poll)) {
                    end(poll, how);
                } else {
                    rig.rows(poll);
                    end(poll, "200");
                }
            }
            asked.addAll(polls(rig.rest(false).run(TIMER)));
        }
        return asked;
    }

    private void end(FeedRig.Poll poll, String how) {
        if (Character.isDigit(how.charAt(0))) {
            rig.answered(poll, Integer.parseInt(how), 0, Event.ABSENT);
        } else {
            rig.polls.remove(poll.number());
            rig.on(rig.given.call(CallOutcome.valueOf(how), poll.number())
                .set(CallFields.CALL, poll.call().ordinal())
                .set(CallFields.HTTP_STATUS, how.equals("UNUSABLE") ? 200 : 0)
                .set(CallFields.WAIT_NS, 0).instrument(poll.instrument()));
        }
    }

    /** Without a back-off three symbols make it 300 calls and 6,000. */
    @ParameterizedTest
    @CsvSource({"401, 25, 20", "403, 25, 20", "451, 25, 20", "302, 25, 20", "407, 25, 20",
        "404, 60, 100", "410, 60, 100", "400, 90, 100", "500, 90, 950", "502, 90, 950",
        "503, 90, 950", "408, 90, 950", "UNUSABLE, 25, 20", "NO_ANSWER, 90, 950",
        "NOT_SENT, 90, 950"})
    void whateverFailsIsAskedEverLess(String how, int mostAtFirst, int mostThen) {
        polled(3);
        assertThat(asked(how, 27 * SECOND)).hasSizeBetween(6, mostAtFirst);
        assertThat(asked(how, 10 * MINUTE)).as("for minutes").hasSizeBetween(4, mostThen);
    }

    @ParameterizedTest
    @CsvSource({"403, 120", "404, 120", "451, 120", "503, 5", "UNUSABLE, 120", "NOT_SENT, 5"})
    void whoeverIsBackIsAskedSoon(String how, long longestS) {
        polled(1);
        asked(how, 20 * MINUTE);
        List<String> asked = asked("200", longestS * SECOND + TIMER);
        assertThat(only(asked, "poll quote")).as("and then as ever").isNotEmpty();
        assertThat(only(asked("200", 5 * SECOND), "poll quote")).hasSizeBetween(9, 11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"403", "404", "503", "UNUSABLE", "NO_ANSWER", "400"})
    void oneFailureDelaysNobody(String how) {
        polled(1, StreamKind.QUOTE);
        asked("200", SECOND);
        while (rig.polls.isEmpty()) {
            rig.after(TIMER).timer();
        }
        rig.polls.values().stream().toList().forEach(poll -> end(poll, how));
        assertThat(asked("200", 500 * FeedRig.MS)).hasSize(1);
    }

    /** REST may be well by then: nobody knows, so it is asked. */
    @ParameterizedTest
    @ValueSource(strings = {"403", "503", "NO_ANSWER", "UNUSABLE", "400"})
    void aNewLossIsPolledAtOnceWhateverFailedBefore(String how) {
        rig.streaming();
        rig.closed(3);
        fails = poll -> poll.call() != FeedCall.QUOTE;
        asked(how, 5 * MINUTE);
        rig.closed(1);
        assertThat(only(rig.after(TIMER).timer(), "poll quote")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "UNUSABLE"})
    void aCallThatFailsDoesNotHoldOthersBack(String how) {
        polled(1, StreamKind.QUOTE, StreamKind.MARK);
        fails = poll -> poll.call() == FeedCall.MARK;
        List<String> asked = asked(how, MINUTE);
        assertThat(only(asked, "poll mark")).hasSizeLessThan(12);
        assertThat(only(asked, "poll quote")).hasSizeGreaterThan(100);
    }

    /** Such as one of a symbol that the venue has no more. */
    @Test
    void aRequestThatIsRefusedForWhatItAsksHoldsNoOtherBack() {
        polled(2, StreamKind.QUOTE);
        fails = poll -> poll.instrument() == 1;
        List<String> asked = asked("400", MINUTE);
        assertThat(only(asked, "poll quote 1")).hasSizeLessThan(12);
        assertThat(only(asked, "poll quote 2")).hasSizeGreaterThan(100);
    }

    /** A venue that is down is not asked for each of its symbols. */
    @ParameterizedTest
    @ValueSource(strings = {"404", "503", "NO_ANSWER"})
    void oneSymbolIsATrialForTheOthers(String how) {
        polled(3, StreamKind.MARK);
        asked(how, 10 * SECOND);
        for (int i = 0; i < MINUTE / TIMER; i++) {
            assertThat(rig.polls.size()).isLessThanOrEqualTo(1);
            asked(how, TIMER);
        }
        assertThat(only(asked("200", 3 * MINUTE), "poll mark")).as("then as ever")
            .contains("poll mark 1 poll", "poll mark 2 poll", "poll mark 3 poll")
            .hasSizeGreaterThan(300);
    }

    @Test
    void whereWeAreRefusedOneCallIsATrialForAll() {
        polled(3);
        asked("403", MINUTE);
        for (int i = 0; i < 5 * MINUTE / TIMER; i++) {
            assertThat(rig.polls.size()).isLessThanOrEqualTo(1);
            asked("403", TIMER);
        }
    }

    /** Whoever refused us may have gone with it; if not, that was one call. */
    @ParameterizedTest
    @ValueSource(strings = {"403", "404", "451", "UNUSABLE"})
    void aSocketThatOpensEndsTheWaitForOneTrial(String how) {
        polled(1, StreamKind.QUOTE);
        asked(how, 10 * MINUTE);
        while (!asked(how, TIMER).isEmpty() || !rig.polls.isEmpty()) {
            // One has just failed, and the next is minutes away.
            asked(how, TIMER);
        }
        rig.opened(3);
        assertThat(asked(how, 10 * SECOND)).as("still refused").hasSizeBetween(1, 2);
        rig.opened(3);
        assertThat(only(asked("200", 5 * SECOND), "poll quote")).hasSizeBetween(9, 11);
    }

    @Test
    void whatTheVenueAskedUsToWaitIsWaitedWhateverOpens() {
        polled(1, StreamKind.QUOTE);
        rig.run(TIMER);
        rig.answerAll(429, MINUTE);
        rig.opened(3);
        assertThat(asked("200", 59 * SECOND)).isEmpty();
    }

    @Test
    void goesOnAfterARestart() {
        polled(2);
        asked("403", 20 * SECOND);
        byte[] before = rig.state();
        assertThat(rig.restore().state()).isEqualTo(before);
        assertThat(asked("403", 10 * SECOND)).hasSizeLessThan(3);
    }
}
