package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.journal.MemoryJournal;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.stage.Given;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The journal before anything else: what the I/O thread is handed is written by then. */
final class JournalStageTest {
    private static final int LINK = 3;

    private final MemoryJournal memory = MemoryJournal.open(
        "s", TestConfigs.COUNTING, TestSession.SHORT_SEGMENT, (segment, from, to) -> { });
    private final OutboundRing ring = new OutboundRing(this::handedOn);
    private final JournalStage journal = new JournalStage(memory.writer(),
        Stages.create(TestConfigs.counting(), "s", new Strategy() { }), ring);
    private final Given given = new Given();
    /** Of each request, as the I/O thread gets it, and of the last record then. */
    private final List<String> requests = new ArrayList<>();
    private final List<String> journaled = new ArrayList<>();

    @BeforeEach
    void begin() {
        journal.writeHead(Given.START_NS);
        journal.append(given.timer(0));
    }

    /** What an I/O thread would see that is as fast as can be. */
    private void handedOn() {
        assertThat(ring.poll(request -> requests.add(text(request)))).isEqualTo(1);
        String last = "nothing";
        Event record;
        while ((record = memory.poll()) != null) {
            last = text(record);
        }
        journaled.add(last);
    }

    private static String text(Event record) {
        return record.type() + " " + record.sequence() + "." + record.ordinal()
            + (record.type() != EventType.FEED_REQUEST ? "" : " link " + record.link() + " "
                + FeedAction.of(record.get(FeedRequestFields.ACTION)) + " "
                + record.get(FeedRequestFields.ATTEMPT) + " crc "
                + record.buffer().getInt(record.offset() + Header.CRC));
    }

    private void request(FeedAction action, long attempt) {
        journal.claim(EventType.FEED_REQUEST, 0).link(LINK)
            .set(FeedRequestFields.ACTION, action.ordinal())
            .set(FeedRequestFields.ATTEMPT, attempt);
        journal.commit();
    }

    @Test
    void eachRequestIsWrittenBeforeItIsHandedOn() {
        List<String> begun = new ArrayList<>();
        for (FeedAction action : FeedAction.values()) {
            request(action, 7 + action.ordinal());
            begun.add("FEED_REQUEST 1." + (1 + action.ordinal()) + " link 3 " + action + " "
                + (7 + action.ordinal()));
        }
        assertThat(requests).as("all of them, none twice").isEqualTo(journaled)
            .extracting(request -> request.substring(0, request.indexOf(" crc ")))
            .isEqualTo(begun);
    }

    @Test
    void nothingElseIsHandedOn() {
        for (EventType type : List.of(EventType.FEED_STATUS, EventType.SIGNAL,
            EventType.ORDER_INTENT, EventType.RISK_REFUSAL, EventType.ORDER)) {
            journal.claim(type, 1);
            journal.commit();
        }
        assertThat(requests).isEmpty();
        assertThat(ring.poll(request -> { })).isZero();
    }
}
