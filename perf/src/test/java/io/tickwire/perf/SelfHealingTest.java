package io.tickwire.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.replay.Replayer;
import io.tickwire.transport.live.LiveRun;
import io.tickwire.transport.live.LoopbackVenue;
import io.tickwire.transport.venues.VenueRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a loss: a venue in a process of its own closes its sockets for a while and goes
 * on answering REST. What the engine did is read from the journal by a few plain lines here, and
 * the session is replayed.
 */
final class SelfHealingTest {
    @TempDir
    Path folder;

    private boolean hasPolled;

    // What the journal says, in order.
    private final List<FeedFlag> flags = new ArrayList<>();
    private final List<FeedState> states = new ArrayList<>();
    private int timersFromLossToPoll = -1;
    private int polledTicks;
    private final Set<EventType> polledTypes = EnumSet.noneOf(EventType.class);

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void socketsThatAreClosedArePolledAtOnceAndTakenBackAndTheSessionReplaysIdentical()
        throws Exception {
        Path faults = Files.writeString(folder.resolve("faults.yaml"),
            "faults:\n  - {at: 15s, for: 12s, fault: sockets-closed}\n");
        Config config = ConfigReader.read(String.join("\n",
            "feed: {stableAfter: 1s}",
            "reconnect: {min: 100ms, max: 500ms, stormPerMinute: 100}",
            "engine: {arena: 1MiB}", "journal: {segment: 2MiB}", "http: {port: off}", ""));
        Path journal;
        try (LoopbackVenue venue =
                LoopbackVenue.start("--faults", faults.toString(), "--seed", "11");
            SessionFolder session =
                SessionFolder.create(folder.resolve("data"), config, Instant.now(), "test")) {
            journal = session.journal();
            CompletableFuture<Void> healed = new CompletableFuture<>();
            LiveRun.Outcome outcome = LiveRun.run(
                LiveRun.Settings.begin(
                    session, config, VenueRegistry.client(config, venue.roots()))
                    .withDuration(TimeUnit.SECONDS.toNanos(90)),
                record -> stopWhenGreenAgain(record, healed), line -> { }, healed);
            assertThat(outcome.failure()).isNull();
        }
        Replayer.Result replay = Replayer.replay(journal, (events, engineNs) -> { });
        assertThat(replay.isIdentical()).as(replay.verdict()).isTrue();

        read(journal);
        assertThat(flags).containsExactly(
            FeedFlag.YELLOW, FeedFlag.GREEN, FeedFlag.YELLOW, FeedFlag.GREEN);
        assertThat(states).containsSubsequence(FeedState.STREAMING, FeedState.POLLING,
            FeedState.RECOVERING, FeedState.STREAMING);
        assertThat(timersFromLossToPoll).as("TIMERs from the loss to the first poll")
            .isBetween(0, 1);
        assertThat(polledTypes).contains(
            EventType.QUOTE, EventType.TRADE, EventType.STATS, EventType.MARK);
        assertThat(polledTicks).isGreaterThan(50);
    }

    /** On the observer's thread. */
    private void stopWhenGreenAgain(Event record, CompletableFuture<Void> healed) {
        if (isVenueStatus(record)) {
            hasPolled |= record.get(FeedStatusFields.STATE) == FeedState.POLLING.ordinal();
            if (hasPolled && record.get(FeedStatusFields.FLAG) == FeedFlag.GREEN.ordinal()) {
                healed.complete(null);
            }
        }
    }

    private static boolean isVenueStatus(Event record) {
        return record.type() == EventType.FEED_STATUS && record.instrument() == 0;
    }

    private void read(Path journal) throws Exception {
        JournalReader reader = JournalReader.open(journal);
        Event record;
        int timersSinceLoss = -1;
        while ((record = reader.next()) != null) {
            EventType type = record.type();
            if (isVenueStatus(record)) {
                note(flags, FeedFlag.of(record.get(FeedStatusFields.FLAG)));
                note(states, FeedState.of(record.get(FeedStatusFields.STATE)));
            } else if (type == EventType.LINK && timersSinceLoss < 0
                && record.get(LinkFields.FACT) == LinkFact.CLOSED.ordinal()) {
                timersSinceLoss = 0;
            } else if (type == EventType.TIMER && timersSinceLoss >= 0) {
                timersSinceLoss++;
            } else if (type == EventType.FEED_REQUEST && timersSinceLoss >= 0
                && timersFromLossToPoll < 0
                && record.get(FeedRequestFields.ACTION) == FeedAction.POLL.ordinal()) {
                timersFromLossToPoll = timersSinceLoss;
            } else if (type != null && type.isTick()
                && record.sourceCode() == Source.POLL.ordinal()) {
                polledTicks++;
                polledTypes.add(type);
            }
        }
        assertThat(reader.damages()).isEmpty();
    }

    private static <T> void note(List<T> list, T value) {
        if (list.isEmpty() || list.get(list.size() - 1) != value) {
            list.add(value);
        }
    }
}
