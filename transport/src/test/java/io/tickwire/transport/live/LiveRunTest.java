package io.tickwire.transport.live;

import static io.tickwire.transport.live.LiveRig.fact;
import static io.tickwire.transport.live.LiveRig.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.engine.signal.MomentumVolume;
import io.tickwire.engine.signal.Quote;
import io.tickwire.engine.signal.Strategy;
import io.tickwire.engine.signal.StrategyContext;
import io.tickwire.transport.loopback.VenueServerOptions;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.venue.VenueRoots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole run in this process: real sockets, real threads, a venue on a free port. */
final class LiveRunTest {
    private static final long SEED = 42;
    private static final int FAST = 4_000;

    @TempDir
    Path folder;

    private static VenueServer venue(int port) throws Exception {
        return VenueServer.launch(new VenueServerOptions(port, false,
            MarketSymbol.DEFAULT, FAST, SEED, List.of(), 1,
            VenueServerOptions.PING_EVERY_NS,
            VenueServerOptions.PONG_WITHIN_NS), notice -> { });
    }

    private static VenueRoots roots(int port) {
        return new VenueRoots("ws://127.0.0.1:" + port, "http://127.0.0.1:" + port);
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void ticksOfAllKindsAndSignalsComeAndEndIsTheLastRecordOfAWholeJournal() throws Exception {
        try (VenueServer venue = venue(0);
            LiveRig rig = LiveRig.start(folder, LiveRig.config("strategy: {settings: "
                + "{momentumBps: 0.05, spike: 0.1, minConfidence: 0}}"), roots(venue.port()))) {
            for (EventType type : List.of(EventType.QUOTE, EventType.TRADE, EventType.STATS,
                EventType.MARK, EventType.SIGNAL)) {
                rig.awaitInOrder(type.name(), type(EventType.INSTRUMENT), type(type));
            }
            LiveRun.Outcome outcome = rig.stop();
            assertThat(outcome.failure()).isNull();
            assertThat(outcome.latencies()).hasSizeGreaterThan(1);
            List<LiveRig.Seen> journal = rig.endedJournal();
            long inputs = journal.stream().filter(one -> one.ordinal() == 0)
                .mapToLong(LiveRig.Seen::sequence).distinct().filter(s -> s > 0).count();
            assertThat(outcome.events()).isEqualTo(inputs);
            assertThat(journal).anyMatch(type(EventType.BUDGET_WINDOW));
            assertThat(rig.warnings()).isEmpty();
        }
    }

    @Test
    void aVenueThatStopsAndComesBackIsFoundAgain() throws Exception {
        VenueServer first = venue(0);
        int port = first.port();
        try (LiveRig rig = LiveRig.start(folder, LiveRig.config(), roots(port))) {
            try (first) {
                rig.awaitInOrder("trades", type(EventType.TRADE));
            }
            rig.awaitInOrder("the loss", type(EventType.TRADE),
                one -> one.isLink(LinkFact.CLOSED), LiveRig.noAnswer());
            List<LiveRig.Seen> before = rig.seen();
            try (VenueServer second = venue(port)) {
                rig.awaitInOrder("trades again", LiveRig.noAnswer(),
                    one -> one.isLink(LinkFact.OPENED) && one.attempt() > 1,
                    type(EventType.QUOTE));
                assertThat(second.port()).isEqualTo(port);
                assertThat(rig.stop().failure()).isNull();
            }
            assertThat(rig.endedJournal().subList(0, before.size())).isEqualTo(before);
        }
    }

    @Test
    void withoutRestItRunsWithUnknownLimitsAndSaysSo() throws Exception {
        RawVenue.Script script = (peer, number) -> peer.healthy();
        try (RawVenue venue = RawVenue.start(script)) {
            VenueRoots deaf = new VenueRoots(
                venue.roots().ws(), roots(closedPort()).rest() + "/k3y-in-a-path");
            try (LiveRig rig =
                LiveRig.start(folder, LiveRig.config("streams: [mark]"), deaf)) {
                rig.awaitInOrder("ticks", type(EventType.INSTRUMENT), type(EventType.MARK));
                assertThat(rig.stop().failure()).isNull();
                rig.endedJournal();
                assertThat(rig.warnings()).singleElement().asString().matches(
                    "limits of all symbols unknown: /fapi/v1/exchangeInfo at 127\\.0\\.0\\.1:"
                        + "[0-9]+: .*refused.*").doesNotContain("k3y");
            }
        }
    }

    @Test
    void aListThatIsNoneIsLikeNoList() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            peer.answer("200 OK", "Content-Type: text/html\r\n", "<html>maintenance</html>");
        };
        try (RawVenue venue = RawVenue.start(script, script)) {
            VenueRoots odd = new VenueRoots(venue.roots().ws(), venue.roots().rest() + "/odd");
            try (LiveRig rig =
                LiveRig.start(folder, LiveRig.config("streams: [mark]"), odd)) {
                rig.awaitInOrder("an attempt", type(EventType.INSTRUMENT),
                    fact(LinkFact.REFUSED, 200));
                assertThat(rig.stop().failure()).isNull();
                rig.endedJournal();
                assertThat(rig.warnings()).containsExactly("limits of all symbols unknown:"
                    + " /fapi/v1/exchangeInfo at " + venue.roots().rest().substring(7)
                    + ": HTTP status 200, but not what was asked for: text/html: maintenance;"
                    + " asked again until they are there, no orders before");
            }
        }
    }

    /** Wants 1 of each mark: of the scale that there is. */
    public static final class Greedy implements Strategy {
        /** For the engine. */
        public Greedy(Map<String, String> settings) {
        }

        @Override
        public void onQuote(Quote quote, StrategyContext context) {
            context.placeOrder(quote.instrumentId(), Side.BUY, OrderType.MARKET, TimeInForce.IOC,
                Quote.ABSENT, 1, false);
        }
    }

    private static RawVenue.Script listedFrom(int number, String before) {
        AtomicInteger asked = new AtomicInteger();
        return (peer, any) -> {
            if (!peer.target().endsWith("/exchangeInfo")) {
                peer.answer("404 Not Found", "", "{}");
            } else if (asked.incrementAndGet() < number) {
                peer.answer("200 OK", "", before);
            } else {
                peer.answer("200 OK", "", RawVenue.SYMBOLS);
            }
        };
    }

    /** {@code BUY 1} was a thousand times too much; 25 s late in one case, and never in the end. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"symbols\":[]}", "<html>maintenance</html>"})
    void whatIsMissingAtTheStartIsAskedForUntilItIsThereAndNoOrderIsMadeBefore(String before)
        throws Exception {
        RawVenue.Script quotes = (peer, number) -> {
            peer.upgrade();
            peer.acknowledge();
            peer.quotesForEver();
        };
        try (RawVenue venue = RawVenue.start(quotes, listedFrom(4, before))) {
            VenueRoots late = new VenueRoots(venue.roots().ws(), venue.roots().rest() + "/late");
            try (LiveRig rig = LiveRig.start(folder, LiveRig.config("streams: [quote]",
                "strategy: {class: " + Greedy.class.getName() + "}"), late)) {
                rig.awaitInOrder("orders", type(EventType.RISK_REFUSAL),
                    type(EventType.TRADING_STATUS), type(EventType.ORDER_INTENT));
                assertThat(rig.stop().failure()).isNull();
                List<LiveRig.Seen> journal = rig.endedJournal();
                assertThat(journal.subList(0, indexOf(journal, EventType.TRADING_STATUS)))
                    .noneMatch(type(EventType.ORDER_INTENT));
                assertThat(rig.warnings()).singleElement().asString()
                    .contains("limits of all symbols unknown").contains("no orders before");
            }
        }
    }

    /** That the venue trades it is not doubted, nor taken for granted, by a damaged row. */
    @Test
    void aRowWithoutStepsIsAskedForUntilItHasThem() throws Exception {
        String damaged = "{\"symbols\":[{\"symbol\":\"BTCUSDT\",\"status\":\"TRADING\"}]}";
        try (RawVenue venue =
            RawVenue.start((peer, number) -> peer.healthy(), listedFrom(3, damaged))) {
            VenueRoots late = new VenueRoots(venue.roots().ws(), venue.roots().rest() + "/late");
            try (LiveRig rig =
                LiveRig.start(folder, LiveRig.config("streams: [mark]"), late)) {
                rig.awaitInOrder("ticks, then the status", type(EventType.INSTRUMENT),
                    type(EventType.MARK), type(EventType.TRADING_STATUS));
                assertThat(rig.stop().failure()).isNull();
                rig.endedJournal();
                assertThat(rig.warnings()).containsExactly("limits of BTCUSDT unknown: the"
                    + " venue's list has no steps of price and quantity there; asked again until"
                    + " they are there, no orders before");
            }
        }
    }

    private static int indexOf(List<LiveRig.Seen> journal, EventType type) {
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i).type() == type && journal.get(i).sequence() > 0) {
                return i;
            }
        }
        throw new AssertionError("no " + type);
    }

    @Test
    void itEndsAtOnceWhileNobodyAnswersTheFirstQuestion() throws Exception {
        // Accepts by its backlog and never answers.
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            LiveRig rig =
                LiveRig.start(folder, LiveRig.config(), roots(deaf.getLocalPort()))) {
            rig.awaitInOrder("the head", type(EventType.SNAPSHOT));
            long startNs = System.nanoTime();
            assertThat(rig.stop().failure()).isNull();
            assertThat(System.nanoTime() - startNs).isLessThan(TimeUnit.SECONDS.toNanos(10));
            rig.endedJournal();
        }
    }

    @Test
    void itEndsAtOnceBetweenTwoTriesOfTheFirstQuestionAndOfAConnection() throws Exception {
        try (LiveRig rig =
            LiveRig.start(folder, LiveRig.config(), roots(closedPort()))) {
            rig.awaitInOrder("a failed question", LiveRig.noAnswer());
            assertThat(rig.stop().failure()).isNull();
            rig.endedJournal();
        }
        try (LiveRig rig =
            LiveRig.start(folder, LiveRig.config(), roots(closedPort()))) {
            rig.awaitInOrder("a failed connection",
                one -> one.link() == 1 && one.isLink(LinkFact.FAILED),
                one -> one.link() == 1 && one.isLink(LinkFact.FAILED));
            assertThat(rig.stop().failure()).isNull();
            rig.endedJournal();
        }
    }

    @Test
    void aSymbolThatIsNotListedEndsItInWords() throws Exception {
        RawVenue.Script script = (peer, number) -> peer.healthy();
        try (RawVenue venue = RawVenue.start(script);
            LiveRig rig = LiveRig.start(folder, io.tickwire.engine.config.ConfigReader.read(
                "venue: {name: loopback}\nsymbols: [BTCUSDT, NOPE, WHAT]\n"
                    + "engine: {arena: 1MiB}\njournal: {segment: 2MiB}\n"), venue.roots())) {
            assertThatThrownBy(rig::outcome).cause().isInstanceOf(StartException.class)
                .hasMessage("symbols: not listed by the venue: NOPE, WHAT");
            rig.endedJournal();
        }
    }

    @Test
    void aSymbolThatIsNotTradedYetEndsItInTrueWordsOrIsWaitedFor() throws Exception {
        String pending = RawVenue.SYMBOLS.replace("\"0.10\"", "\"0\"")
            .replace("\"filters\"", "\"status\":\"PENDING_TRADING\",\"filters\"");
        RawVenue.Script healthy = (peer, number) -> peer.healthy();
        try (RawVenue venue = RawVenue.start(healthy, listedFrom(3, pending))) {
            VenueRoots late = new VenueRoots(venue.roots().ws(), venue.roots().rest() + "/late");
            try (LiveRig rig = LiveRig.start(folder, LiveRig.config("streams: [mark]"), late)) {
                assertThatThrownBy(rig::outcome).cause().isInstanceOf(StartException.class)
                    .hasMessage("symbols: listed, but not traded by the venue: BTCUSDT"
                        + " (PENDING_TRADING); --wait begins all the same and waits for them");
            }
            try (LiveRig rig =
                LiveRig.startWaiting(folder, LiveRig.config("streams: [mark]"), late)) {
                rig.awaitInOrder("a session", one -> one.type() == EventType.TRADING_STATUS
                    && one.words().equals("PENDING_TRADING"), type(EventType.FEED_STATUS),
                    type(EventType.MARK));
                assertThat(rig.stop().failure()).isNull();
            }
        }
    }

    @Test
    void anObserverThatHangsHoldsNobodyUp() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        RawVenue.Script script = (peer, number) -> peer.healthy();
        try (RawVenue venue = RawVenue.start(script);
            LiveRig rig = LiveRig.start(
                folder, LiveRig.config("streams: [mark]"), venue.roots())) {
            rig.hangAt(EventType.MARK, released);
            rig.awaitInOrder("a tick", type(EventType.MARK));
            assertThat(rig.stop().failure()).isNull();
            released.countDown();
            // It reads the rest all the same.
            rig.awaitInOrder("the end", type(EventType.END));
            rig.endedJournal();
        } finally {
            released.countDown();
        }
    }

    /** Stands still at its first quote, as a strategy may that waits for something. */
    private record Stuck(CountDownLatch released) implements Strategy {
        @Override
        public void onQuote(Quote quote, StrategyContext context) {
            try {
                released.await();
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
        }
    }

    /** A run whose engine stands still at its first quote until it is released. */
    private final class StandingRun implements AutoCloseable {
        private final Stuck strategy = new Stuck(new CountDownLatch(1));
        private final VenueServer venue = venue(0);
        private final LiveRig rig;

        StandingRun(String engine) throws Exception {
            rig = LiveRig.start(folder, LiveRig.config("engine: {arena: 1MiB, " + engine + "}",
                "strategy: {class: " + Stuck.class.getName() + "}"), roots(venue.port()),
                strategy);
        }

        LiveRig atItsQuote() {
            rig.awaitInOrder("the quote that it stands at", type(EventType.QUOTE));
            return rig;
        }

        void release() {
            strategy.released().countDown();
        }

        @Override
        public void close() throws IOException {
            // What still stands could not end.
            release();
            try (venue) {
                rig.close();
            }
        }
    }

    @Test
    void aStalledEngineIsDeclaredEvenWhenTheRingIsFull() throws Exception {
        try (StandingRun run = new StandingRun("ringSlots: 64, stall: 500ms")) {
            LiveRig rig = run.rig;
            assertThat(rig.outcome().failureWords()).startsWith("the engine made no progress for ");
            assertThat(rig.seen()).noneMatch(type(EventType.END));
        }
    }

    @Test
    void anEngineThatIsNotStuckMayTakeLongToEndAndSaysSo() throws Exception {
        try (StandingRun run = new StandingRun("stall: 60s")) {
            LiveRig rig = run.atItsQuote();
            CompletableFuture<Void> told = CompletableFuture.runAsync(() -> {
                LiveRig.await("a word", () -> !rig.warnings().isEmpty());
                run.release();
            });
            assertThat(rig.stop().failure()).isNull();
            told.get();
            assertThat(rig.warnings()).singleElement().asString().matches("ending: [0-9]+ events"
                + " are still to be journaled; Ctrl-C again ends at once and leaves the journal"
                + " open");
            rig.endedJournal();
        }
    }

    @Test
    void anEngineThatIsStuckWhenItShallEndIsDeclared() throws Exception {
        try (StandingRun run = new StandingRun("stall: 3s")) {
            LiveRig rig = run.atItsQuote();
            assertThat(rig.stop().failureWords()).startsWith("the engine made no progress for ");
            assertThat(rig.seen()).noneMatch(type(EventType.END));
        }
    }

    @Test
    void aStrategyThatAReplayWouldNotMakeIsRefused() {
        LiveRun.Settings settings = LiveRun.Settings.begin(null, LiveRig.config(), null);
        Stuck other = new Stuck(new CountDownLatch(0));
        assertThatThrownBy(() -> settings.withStrategy(other))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("strategy.class: io.tickwire.engine.signal.MomentumVolume, but the strategy"
                + " given is a io.tickwire.transport.live.LiveRunTest$Stuck");
        MomentumVolume configured = new MomentumVolume(Map.of());
        assertThat(settings.withStrategy(configured).strategy()).isSameAs(configured);
    }

    @Test
    void aStrategyThatIsThereAlreadyHasItsJarInTheJournalToo() throws Exception {
        Path jar = folder.resolve("mine.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new JarEntry("any"));
        }
        Config config = Strategies.freeze(LiveRig.config(
            "strategy: {jar: " + jar + ", class: " + MomentumVolume.class.getName() + "}"));
        try (VenueServer venue = venue(0); LiveRig rig = LiveRig.start(
                folder, config, roots(venue.port()), new MomentumVolume(Map.of()))) {
            rig.awaitInOrder("ticks", type(EventType.TRADE));
            assertThat(rig.stop().failure()).isNull();
            assertThat(rig.folder().journal().resolve("strategy.jar")).hasSameBinaryContentAs(jar);
        }
    }
}
