package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.transport.netty.TestAuthority;
import io.tickwire.transport.netty.TestAuthority.Certificate;
import io.tickwire.transport.netty.WebSocketOptions;
import io.tickwire.transport.venue.VenueRoots;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Why no connection comes about is a fact that the engine sees, soon and in words; the I/O thread
 * goes on meanwhile, and so does the next attempt.
 */
final class ConnectFactsTest {
    private static final WebSocketOptions SOON = new WebSocketOptions(
        TimeUnit.MILLISECONDS.toNanos(2000), TimeUnit.MILLISECONDS.toNanos(300),
        TimeUnit.MILLISECONDS.toNanos(300), WebSocketOptions.DEFAULT.limits());

    @TempDir
    private static Path folder;

    private static TestAuthority authority;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = TestAuthority.make(folder);
    }

    /** One attempt, which must fail; gives the words of its fact. */
    private static String failure(GatewayRig rig, long attempt) throws Exception {
        rig.request(FeedAction.CONNECT, 1, attempt);
        GatewayRig.Seen failed =
            rig.await("the failure", one -> one.is(LinkFact.FAILED, 1, attempt));
        rig.settle();
        assertThat(rig.facts().stream().filter(one -> one.link() == 1
            && one.attempt() == attempt)).as("facts of the attempt").hasSize(1);
        assertThat(rig.isBroken()).isFalse();
        return failed.text();
    }

    private static GatewayRig rig(VenueRoots roots) throws Exception {
        return GatewayRig.start(roots, authority.pem(), SOON, "streams: [mark]");
    }

    private static void assertConnects(GatewayRig rig, long attempt) throws Exception {
        rig.request(FeedAction.CONNECT, 1, attempt);
        rig.await("opened", one -> one.is(LinkFact.OPENED, 1, attempt));
    }

    @Test
    void upgradeThatIsNeverAnswered() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            if (number == 1) {
                peer.silence();
            } else {
                peer.healthy();
            }
        };
        try (RawVenue venue = RawVenue.start(script); GatewayRig rig = rig(venue.roots())) {
            assertThat(failure(rig, 1))
                .isEqualTo("timed out after 300 ms waiting for the answer");
            assertConnects(rig, 2);
        }
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (GatewayRig rig = rig(new VenueRoots("ws://127.0.0.1:" + port,
                "http://127.0.0.1:" + port))) {
            assertThat(failure(rig, 1)).containsIgnoringCase("connection refused");
            rig.poll(7, FeedCall.MARK, 1, 0);
            assertThat(rig.await("the end of the call", one -> one.ends(7)).text())
                .containsIgnoringCase("connection refused");
        }
    }

    @Test
    void hostThatDoesNotResolve() throws Exception {
        try (GatewayRig rig = rig(new VenueRoots("ws://no-such-host.invalid",
                "http://no-such-host.invalid"))) {
            assertThat(failure(rig, 1)).isEqualTo("unknown host: no-such-host.invalid");
            rig.poll(7, FeedCall.MARK, 1, 0);
            assertThat(rig.await("the end of the call", one -> one.ends(7)).text())
                .endsWith(": unknown host: no-such-host.invalid");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "localhost|EXPIRED|true|TLS: certificate expired, NotAfter",
        "localhost|NOT_YET|true|TLS: certificate not yet valid, NotBefore",
        "127.0.0.1|GOOD|true|TLS: No subject alternative names matching IP address 127.0.0.1",
        "localhost|GOOD|false|TLS: unable to find valid certification path"})
    void certificateThatWillNotDo(
        String host, Certificate certificate, boolean trusted, String words) throws Exception {
        try (RawVenue venue = RawVenue.start(authority.serverSocket(certificate),
                (peer, number) -> peer.healthy(), (peer, number) -> peer.silence());
            GatewayRig rig = GatewayRig.start(
                new VenueRoots("wss://" + host + ":" + venue.port(), venue.roots().rest()),
                trusted ? authority.pem() : null, WebSocketOptions.DEFAULT, "streams: [mark]")) {
            assertThat(failure(rig, 1)).startsWith(words);
            assertThat(failure(rig, 2)).startsWith(words);
        }
    }

    @Test
    void extensionThatWasNotOffered() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            if (number == 1) {
                peer.upgrade("Sec-WebSocket-Extensions: permessage-deflate\r\n");
                peer.silence();
            } else {
                peer.healthy();
            }
        };
        try (RawVenue venue = RawVenue.start(script); GatewayRig rig = rig(venue.roots())) {
            assertThat(failure(rig, 1)).isEqualTo(
                "closed with 1010: extension that was not offered: permessage-deflate");
            assertConnects(rig, 2);
        }
    }

    @Test
    void refusalWithAllThatItSays() throws Exception {
        try (RawVenue venue = RawVenue.start((peer, number) -> peer.answer("418 I'm a teapot",
                "Retry-After: 120\r\nX-Error-Message: banned\r\n", "{\"code\":-1003}"));
            GatewayRig rig = rig(venue.roots())) {
            rig.request(FeedAction.CONNECT, 1, 1);
            GatewayRig.Seen refused =
                rig.await("the refusal", one -> one.is(LinkFact.REFUSED, 1, 1));
            assertThat(refused.code()).isEqualTo(418);
            assertThat(refused.waitNs()).isEqualTo(TimeUnit.SECONDS.toNanos(120));
            assertThat(refused.text()).isEqualTo("I'm a teapot banned -1003");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'error':{'code':2,'msg':'Invalid request: bad <b>id</b>'},'id':null}"
            + "|2|2 Invalid request: bad id",
        "{'code':-1121,'msg':'Invalid symbol.'}|-1121|-1121 Invalid symbol.",
        "{'result':null,'error':{'code':4,'msg':'Too many'},'id':1}|4|4 Too many",
        "{'status':400,'error':{'code':-1102,'msg':'No'},'id':1}|-1102|-1102 No",
        "{'error':'nope','id':1}|-1|nope", "{'result':null,'error':null,'id':1}|0|''",
        "{'error':{'code':2,'msg':'of another request'},'id':99}|0|''"})
    void subscriptionThatIsRefused(String reply, long code, String words) throws Exception {
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            peer.awaitFrame();
            peer.text(reply.replace('\'', '"'));
            peer.text("{\"result\":null,\"id\":1}");
            peer.silence();
        };
        try (RawVenue venue = RawVenue.start(script); GatewayRig rig = rig(venue.roots())) {
            assertConnects(rig, 1);
            rig.request(FeedAction.SUBSCRIBE, 1, 1);
            GatewayRig.Seen answer =
                rig.await("the answer", one -> one.is(LinkFact.SUBSCRIBED, 1, 1));
            assertThat(answer.code()).isEqualTo(code);
            assertThat(answer.text()).isEqualTo(words);
        }
    }

    /** Ids go on from socket to socket; each is refused only what was asked on it. */
    @ParameterizedTest
    @CsvSource({"1,0,false", "1,1,true", "1,2,false", "1,3,false", "2,1,false", "2,2,true",
        "2,3,false"})
    void aRefusalCountsOnTheSocketThatHasAsked(int socket, int id, boolean counts)
        throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            peer.awaitFrame();
            asked.countDown();
            await(asked);
            if (number == socket) {
                peer.text("{\"error\":{\"code\":2,\"msg\":\"No\"},\"id\":" + id + "}");
            }
            peer.text("{\"result\":null,\"id\":" + number + "}");
            peer.silence();
        };
        try (RawVenue venue = RawVenue.start(script); GatewayRig rig = rig(venue.roots())) {
            for (int link = 1; link <= 2; link++) {
                int opened = link;
                rig.request(FeedAction.CONNECT, link, 1);
                rig.await("opened", one -> one.is(LinkFact.OPENED, opened, 1));
                rig.request(FeedAction.SUBSCRIBE, link, 1);
            }
            GatewayRig.Seen answer =
                rig.await("the answer", one -> one.is(LinkFact.SUBSCRIBED, socket, 1));
            assertThat(answer.code()).isEqualTo(counts ? 2 : 0);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    @Test
    void resetInsideAFrame() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            peer.acknowledge();
            peer.tick();
            peer.write(peer.frameOf(0x81, 100, "half".getBytes(StandardCharsets.UTF_8)));
            peer.awaitFrame();
            peer.reset();
        };
        try (RawVenue venue = RawVenue.start(script); GatewayRig rig = rig(venue.roots())) {
            assertConnects(rig, 1);
            rig.request(FeedAction.SUBSCRIBE, 1, 1);
            rig.await("a tick", one -> one.type() == EventType.MARK);
            rig.request(FeedAction.SUBSCRIBE, 1, 1);
            GatewayRig.Seen closed =
                rig.await("the end", one -> one.is(LinkFact.CLOSED, 1, 1));
            assertThat(closed.code()).isEqualTo(1006);
            assertThat(closed.text()).containsIgnoringCase("reset");
        }
    }

    /** The engine decides by silence that it is dead; what matters here is that it can go. */
    @Test
    void halfOpenConnectionGoesAtOnceWhenTheEngineWantsIt() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            peer.tick();
            peer.pause();
        };
        try (RawVenue venue = RawVenue.start(script); GatewayRig rig = rig(venue.roots())) {
            assertConnects(rig, 1);
            rig.await("a tick", one -> one.type() == EventType.MARK);
            for (int i = 0; i < 100; i++) {
                rig.request(FeedAction.SUBSCRIBE, 1, 1);
            }
            rig.request(FeedAction.CLOSE, 1, 1);
            rig.settle();
            assertThat(rig.facts().stream().filter(one -> one.is(LinkFact.CLOSED, 1, 1)))
                .singleElement().matches(one -> one.code() == 1006);
            assertConnects(rig, 2);
        }
    }
}
