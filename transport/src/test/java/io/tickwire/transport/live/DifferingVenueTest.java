package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.transport.venue.BudgetWindow;
import io.tickwire.transport.venue.CallRequest;
import io.tickwire.transport.venue.CallTerms;
import io.tickwire.transport.venue.HttpCall;
import io.tickwire.transport.venue.KeepAlive;
import io.tickwire.transport.venue.LinkPlan;
import io.tickwire.transport.venue.SocketProtocol;
import io.tickwire.transport.venue.VenueCalls;
import io.tickwire.transport.venue.VenueClient;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the built-in venue does not do but others do: they want to hear from us on a connection, and
 * they count calls in several windows.
 */
final class DifferingVenueTest {
    private static final List<BudgetWindow> MINUTE = List.of(BudgetWindow.ofMinute(6000));
    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(10);

    /** Wants to hear from us, perhaps with a key. */
    private record Talkative(
        SocketProtocol usual, KeepAlive keepAlive, boolean areMessagesSecret)
        implements SocketProtocol {
        @Override
        public Upgrade upgrade(LinkPlan.Group group) {
            return usual.upgrade(group);
        }

        @Override
        public List<String> subscribe(LinkPlan.Group group, long firstRequestId) {
            return usual.subscribe(group, firstRequestId);
        }
    }

    /** Counts calls each second and weight each minute, and says in its answers how it stands. */
    private record Counting(VenueCalls usual) implements VenueCalls {
        @Override
        public HttpCall http(CallRequest request) {
            return usual.http(request);
        }

        @Override
        public CallTerms terms(FeedCall call) {
            return call == FeedCall.PRICE ? new CallTerms(
                List.of(new CallTerms.Cost(1, 1), new CallTerms.Cost(2, 40)), 1) : CallTerms.NONE;
        }

        @Override
        public long used(int window, UnaryOperator<String> headers) {
            String text = headers.apply("X-Used-" + window);
            return text == null ? Event.ABSENT : Long.parseLong(text);
        }

        @Override
        public Refusal refusal(int status, byte[] body) {
            return usual.refusal(status, body);
        }
    }

    private static GatewayRig talkative(RawVenue venue, KeepAlive keepAlive) throws Exception {
        return talkative(venue, keepAlive, false);
    }

    private static GatewayRig talkative(RawVenue venue, KeepAlive keepAlive, boolean secret)
        throws Exception {
        return GatewayRig.start(venue.roots(), MINUTE, usual -> new VenueClient(usual.venue(),
            usual.bootstrap(), usual.plan(), new Talkative(usual.sockets(), keepAlive, secret),
            usual.calls(), usual.codec()), "streams: [mark]");
    }

    private static KeepAlive text(String text) {
        return new KeepAlive(KeepAlive.Kind.TEXT, EVERY_NS, text);
    }

