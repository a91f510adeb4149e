package io.tickwire.perf.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.engine.signal.MomentumVolume;
import io.tickwire.replay.Replayer;
import io.tickwire.transport.live.LiveRun;
import io.tickwire.transport.venue.VenueClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A second venue behind the port, unlike the first in everything: it lives, is polled while its
 * sockets are gone, heals, and its session replays, through the same classes.
 */
final class SecondVenueTest {
    private static final int REST = 10;
    /** In how many calls all symbols are polled, by their sizes. */
    private static final Set<Integer> BATCHES = Set.of(ToyVenue.BATCH, REST);
    private static final List<String> SYMBOLS = IntStream.range(0, ToyVenue.BATCH + REST)
        .mapToObj(number -> "STOCK" + number + "-EQ").toList();

    /** Twice the server's patience. */
    private static final int PINGS = 20;
    /** The first connection, and the one after the sockets were taken away. */
    private static final int OPENED = 2;

    @TempDir
    Path folder;

    private Path journal;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Set<EventType> polled = EnumSet.noneOf(EventType.class);
    private boolean taken;
    private boolean given;
    private boolean healed;
    private int opened;
    private int keptAlive;

    private static Config config(List<String> symbols) {
        return ConfigReader.read(String.join("\n", "venue: {name: " + ToyVenue.NAME + "}",
            "symbols: [" + String.join(", ", symbols) + "]", "streams: [quote, stats]",
            "feed: {firstTickWithin: 3s, stableAfter: 1s, poll: {every: 250ms},"
                + " silence: {stats: 2s, quote: 2s}}",
            "reconnect: {min: 100ms, max: 500ms, stormPerMinute: 100}",
            "engine: {arena: 1MiB}", "journal: {segment: 2MiB}", "http: {port: off}", ""));
    }

    private LiveRun.Outcome run(ToyServer server, Config config) throws Exception {
        VenueClient client =
            new ToyVenue().client(server.roots(), config.symbols(), config.streams());
        try (SessionFolder session =
                SessionFolder.create(folder.resolve("data"), config, Instant.now(), "test")) {
            journal = session.journal();
            return LiveRun.run(
                LiveRun.Settings.begin(session, config, client)
                    .withStrategy(new MomentumVolume(Map.of()))
                    .withDuration(TimeUnit.SECONDS.toNanos(60)),
                record -> onRecord(record, server), line -> { }, done);
        }
    }

    /** On the observer's thread: what was awaited is there, so the next may come. */
    private void onRecord(Event record, ToyServer server) {
        boolean whole = record.type() == EventType.FEED_STATUS && record.instrument() == 0;
        boolean green = whole && record.get(FeedStatusFields.FLAG) == FeedFlag.GREEN.ordinal();
        if (green && !taken) {
            taken = true;
            server.takeSocketsAway();
        } else if (green && given) {
            healed = true;
        } else if (record.type() == EventType.LINK) {
            count(LinkFact.of(record.get(LinkFields.FACT)));
        } else if (taken && record.type() != null && record.type().isTick()
            && record.sourceCode() == Source.POLL.ordinal()) {
            polled.add(record.type());
            if (polled.size() == 2 && server.batches().containsAll(BATCHES) && !given) {
                given = true;
                server.giveSocketsBack();
            }
        }
        // Long after a connection that says nothing would have been ended, or once it was.
        if (healed && keptAlive >= PINGS || opened > OPENED) {
            done.complete(null);
        }
    }

