package io.tickwire.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.transport.netty.RestRequest.Method;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that end under a request which is not their first. */
class KeptConnectionFateTest extends RestRig {
    @ParameterizedTest
    @EnumSource(Method.class)
    void keptConnectionThatEndsUnderTheRequest(Method method) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(OK);
            peer.readHead();
            requests.incrementAndGet();
        }, peer -> {
            peer.readHead();
            requests.incrementAndGet();
            peer.write(OK);
        })) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            String outcome = outcome(request(method, server));
            if (method == Method.GET) {
                assertThat(outcome).isEqualTo("answered 200 null OK");
                assertThat(requests).hasValue(2);
            } else {
                assertThat(outcome).startsWith("failed NO_ANSWER ").contains("closed");
                assertThat(requests).hasValue(1);
            }
        }
    }

    /** The server's end is on its way, or has come and was not read yet. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void keptConnectionThatTheServerEndsAtTheSameMoment(Method method) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger more = new AtomicInteger();
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(OK);
            awaitQuietly(end);
            peer.end();
            ended.countDown();
        }, peer -> {
            peer.readHead();
            more.incrementAndGet();
            peer.write(OK);
        })) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            sendOnceItHasEnded(request(method, server), end, ended);
            if (method == Method.GET) {
                assertThat(heard.next()).isEqualTo("answered 200 null OK");
            } else {
                assertThat(heard.next()).startsWith("failed NO_ANSWER ");
                assertThat(more).hasValue(0);
            }
        }
    }

    /** The operating system knows of the reset and takes no byte: a second attempt is the first. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void keptConnectionThatTheServerHasReset(Method method) throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (RawServer server = RawServer.start(
            peer -> resetAfterOne(peer, reset, done), peer -> {
                assertThat(peer.readHead()).startsWith(method + " / ");
                peer.write(OK);
            })) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            sendOnceItHasEnded(request(method, server), reset, done);
            assertThat(heard.next()).isEqualTo("answered 200 null OK");
            server.join();
        }
    }

    @Test
    void keptConnectionThatTheServerHasResetAndNobodyListens() throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        try (RawServer server = RawServer.start(peer -> resetAfterOne(peer, reset, done))) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            server.stopListening();
            sendOnceItHasEnded(request(Method.POST, server), reset, done);
            assertThat(heard.next()).startsWith("failed NOT_SENT ").containsIgnoringCase("refused");
        }
    }

    /** The second attempt was not sent, but the first may have been heard. */
    @Test
    void bothAttemptsCount() throws Exception {
        try (RawServer server = RawServer.start(peer -> {
            peer.readHead();
            peer.write(OK);
            peer.readHead();
        })) {
            assertThat(outcome(request(Method.GET, server))).isEqualTo("answered 200 null OK");
            server.stopListening();
            assertThat(outcome(request(Method.GET, server))).startsWith("failed NO_ANSWER ")
                .containsIgnoringCase("refused");
        }
    }

    private static void resetAfterOne(
            RawServer.Peer peer, CountDownLatch reset, CountDownLatch done) throws IOException {
        peer.readHead();
        peer.write(OK);
        awaitQuietly(reset);
        peer.reset();
        done.countDown();
    }

    /** Within one task of the loop, which cannot hear of the end before it has written. */
    private void sendOnceItHasEnded(RestRequest request, CountDownLatch end, CountDownLatch ended)
            throws Exception {
        loops.loop().submit(() -> {
            end.countDown();
            awaitQuietly(ended);
            client.send(request, TimeUnit.SECONDS.toNanos(10), heard);
        }).get();
    }
}