    @ParameterizedTest
    @CsvSource({"PING_FRAME,'','89 '", "TEXT,ping,'81 ping'"})
    void whatTheVenueWantsToHearIsSentAndThatIsAFact(
        KeepAlive.Kind kind, String text, String frame) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            while (true) {
                heard.add(peer.readFrame());
            }
        };
        try (RawVenue venue = RawVenue.start(script);
            GatewayRig rig = talkative(venue, new KeepAlive(kind, EVERY_NS, text))) {
            rig.request(FeedAction.KEEP_ALIVE, 1, 7);
            rig.request(FeedAction.CONNECT, 1, 7);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 7));
            rig.request(FeedAction.KEEP_ALIVE, 1, 6);
            rig.request(FeedAction.KEEP_ALIVE, 2, 7);
            rig.request(FeedAction.KEEP_ALIVE, 1, 7);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(frame);
            rig.request(FeedAction.KEEP_ALIVE, 1, 7);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(frame);
            assertThat(rig.facts().stream().filter(one -> one.isLink(LinkFact.KEPT_ALIVE)))
                .as("for the socket that there is").hasSize(2)
                .allMatch(one -> one.is(LinkFact.KEPT_ALIVE, 1, 7));
            assertThat(rig.sent()).as("journaled").isEqualTo(
                kind == KeepAlive.Kind.TEXT ? List.of(text, text) : List.of());
            rig.request(FeedAction.CLOSE, 1, 7);
            rig.request(FeedAction.KEEP_ALIVE, 1, 7);
            rig.settle();
            assertThat(rig.facts().get(rig.facts().size() - 1).is(LinkFact.CLOSED, 1, 7))
                .isTrue();
            assertThat(rig.isBroken()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"PING_FRAME,'',10000000000", "TEXT,ping,10000000000", "NONE,'',-1"})
    void thePlanSaysHowOften(KeepAlive.Kind kind, String text, long planned) throws Exception {
        KeepAlive keepAlive = kind == KeepAlive.Kind.NONE
            ? KeepAlive.NONE : new KeepAlive(kind, EVERY_NS, text);
        try (RawVenue venue = RawVenue.start((peer, number) -> peer.healthy());
            GatewayRig rig = talkative(venue, keepAlive)) {
            assertThat(rig.facts().stream().filter(one -> one.isLink(LinkFact.PLANNED)))
                .extracting(GatewayRig.Seen::valueNs).hasSize(2)
                .containsOnly(planned < 0 ? Event.ABSENT : planned);
        }
    }

    @ParameterizedTest
    @CsvSource({"true,0", "false,2"})
    void aTextThatMayHoldAKeyIsSentButNotJournaled(boolean secret, int journaled)
        throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            while (true) {
                heard.add(peer.readFrame());
            }
        };
        try (RawVenue venue = RawVenue.start(script);
            GatewayRig rig = talkative(venue, text("k3y"), secret)) {
            rig.request(FeedAction.CONNECT, 1, 7);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 7));
            rig.request(FeedAction.SUBSCRIBE, 1, 7);
            rig.request(FeedAction.KEEP_ALIVE, 1, 7);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).contains("SUBSCRIBE");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("81 k3y");
            assertThat(rig.sent()).hasSize(journaled);
        }
    }

    @Test
    @Timeout(60)
    void aConnectionThatTakesNothingMoreIsDropped() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            peer.pause();
        };
        try (RawVenue venue = RawVenue.start(script);
            GatewayRig rig = talkative(venue, text("x".repeat(100_000)))) {
            rig.request(FeedAction.CONNECT, 1, 1);
            rig.await("opened", one -> one.is(LinkFact.OPENED, 1, 1));
            int asked = 0;
            while (rig.facts().stream().noneMatch(one -> one.is(LinkFact.CLOSED, 1, 1))) {
                assertThat(++asked).as("100 kB each").isLessThan(1000);
                rig.request(FeedAction.KEEP_ALIVE, 1, 1);
            }
            assertThat(rig.facts().stream().filter(one -> one.isLink(LinkFact.KEPT_ALIVE)))
                .as("but for the last").hasSize(asked - 1);
        }
    }

    @Test
    void eachWindowHasACostAndAUseOfItsOwn() throws Exception {
        List<BudgetWindow> windows = List.of(new BudgetWindow(
            WindowKind.SLIDING, 10, TimeUnit.SECONDS.toNanos(1)), BudgetWindow.ofMinute(6000));
        RawVenue.Script calls = (peer, number) -> peer.answer(
            "200 OK", "X-Used-0: 3\r\nX-Used-1: 17\r\n",
            "{\"symbol\":\"BTCUSDT\",\"price\":\"67234.5\",\"time\":1700000000000}");
        try (RawVenue venue = RawVenue.start((peer, number) -> peer.healthy(), calls);
            GatewayRig rig = GatewayRig.start(venue.roots(), windows, usual -> new VenueClient(
                usual.venue(), usual.bootstrap(), usual.plan(), usual.sockets(),
                new Counting(usual.calls()), usual.codec()))) {
            assertThat(rig.facts().stream()
                .filter(one -> one.type() == EventType.BUDGET_WINDOW))
                .extracting(GatewayRig.Seen::window, GatewayRig.Seen::code)
                .containsExactly(tuple(0, 10L), tuple(1, 6000L));
            assertThat(rig.facts().stream().filter(one -> one.type() == EventType.CALL_COST)
                .filter(one -> one.call() == FeedCall.PRICE || one.call() == FeedCall.TRADE))
                .extracting(one -> one.call() + " " + one.window() + " " + one.code() + " "
                    + one.valueNs())
                .containsExactly("PRICE 0 1 1", "PRICE 1 2 40", "TRADE 0 0 0", "TRADE 1 0 0");
            GatewayRig.Seen answered = rig.polled(1, FeedCall.PRICE, 1);
            List<GatewayRig.Seen> facts = rig.facts();
            int at = facts.indexOf(answered);
            assertThat(facts.subList(at - 2, at))
                .extracting(GatewayRig.Seen::type, GatewayRig.Seen::attempt,
                    GatewayRig.Seen::window, GatewayRig.Seen::code)
                .containsExactly(tuple(EventType.BUDGET_USED, 1L, 0, 3L),
                    tuple(EventType.BUDGET_USED, 1L, 1, 17L));
        }
    }

    /** Else a window that a venue has given up would be charged, and hold calls, for ever. */
    @Test
    void aSessionThatGoesOnWithdrawsTheCostsOfWindowsThatThereAreNoMore() throws Exception {
        try (RawVenue venue = RawVenue.start((peer, number) -> peer.healthy());
            GatewayRig rig = GatewayRig.goingOn(venue.roots(), MINUTE)) {
            assertThat(rig.facts().get(0).type()).isEqualTo(EventType.RESUMED);
            assertThat(rig.facts().stream()
                .filter(one -> one.type() == EventType.BUDGET_WINDOW))
                .extracting(GatewayRig.Seen::window).containsExactly(0);
            assertThat(rig.facts().stream().filter(one -> one.type() == EventType.CALL_COST)
                .filter(one -> one.call() == FeedCall.CLOCK))
                .extracting(one -> one.window() + " " + one.code() + " " + one.valueNs())
                .containsExactly("0 1 1", "1 0 0", "2 0 0", "3 0 0", "4 0 0", "5 0 0", "6 0 0",
                    "7 0 0");
        }
    }
}
