package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.budget.Budget;
import io.tickwire.engine.core.TestConfigs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.RecordedOutputs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A venue that wants to hear from us hears from us: when, on which connections, and how often. */
class ConnectionKeepAliveTest {
    private static final long EVERY_NS = 10_000_000_000L;

    private final Given given = new Given();
    private final RecordedOutputs outputs = new RecordedOutputs();
    private final FeedStage feed = new FeedStage(
        TestConfigs.counting(), 1, new Budget(FeedCall.values().length));

    private void on(Event input) {
        outputs.begin(input);
        feed.onEvent(input, outputs);
    }

    private void plan(int link, long everyNs) {
        on(given.link(link, LinkFact.PLANNED).set(LinkFields.GROUP, 1)
            .set(LinkFields.KEEP_ALIVE_NS, everyNs));
    }

    /** What a TIMER after so long asks for of that action, by link and attempt. */
    private List<String> asked(String action, long afterNs) {
        outputs.take();
        on(given.after(afterNs).timer(0));
        String start = "FEED_REQUEST @";
        String middle = " action=" + action + " attempt=";
        return outputs.take().stream().filter(one -> one.startsWith(start))
            .filter(one -> one.contains(middle))
            .map(one -> one.substring(start.length()).replace(middle, "/").split(" ")[0]).toList();
    }

    private List<String> asked(long afterNs) {
        return asked("keep alive", afterNs);
    }

    private void open(int link) {
        assertThat(asked("connect", 1)).containsExactly(link + "/1");
        on(given.link(link, LinkFact.OPENED));
    }

    @Test
    void eachTimeItsTimeHasCome() {
        plan(1, EVERY_NS);
        open(1);
        assertThat(asked(EVERY_NS - 1)).isEmpty();
        assertThat(asked(1)).containsExactly("1/1");
        assertThat(asked(EVERY_NS)).as("until it was done").isEmpty();
        on(given.link(1, LinkFact.KEPT_ALIVE));
        assertThat(asked(EVERY_NS - 1)).isEmpty();
        assertThat(asked(1)).containsExactly("1/1");
    }

    @Test
    void notOnAConnectionThatIsNotOpen() {
        plan(1, EVERY_NS);
        assertThat(asked(EVERY_NS)).as("not connected").isEmpty();
        on(given.link(1, LinkFact.OPENED));
        on(given.link(1, LinkFact.CLOSED).set(LinkFields.CLOSE_CODE, 1006));
        assertThat(asked(EVERY_NS)).as("closed").isEmpty();
    }

    @Test
    void notWhereTheVenueDoesNotWantIt() {
        plan(1, Event.ABSENT);
        open(1);
        assertThat(asked(100 * EVERY_NS)).isEmpty();
    }

    @Test
    void aNewConnectionBeginsAnew() {
        plan(1, EVERY_NS);
        open(1);
        assertThat(asked(EVERY_NS)).containsExactly("1/1");
        on(given.link(1, LinkFact.CLOSED).set(LinkFields.CLOSE_CODE, 1006));
        while (asked("connect", 1_000_000_000L).isEmpty()) {
            // The back-off runs.
        }
        on(given.link(1, LinkFact.OPENED).set(LinkFields.ATTEMPT, 2));
        assertThat(asked(EVERY_NS - 1)).isEmpty();
        assertThat(asked(1)).containsExactly("1/2");
        on(given.link(1, LinkFact.KEPT_ALIVE).set(LinkFields.ATTEMPT, 1));
        assertThat(asked(EVERY_NS)).as("that fact is about another connection").isEmpty();
    }
}
