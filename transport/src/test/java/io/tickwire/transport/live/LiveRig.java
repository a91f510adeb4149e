package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.BudgetWindowFields;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.CallFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.engine.session.SessionFolder;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.transport.venue.VenueRoots;
import io.tickwire.transport.venues.VenueRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A live run on a thread of its own, and what its observer has seen so far. */
final class LiveRig implements AutoCloseable {
    private static final long DEADLINE_S = 30;

    private final SessionFolder folder;
    private final List<Seen> seen = new ArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final CompletableFuture<LiveRun.Outcome> outcome = new CompletableFuture<>();

    private volatile CountDownLatch released;
    private volatile EventType hangAt;

    private LiveRig(SessionFolder folder) {
        this.folder = folder;
    }

    /** A record, as far as tests ask for it. */
    record Seen(EventType type, long sequence, int ordinal, int link, String what, long attempt,
        long code, String words) {
        static Seen of(Event record) {
            EventType type = record.type();
            String words = type.hasVariablePart() && type != EventType.SNAPSHOT
                ? record.varText() : "";
            String what = type == EventType.REJECTED
                ? RejectReason.of(record.get(RejectedFields.REASON)).name() : factOf(record);
            return new Seen(type, record.sequence(), record.ordinal(), record.link(), what,
                type == EventType.LINK ? record.get(LinkFields.ATTEMPT) : 0, codeOf(record),
                words);
        }

        boolean isLink(LinkFact fact) {
            return type == EventType.LINK && what.equals(fact.name());
        }
    }

    /** Of LINK the fact, of CALL the outcome, else the type. */
    static String factOf(Event record) {
        return switch (record.type()) {
            case LINK -> LinkFact.of(record.get(LinkFields.FACT)).name();
            case CALL -> CallOutcome.of(record.get(CallFields.OUTCOME)).name();
            default -> record.type().name();
        };
    }

    /** The one number of a fact: group, close code, HTTP status, error code, used or allowed. */
    static long codeOf(Event record) {
        return switch (record.type()) {
            case LINK -> switch (LinkFact.of(record.get(LinkFields.FACT))) {
                case PLANNED -> record.get(LinkFields.GROUP);
                case CLOSED -> record.get(LinkFields.CLOSE_CODE);
                case REFUSED -> record.get(LinkFields.HTTP_STATUS);
                case SUBSCRIBED -> record.get(LinkFields.ERROR_CODE);
                default -> 0;
            };
            case CALL -> Math.max(0, record.get(CallFields.HTTP_STATUS));
            case BUDGET_WINDOW -> record.get(BudgetWindowFields.LIMIT);
            case CALL_COST -> record.get(CallCostFields.SYMBOL_COST);
            case BUDGET_USED -> record.get(BudgetUsedFields.USED);
            default -> 0;
        };
    }

    static Predicate<Seen> noAnswer() {
        return one -> one.type() == EventType.CALL
            && !one.what().equals(CallOutcome.ANSWERED.name());
    }

    /** Short segments and a small arena, so that a run is made and gone quickly. */
    static Config config(String... more) {
        boolean named = String.join("", more).contains("symbols:");
        return ConfigReader.read("venue: {name: loopback}\n"
            + (named ? "" : "symbols: [BTCUSDT]\n")
            + "reconnect: {min: 50ms, max: 500ms, stormPerMinute: 1000}\n"
            + "journal: {segment: 2MiB}\n" + String.join("\n", more)
            + (String.join("", more).contains("engine:") ? "" : "\nengine: {arena: 1MiB}")
            + "\n");
    }

    static LiveRig start(Path data, Config config, VenueRoots roots) throws IOException {
        return start(data, config, roots, null);
    }

    /** With a strategy that is there already, null for the configured one. */
    static LiveRig start(Path data, Config config, VenueRoots roots, Strategy strategy)
        throws IOException {
        return start(data, config, roots, strategy, false);
    }

