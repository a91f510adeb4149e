package io.tickwire.perf;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.replay.Replayer;
import io.tickwire.transport.live.LiveRun;
import io.tickwire.transport.venue.VenueRoots;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way against a WebSocket server that nobody here wrote: Node's {@code ws}. One session
 * lives through a half-open socket, a mute one, one that ends without a close frame, and missing
 * trades; each time the engine has to find out, poll, come back, and miss no trade in the end. Each
 * step is taken when the journal shows that the one before has had its effect. Skipped, in words,
 * without Node.
 */
final class NodeServerTest {
    private static final Set<EventType> KINDS =
        EnumSet.of(EventType.QUOTE, EventType.TRADE, EventType.STATS, EventType.MARK);
    private static final int SKIPPED = 3;

    @TempDir
    Path folder;

    private final Deque<String> faults =
        new ArrayDeque<>(List.of("half-open", "mute", "terminate", "skip " + SKIPPED));
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    // On the observer's thread.
    private Writer commands;
    private String fault;
    private boolean healed;
    private final Set<EventType> polled = EnumSet.noneOf(EventType.class);
    private final Map<Integer, Set<Long>> missing = new HashMap<>();
    private boolean lastHole;

    // What the journal says.
    private final List<String> ends = new ArrayList<>();
    private final Set<StatusReason> reasons = EnumSet.noneOf(StatusReason.class);
    private final List<FeedFlag> flags = new ArrayList<>();
    private int askedToClose;

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void nodesWebSocketServerFailsInItsOwnWaysAndTheFeedHealsEachTime() throws Exception {
        NodeProject project = NodeProject.install(folder, "venue.mjs");
        Config config = ConfigReader.read(String.join("\n",
            "symbols: [BTCUSDT, ETHUSDT]",
            "feed: {firstTickWithin: 2s, stableAfter: 1s, poll: {every: 250ms},"
                + " silence: {stats: 2s, mark: 2s, quote: 1s, trade: 2s}}",
            "reconnect: {min: 100ms, max: 500ms, stormPerMinute: 100}",
            "strategy: {class: " + RecordingStrategy.class.getName() + "}",
            "engine: {arena: 1MiB}", "journal: {segment: 2MiB}", "http: {port: off}", ""));
        Process venue = project.start("venue.mjs");
        BufferedReader out = venue.inputReader(StandardCharsets.UTF_8);
        commands = venue.outputWriter(StandardCharsets.UTF_8);
        Path journal;
        try (SessionFolder session =
                SessionFolder.create(folder.resolve("data"), config, Instant.now(), "test")) {
            journal = session.journal();
            LiveRun.Outcome outcome = LiveRun.run(
                LiveRun.Settings.begin(session, config,
                    VenueRegistry.client(config, roots(out.readLine())))
                    .withDuration(TimeUnit.SECONDS.toNanos(90)),
                this::onRecord, line -> { }, done);
            assertThat(outcome.failure()).isNull();
            assertThat(done).as("left: %s in %s, polled %s", faults, fault, polled).isCompleted();
        } finally {
            commands.close();
            if (!venue.waitFor(10, TimeUnit.SECONDS)) {
                venue.destroyForcibly();
            }
        }
        assertThat(out.lines()).as("what the server has against its client").isEmpty();
        List<RecordingStrategy.Shown> shown = RecordingStrategy.take();
        Replayer.Result replay = Replayer.replay(journal, (events, engineNs) -> { });
        assertThat(replay.isIdentical()).as(replay.verdict()).isTrue();
        assertThat(RecordingStrategy.take()).as("shown in the replay").isEqualTo(shown);

        read(journal);
        assertHealed();
        assertTradesAreWhole(shown, 1);
        assertTradesAreWhole(shown, 2);
        assertThat(shown.stream().filter(RecordingStrategy.Shown::late)).as("backfilled")
            .hasSizeGreaterThanOrEqualTo(SKIPPED);
    }

    private static VenueRoots roots(String ready) {
        assertThat(ready).startsWith("ready ");
        String address = "://127.0.0.1:" + ready.substring("ready ".length());
        return new VenueRoots("ws" + address, "http" + address);
    }

