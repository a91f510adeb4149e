package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.BudgetWindow;
import io.tickwire.transport.venue.DecoderCounters;
import io.tickwire.transport.venue.FrameDecoder;
import io.tickwire.transport.venue.NoticeListener;
import io.tickwire.transport.venue.ReplyDecoder;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venue.VenueCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the I/O thread does at the engine's request, asked by hand. */
final class GatewayTest {
    private static final RawVenue.Script HEALTHY = (peer, number) -> peer.healthy();

    private static List<GatewayRig.Seen> sockets(GatewayRig rig) {
        return rig.facts().stream().filter(one -> one.isLink(LinkFact.OPENED)
            || one.isLink(LinkFact.CLOSED) || one.isLink(LinkFact.FAILED)
            || one.isLink(LinkFact.REFUSED)).toList();
    }

    @Test
    void limitsStandBeforeThePlanAndEachGroupHasTwoConnections() throws Exception {
        try (RawVenue venue = RawVenue.start(HEALTHY);
            GatewayRig rig = GatewayRig.start(venue.roots())) {
            List<GatewayRig.Seen> facts = rig.facts();
            assertThat(facts).extracting(GatewayRig.Seen::fact).containsExactly("INSTRUMENT",
                "BUDGET_WINDOW", "CALL_COST", "CALL_COST", "CALL_COST", "CALL_COST",
                "CALL_COST", "CALL_COST", "CALL_COST", "PLANNED", "PLANNED", "CARRIES", "PLANNED", "PLANNED",
                "CARRIES", "CARRIES", "CARRIES");
            assertThat(facts.get(1).code()).isEqualTo(6000);
            assertThat(facts.subList(2, 9)).extracting(
                one -> one.call() + " " + one.code() + " " + one.valueNs()).containsExactly(
                "QUOTE 2 5", "PRICE 1 2", "STATS 1 40", "MARK 1 10", "TRADE 20 0", "CLOCK 1 1",
                "LISTING 1 1");
            assertThat(facts.stream().filter(one -> one.isLink(LinkFact.PLANNED))).extracting(
                one -> one.link() + " of " + one.code() + " " + one.text()).containsExactly(
                "1 of 1 public", "2 of 1 public", "3 of 3 market", "4 of 3 market");
            assertThat(facts.stream().filter(one -> one.isLink(LinkFact.CARRIES))).extracting(
                one -> one.link() + " " + one.instrument() + " " + one.kind()).containsExactly(
                "1 1 QUOTE", "3 1 TRADE", "3 1 STATS", "3 1 MARK");
        }
    }

    @Test
    void bothConnectionsOfAGroupBringTicksEachUnderItsOwnId() throws Exception {
        try (RawVenue venue = RawVenue.start(HEALTHY);
            GatewayRig rig = GatewayRig.start(venue.roots(), "streams: [mark]")) {
            for (int connection = 1; connection <= 2; connection++) {
                int link = connection;
                rig.request(FeedAction.CONNECT, link, 10 + connection);
                rig.await("opened", one -> one.is(LinkFact.OPENED, link, 10 + link));
                rig.request(FeedAction.SUBSCRIBE, link, 10 + connection);
                rig.await("subscribed", one -> one.is(LinkFact.SUBSCRIBED, link, 10 + link));
                rig.await("a tick",
                    one -> one.type() == EventType.MARK && one.link() == link);
            }
            assertThat(sockets(rig)).hasSize(2);
        }
    }

    /** No TIMER would bring it along. */
    @Test
    void whatComesWithTheCloseReachesTheEngineAtOnce() throws Exception {
        RawVenue.Script closing = (peer, number) -> {
            peer.upgrade();
            byte[] message = "{\"result\":null,\"id\":77}".getBytes(StandardCharsets.UTF_8);
            UnsafeBuffer both = new UnsafeBuffer(new byte[message.length + 6]);
            both.putBytes(0, peer.frameOf(0x81, message.length, message));
            both.putBytes(message.length + 2, peer.frameOf(0x88, 2, new byte[] {3, -24}));
            peer.write(both.byteArray());
            peer.silence();
        };
        try (RawVenue venue = RawVenue.start(closing);
            GatewayRig rig = GatewayRig.start(venue.roots(), "timer: {every: 10s}")) {
            rig.request(FeedAction.CONNECT, 1, 1);
            rig.await("closed", one -> one.is(LinkFact.CLOSED, 1, 1));
            assertThat(rig.facts()).extracting(GatewayRig.Seen::fact)
                .endsWith("OPENED", "FRAME", "SUBSCRIBED", "CLOSED");
        }
    }