    /** With symbols that are not traded yet. */
    static LiveRig startWaiting(Path data, Config config, VenueRoots roots) throws IOException {
        return start(data, config, roots, null, true);
    }

    private static LiveRig start(Path data, Config config, VenueRoots roots, Strategy strategy,
        boolean waits) throws IOException {
        LiveRig rig = new LiveRig(SessionFolder.create(data, config, Instant.now(), "test"));
        LiveRun.Settings settings = LiveRun.Settings.begin(
            rig.folder, config, VenueRegistry.client(config, roots)).withStrategy(strategy)
            .withWaitForTrading(waits);
        Thread thread = new Thread(() -> rig.run(settings), "live-rig");
        thread.setDaemon(true);
        thread.start();
        return rig;
    }

    /** Of the session. */
    SessionFolder folder() {
        return folder;
    }

    private void run(LiveRun.Settings settings) {
        try {
            outcome.complete(LiveRun.run(settings, this::take, warnings::add, stop));
        } catch (Exception | Error failure) {
            outcome.completeExceptionally(failure);
        }
    }

    private void take(Event record) {
        Seen one = Seen.of(record);
        synchronized (seen) {
            seen.add(one);
        }
        if (one.type() == hangAt) {
            try {
                released.await();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
        }
    }

    /** The observer hangs at each record of the type until it is released. */
    void hangAt(EventType type, CountDownLatch until) {
        released = until;
        hangAt = type;
    }

    List<Seen> seen() {
        synchronized (seen) {
            return new ArrayList<>(seen);
        }
    }

    List<String> warnings() {
        return warnings;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(deadlineNs);
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    /** Waits for records that come in this order, others between them. */
    @SafeVarargs
    final void awaitInOrder(String what, Predicate<Seen>... wanted) {
        try {
            await(what, () -> matchInOrder(wanted));
        } catch (AssertionError late) {
            List<Seen> facts = seen().stream().filter(one -> one.type() == EventType.LINK
                || one.type() == EventType.REJECTED).toList();
            throw new AssertionError(late.getMessage() + "\nwarnings " + warnings + "\noutcome "
                + outcome + "\n" + facts, late);
        }
    }

    @SafeVarargs
    private boolean matchInOrder(Predicate<Seen>... wanted) {
        Iterator<Seen> all = seen().iterator();
        for (Predicate<Seen> one : wanted) {
            boolean found = false;
            while (!found && all.hasNext()) {
                found = one.test(all.next());
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    static Predicate<Seen> type(EventType type) {
        return one -> one.type() == type;
    }

    static Predicate<Seen> fact(LinkFact fact, long code) {
        return one -> one.isLink(fact) && one.code() == code;
    }

    /** Wants it to end and waits; the time is that of a signal's patience. */
    LiveRun.Outcome stop() throws Exception {
        stop.complete(null);
        return outcome();
    }

    LiveRun.Outcome outcome() throws Exception {
        return outcome.get(DEADLINE_S, TimeUnit.SECONDS);
    }

    /** The whole journal, which must be what the observer has seen. */
    List<Seen> journal() throws IOException {
        List<Seen> records = new ArrayList<>();
        JournalReader reader = JournalReader.open(folder.journal());
        Event record;
        while ((record = reader.next()) != null) {
            records.add(Seen.of(record));
        }
        assertThat(reader.damages()).isEmpty();
        assertThat(reader.tears()).isEmpty();
        assertThat(seen()).isEqualTo(records);
        return records;
    }

    /** Whole, and END the last input, with the state behind it. */
    List<Seen> endedJournal() throws IOException {
        List<Seen> records = journal();
        assertThat(records.subList(records.size() - 2, records.size()))
            .extracting(Seen::type).containsExactly(EventType.END, EventType.SNAPSHOT);
        assertThat(records.stream().filter(type(EventType.END))).hasSize(1);
        return records;
    }

    @Override
    public void close() throws IOException {
        stop.complete(null);
        folder.close();
    }
}