    /** On the observer's thread: what was awaited is there, so the next may come. */
    private void onRecord(Event record) {
        if (isVenueStatus(record)) {
            boolean green = record.get(FeedStatusFields.FLAG) == FeedFlag.GREEN.ordinal();
            if (green && (fault == null || healed)) {
                fault = faults.remove();
                healed = false;
                polled.clear();
                say(fault);
            }
        } else if (fault != null && !healed && record.type() != null && record.type().isTick()
            && record.sourceCode() == Source.POLL.ordinal()) {
            polled.add(record.type());
            if (polled.containsAll(KINDS)) {
                healed = true;
                say("heal");
            }
        } else if (record.type() == EventType.FEED_STATUS) {
            follow(record);
        }
    }

    /** Holes that are told, until they are told to be filled. */
    private void follow(Event status) {
        StatusReason reason = StatusReason.of(status.get(FeedStatusFields.REASON));
        if (reason == StatusReason.HOLE || reason == StatusReason.FILLED) {
            Set<Long> ids =
                missing.computeIfAbsent(status.instrument(), any -> new TreeSet<>());
            LongStream range = LongStream.rangeClosed(status.get(FeedStatusFields.FIRST_MISSING_ID),
                status.get(FeedStatusFields.LAST_MISSING_ID));
            if (reason == StatusReason.HOLE) {
                range.forEach(ids::add);
                lastHole |= faults.isEmpty();
            } else {
                range.forEach(ids::remove);
            }
            if (lastHole && missing.values().stream().allMatch(Set::isEmpty)) {
                done.complete(null);
            }
        }
    }

    private void say(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isVenueStatus(Event record) {
        return record.type() == EventType.FEED_STATUS && record.instrument() == 0;
    }

    private void read(Path journal) throws Exception {
        JournalReader reader = JournalReader.open(journal);
        Event record;
        while ((record = reader.next()) != null) {
            if (isVenueStatus(record)) {
                FeedFlag flag = FeedFlag.of(record.get(FeedStatusFields.FLAG));
                if (flags.isEmpty() || flags.get(flags.size() - 1) != flag) {
                    flags.add(flag);
                }
            } else if (record.type() == EventType.FEED_STATUS) {
                reasons.add(StatusReason.of(record.get(FeedStatusFields.REASON)));
            } else if (record.type() == EventType.FEED_REQUEST
                && record.get(FeedRequestFields.ACTION) == FeedAction.CLOSE.ordinal()) {
                askedToClose++;
            } else if (record.type() == EventType.LINK
                && record.get(LinkFields.FACT) == LinkFact.CLOSED.ordinal()) {
                ends.add(record.get(LinkFields.CLOSE_CODE) + " " + record.varText());
            }
        }
        assertThat(reader.damages()).isEmpty();
    }

    private void assertHealed() {
        assertThat(flags).as("never RED: polling takes over").doesNotContain(FeedFlag.RED);
        assertThat(flags.stream().filter(flag -> flag == FeedFlag.GREEN).count())
            .as("GREEN at first and after each of three faults").isGreaterThanOrEqualTo(4);
        assertThat(reasons).contains(StatusReason.SILENT, StatusReason.LINK_DOWN, StatusReason.HOLE,
            StatusReason.FILLED).doesNotContain(StatusReason.LOST);
        assertThat(askedToClose).as("sockets that the engine gave up").isPositive();
        assertThat(ends).as("ends of sockets").contains("1006 dropped by us",
            "1006 the connection ended without a close frame");
    }

    /** None twice, those that are no backfill in order, and none is missing that was not told. */
    private void assertTradesAreWhole(List<RecordingStrategy.Shown> shown, int instrument) {
        List<RecordingStrategy.Shown> trades = shown.stream().filter(one ->
            one.kind() == StreamKind.TRADE && one.instrument() == instrument).toList();
        assertThat(trades.stream().filter(one -> !one.late()).map(RecordingStrategy.Shown::id))
            .as("trades of instrument %d", instrument).isSorted().hasSizeGreaterThan(50);
        List<Long> ids = trades.stream().map(RecordingStrategy.Shown::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        Set<Long> known = new TreeSet<>(ids);
        known.addAll(missing.getOrDefault(instrument, Set.of()));
        long first = Collections.min(ids);
        assertThat(known).as("trades of instrument %d, shown or missing", instrument)
            .containsExactlyElementsOf(
                LongStream.rangeClosed(first, Collections.max(known)).boxed().toList());
    }
}