    @Test
    void behindAStallTheLateTimerComesBeforeWhatWaitedMeanwhile() throws Exception {
        try (RawVenue venue = RawVenue.start(HEALTHY);
            GatewayRig rig = GatewayRig.start(venue.roots(), "streams: [mark]")) {
            rig.request(FeedAction.CONNECT, 1, 1);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 1));
            rig.request(FeedAction.SUBSCRIBE, 1, 1);
            rig.await("a tick", one -> one.type() == EventType.MARK);
            // Longer than two periods of the timer; the venue goes on sending.
            int before = rig.stall(TimeUnit.MILLISECONDS.toNanos(400));
            rig.awaitMore("a tick", before, EventType.MARK);
            assertThat(rig.seen().subList(before, rig.seen().size()).stream()
                .map(GatewayRig.Seen::type).toList().get(0)).isEqualTo(EventType.TIMER);
            assertThat(rig.seen().get(before).valueNs()).as("late")
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
        }
    }

    /** The monotonic clock stood still with the machine, so no timer was late by it. */
    @Test
    void behindASuspensionTheLateTimerComesBeforeWhatWaitedMeanwhile() throws Exception {
        try (RawVenue venue = RawVenue.start(HEALTHY);
            GatewayRig rig = GatewayRig.start(
                venue.roots(), "streams: [mark]", "timer: {every: 10s}")) {
            rig.request(FeedAction.CONNECT, 1, 1);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 1));
            rig.request(FeedAction.SUBSCRIBE, 1, 1);
            rig.await("a tick", one -> one.type() == EventType.MARK);
            int before = rig.suspend(TimeUnit.HOURS.toNanos(2));
            rig.awaitMore("a tick", before, EventType.MARK);
            assertThat(rig.seen().get(before).type()).isEqualTo(EventType.TIMER);
            assertThat(rig.seen().get(before).valueNs()).as("late")
                .isGreaterThan(TimeUnit.HOURS.toNanos(1));
            List<GatewayRig.Seen> ticks = rig.seen().stream()
                .filter(one -> one.type() == EventType.MARK).toList();
            assertThat(ticks.get(ticks.size() - 1).receiveNs() - ticks.get(0).receiveNs())
                .as("received behind the suspension").isGreaterThan(TimeUnit.HOURS.toNanos(2));
        }
    }

    @Test
    void aRequestForAnAttemptThatIsGoneDoesNothing() throws Exception {
        try (RawVenue venue = RawVenue.start(HEALTHY);
            GatewayRig rig = GatewayRig.start(venue.roots(), "streams: [mark]")) {
            rig.request(FeedAction.CLOSE, 1, 1);
            rig.request(FeedAction.CONNECT, 1, 1);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 1));
            rig.request(FeedAction.CLOSE, 2, 1);
            rig.request(FeedAction.CLOSE, 1, 1);
            rig.request(FeedAction.CONNECT, 1, 2);
            rig.request(FeedAction.CLOSE, 1, 1);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 2));
            rig.request(FeedAction.CLOSE, 1, 1);
            rig.request(FeedAction.SUBSCRIBE, 1, 1);
            rig.request(FeedAction.SUBSCRIBE, 1, 2);
            rig.await("a tick", one -> one.type() == EventType.MARK);
            rig.request(FeedAction.CLOSE, 1, 2);
            rig.request(FeedAction.CLOSE, 1, 2);
            rig.settle();
            assertThat(sockets(rig)).extracting(one -> one.fact() + " " + one.attempt())
                .containsExactly("OPENED 1", "CLOSED 1", "OPENED 2", "CLOSED 2");
            assertThat(rig.facts().stream().filter(one -> one.isLink(LinkFact.SUBSCRIBED)))
                .singleElement().matches(one -> one.attempt() == 2);
        }
    }

    @Test
    void anAttemptThatIsGivenUpFailsOnce() throws Exception {
        try (RawVenue venue = RawVenue.start((peer, number) -> peer.silence());
            GatewayRig rig = GatewayRig.start(venue.roots(), "streams: [mark]")) {
            rig.request(FeedAction.CONNECT, 2, 5);
            rig.request(FeedAction.CLOSE, 2, 5);
            rig.settle();
            assertThat(sockets(rig)).extracting(one -> one.fact() + " " + one.attempt())
                .containsExactly("FAILED 5");
        }
    }

    @Test
    void aLegHasOneSocketAtMost() throws Exception {
        try (RawVenue venue = RawVenue.start(HEALTHY);
            GatewayRig rig = GatewayRig.start(venue.roots(), "streams: [mark]")) {
            rig.request(FeedAction.CONNECT, 1, 1);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 1));
            rig.request(FeedAction.CONNECT, 1, 2);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 2));
            assertThat(sockets(rig)).extracting(one -> one.fact() + " " + one.attempt())
                .containsExactly("OPENED 1", "CLOSED 1", "OPENED 2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"e\":\"serverShutdown\",\"E\":1700000000000}",
        "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1}}"})
    void anAnnouncedEndIsAFactBehindItsFrame(String announcement) throws Exception {
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            peer.acknowledge();
            peer.tick();
            peer.text(announcement);
            peer.silence();
        };
        try (RawVenue venue = RawVenue.start(script);
            GatewayRig rig = GatewayRig.start(venue.roots(), "streams: [mark]")) {
            rig.request(FeedAction.CONNECT, 2, 3);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 2, 3));
            rig.request(FeedAction.SUBSCRIBE, 2, 3);
            rig.await("the announcement", one -> one.is(LinkFact.CLOSE_ANNOUNCED, 2, 3));
            List<GatewayRig.Seen> facts = rig.facts();
            assertThat(facts.get(facts.size() - 2).text()).isEqualTo(announcement);
            assertThat(facts.stream().filter(one -> one.isLink(LinkFact.CLOSE_ANNOUNCED))).hasSize(
                1);
        }
    }

    @Test
    void aTimerSaysHowLateTheThreadWas() throws Exception {
        try (RawVenue venue = RawVenue.start(HEALTHY);
            GatewayRig rig = GatewayRig.start(
                venue.roots(), "streams: [mark]", "timer: {every: 20ms}")) {
            long busyNs = 200_000_000;
            rig.hold(busyNs);
            rig.await("a late timer", seen -> seen.type() == EventType.TIMER
                && seen.valueNs() >= busyNs - 2 * 20_000_000);
        }
    }

    /** A decoder that throws at whatever comes by the first connection. */
    private record Throwing(VenueCodec usual) implements VenueCodec {
        @Override
        public FrameDecoder frames(
            EventSink sink, InstrumentTable table, NoticeListener listener) {
            FrameDecoder decoder = usual.frames(sink, table, listener);
            return new FrameDecoder() {
                @Override
                public void onFrame(int link, Source source, FrameFormat format, long receiveNs,
                    int position, int length) {
                    if (link == 1) {
                        throw new IllegalStateException("broken on purpose");
                    }
                    decoder.onFrame(link, source, format, receiveNs, position, length);
                }

                @Override
                public DecoderCounters counters() {
                    return decoder.counters();
                }
            };
        }

        @Override
        public ReplyDecoder replies(EventSink sink, InstrumentTable table) {
            return usual.replies(sink, table);
        }
    }

    @Test
    void behindWhatBrokeNothingIsPublishedByAnySocket() throws Exception {
        CountDownLatch ended = new CountDownLatch(2);
        RawVenue.Script script = (peer, number) -> {
            try {
                peer.healthy();
            } finally {
                ended.countDown();
            }
        };
        try (RawVenue venue = RawVenue.start(script);
            GatewayRig rig = GatewayRig.start(venue.roots(),
                List.of(BudgetWindow.ofMinute(6000)), usual -> new VenueClient(usual.venue(),
                    usual.bootstrap(), usual.plan(), usual.sockets(), usual.calls(),
                    new Throwing(usual.codec())), "streams: [mark]")) {
            for (int link = 2; link >= 1; link--) {
                int connection = link;
                rig.request(FeedAction.CONNECT, link, link);
                rig.await("opened", one -> one.is(LinkFact.OPENED, connection, connection));
                rig.request(FeedAction.SUBSCRIBE, link, link);
                if (link == 2) {
                    rig.await("a tick", one -> one.type() == EventType.MARK);
                }
            }
            LiveRig.await("the break", rig::isBroken);
            rig.settle();
            int before = rig.seen().size();
            assertThat(ended.await(20, TimeUnit.SECONDS)).as("both sockets are left").isTrue();
            rig.settle();
            assertThat(rig.seen()).hasSize(before);
        }
    }

    @Test
    void nothingComesBehindTheEnd() throws Exception {
        try (RawVenue venue = RawVenue.start(HEALTHY, (peer, number) -> peer.silence());
            GatewayRig rig = GatewayRig.start(venue.roots(), "streams: [mark]")) {
            rig.request(FeedAction.CONNECT, 1, 1);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 1));
            rig.poll(1, FeedCall.MARK, 1, 0);
            rig.request(FeedAction.CONNECT, 2, 2);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 2, 2));
            rig.end();
            rig.endConnections();
            assertThat(rig.seen().get(rig.seen().size() - 1).type()).isEqualTo(EventType.END);
            assertThat(rig.seen()).noneMatch(one -> one.ends(1));
            assertThat(rig.isBroken()).isFalse();
        }
    }
}
