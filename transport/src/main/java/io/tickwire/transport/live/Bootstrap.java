package io.tickwire.transport.live;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.Inputs;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.netty.RestClient;
import io.tickwire.transport.netty.RestListener;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has to be asked before the first socket: the venue's clock and its list of symbols. The
 * replies are journaled as frames of link 0. I/O thread only; nothing here waits.
 */
final class Bootstrap {
    private static final int REST_LINK = 0;
    private static final int TRIES = 3;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long RETRY_MS = 500;
    private static final int OK = 200;
    private static final int SERVER_ERRORS = 500;
    private static final Pattern SERVER_TIME =
        Pattern.compile("\"serverTime\"\\s*:\\s*(\\d{1,15})\\b");

    private final ScheduledExecutorService loop;
    private final RestClient rest;
    private final VenueRoots roots;
    private final EventSink sink;
    private final Inputs inputs;
    private boolean ended;

    Bootstrap(
        ScheduledExecutorService loop, RestClient rest, VenueRoots roots, EventSink sink,
        Inputs inputs) {
        this.loop = loop;
        this.rest = rest;
        this.roots = roots;
        this.sink = sink;
        this.inputs = inputs;
    }

    /**
     * An answer with status 200.
     *
     * @param body       as it came, decompressed
     * @param askedNs    engine time
     * @param answeredNs engine time
     */
    private record Reply(byte[] body, long askedNs, long answeredNs) {
    }

    /** Asks for the venue's time; completes with its clock minus ours, ns. */
    CompletableFuture<Long> clockOffsetNs() {
        return ask("/fapi/v1/time").thenApply(reply -> {
            Matcher time =
                SERVER_TIME.matcher(new String(reply.body(), StandardCharsets.UTF_8));
            if (!time.find()) {
                throw new IllegalStateException("the time call has no serverTime");
            }
            // The venue read its clock about half way between question and answer.
            long middleNs = reply.askedNs() + (reply.answeredNs() - reply.askedNs()) / 2;
            long offsetNs =
                TimeUnit.MILLISECONDS.toNanos(Long.parseLong(time.group(1))) - middleNs;
            inputs.clock(offsetNs);
            return offsetNs;
        });
    }

    /** Asks for the list of symbols; completes with the reply's body. */
    CompletableFuture<byte[]> exchangeInfo() {
        return ask("/fapi/v1/exchangeInfo").thenApply(Reply::body);
    }

    /** From now on answers are dropped and nothing is published. */
    void end() {
        ended = true;
    }

    private CompletableFuture<Reply> ask(String path) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        ask(path, TRIES, reply);
        return reply;
    }

    private void ask(String path, int tries, CompletableFuture<Reply> reply) {
        if (ended) {
            return;
        }
        URI uri = roots.call(path);
        long askedNs = sink.nowNs();
        rest.get(uri, TIMEOUT_NS, new RestListener() {
            @Override
            public void answered(int status, UnaryOperator<String> headers, byte[] body) {
                if (ended) {
                    return;
                }
                long nowNs = sink.nowNs();
                journal(body, nowNs);
                inputs.answered(0, FeedCall.NONE, 0, status, nowNs - askedNs, 0,
                    Event.ABSENT, path);
                if (status == OK) {
                    reply.complete(new Reply(body, askedNs, nowNs));
                } else {
                    // Whoever refuses us would count every further question against us.
                    again(status >= SERVER_ERRORS ? tries : 1, uri + " answered " + status);
                }
            }

            @Override
            public void failed(String words) {
                if (ended) {
                    return;
                }
                inputs.unanswered(
                    0, FeedCall.NONE, 0, sink.nowNs() - askedNs, path + ": " + words);
                again(tries, uri + ": " + words);
            }

            private void again(int triesLeft, String why) {
                if (triesLeft > 1) {
                    loop.schedule(() -> ask(path, triesLeft - 1, reply), RETRY_MS,
                        TimeUnit.MILLISECONDS);
                } else {
                    reply.completeExceptionally(new IllegalStateException(why));
                }
            }
        });
    }

    private void journal(byte[] body, long receiveNs) {
        int length = Math.min(body.length, sink.arena().maxLength());
        int position = sink.arena().claim(length);
        sink.arena().buffer().putBytes(position, body, 0, length);
        sink.beginFrame(
            REST_LINK, Source.REST, FrameFormat.REST, receiveNs, position, length);
        sink.endFrame();
    }
}