    private void count(LinkFact fact) {
        if (fact == LinkFact.OPENED) {
            opened++;
        } else if (fact == LinkFact.KEPT_ALIVE && given) {
            keptAlive++;
        }
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void itLivesIsPolledHealsAndReplays() throws Exception {
        try (ToyServer server = ToyServer.start(SYMBOLS)) {
            assertThat(run(server, config(SYMBOLS)).failure()).isNull();
            assertThat(done).as("polled %s, given back: %s", polled, given).isCompleted();
            assertThat(server.batches()).containsAll(BATCHES);
            assertThat(server.asked()).contains("/quotes", "/prices");
            assertThat(server.pings()).isGreaterThanOrEqualTo(PINGS);
        }
        Replayer.Result replay = Replayer.replay(journal, (events, engineNs) -> { });
        assertThat(replay.isIdentical()).as(replay.verdict()).isTrue();

        List<FeedFlag> flags = new ArrayList<>();
        Set<FeedState> states = EnumSet.noneOf(FeedState.class);
        Set<EventType> bySocket = EnumSet.noneOf(EventType.class);
        Set<String> budget = new TreeSet<>();
        JournalReader reader = JournalReader.open(journal);
        Event record;
        while ((record = reader.next()) != null) {
            if (record.type() == EventType.FEED_STATUS && record.instrument() == 0) {
                FeedFlag flag = FeedFlag.of(record.get(FeedStatusFields.FLAG));
                states.add(FeedState.of(record.get(FeedStatusFields.STATE)));
                if (flags.isEmpty() || flags.get(flags.size() - 1) != flag) {
                    flags.add(flag);
                }
            } else if (record.type() != null && record.type().isTick()
                && record.sourceCode() == Source.SOCKET.ordinal()) {
                bySocket.add(record.type());
            } else if (record.type() == EventType.BUDGET_USED) {
                budget.add("used " + record.get(BudgetUsedFields.WINDOW) + ": "
                    + record.get(BudgetUsedFields.USED));
            } else if (record.type() == EventType.CALL_COST) {
                budget.add(FeedCall.of(record.get(CallCostFields.CALL)) + " "
                    + record.get(CallCostFields.WINDOW) + ": "
                    + record.get(CallCostFields.SYMBOL_COST));
            }
            assertThat(record.type()).isNotEqualTo(EventType.REJECTED);
        }
        assertThat(reader.damages()).isEmpty();
        assertThat(flags).containsExactly(
            FeedFlag.YELLOW, FeedFlag.GREEN, FeedFlag.YELLOW, FeedFlag.GREEN);
        assertThat(states).contains(FeedState.POLLING, FeedState.RECOVERING);
        assertThat(bySocket).containsExactlyInAnyOrder(EventType.QUOTE, EventType.STATS);
        assertThat(budget).containsExactly("CLOCK 0: 1", "CLOCK 1: 0", "LISTING 0: 0",
            "LISTING 1: 0", "MARK 0: 0", "MARK 1: 0", "PRICE 0: 1", "PRICE 1: 2", "QUOTE 0: 1",
            "QUOTE 1: 5", "STATS 0: 1", "STATS 1: 10", "TRADE 0: 0", "TRADE 1: 0", "used 0: 1",
            "used 1: 5");
        assertThat(opened).as("none was ended for want of a ping").isEqualTo(OPENED);
        assertThat(text(journal)).contains("ping", "pong").as("the key of the login")
            .doesNotContain("key-7");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aSymbolThatItDoesNotListEndsTheSession() {
        try (ToyServer server = ToyServer.start(SYMBOLS)) {
            assertThatThrownBy(() -> run(server, config(List.of("STOCK1-EQ", "NOPE"))))
                .isInstanceOf(IOException.class)
                .hasMessage("symbols: not listed by the venue: NOPE");
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aLoginThatIsRefusedEndsTheSession() {
        try (ToyServer server = ToyServer.refusing("wrong PIN")) {
            assertThatThrownBy(() -> run(server, config(SYMBOLS)))
                .isInstanceOf(IOException.class)
                .hasMessage("no login at the venue: wrong PIN");
        }
    }

    /** Whatever of the session's journal is text. */
    private static String text(Path journal) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path segment : JournalReader.segments(journal)) {
            all.append(Files.readString(segment, StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }
}
