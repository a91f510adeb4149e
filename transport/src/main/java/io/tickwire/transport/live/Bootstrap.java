package io.tickwire.transport.live;

import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.transport.binance.RestCalls;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.netty.RequestFate;
import io.tickwire.transport.netty.RestBody;
import io.tickwire.transport.netty.RestClient;
import io.tickwire.transport.netty.RestListener;
import io.tickwire.transport.netty.RestRequest;
import io.tickwire.transport.netty.RetryAfter;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * What has to be asked before the first socket: the venue's list of symbols. The replies are
 * journaled as frames of link 0. I/O thread only; nothing here waits.
 */
final class Bootstrap {
    private static final int REST_LINK = 0;
    private static final int TRIES = 3;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long RETRY_MS = 500;
    private static final int OK = 200;
    private static final int SERVER_ERRORS = 500;

    private final ScheduledExecutorService loop;
    private final RestClient rest;
    private final VenueRoots roots;
    private final EventSink sink;
    private final InputPublisher inputs;
    private boolean ended;

    Bootstrap(
        ScheduledExecutorService loop, RestClient rest, VenueRoots roots, EventSink sink,
        InputPublisher inputs) {
        this.loop = loop;
        this.rest = rest;
        this.roots = roots;
        this.sink = sink;
        this.inputs = inputs;
    }

    /** Asks for the list of symbols; completes with the reply's body. */
    CompletableFuture<byte[]> exchangeInfo() {
        CompletableFuture<byte[]> reply = new CompletableFuture<>();
        ask("/fapi/v1/exchangeInfo", TRIES, reply);
        return reply;
    }

    /** From now on answers are dropped and nothing is published. */
    void end() {
        ended = true;
    }

    private void ask(String path, int tries, CompletableFuture<byte[]> reply) {
        if (ended) {
            return;
        }
        URI uri = roots.call(path);
        long askedNs = sink.nowNs();
        rest.send(RestRequest.get(uri), TIMEOUT_NS, new RestListener() {
            @Override
            public void answered(int status, UnaryOperator<String> headers, RestBody body) {
                if (ended) {
                    return;
                }
                long nowNs = sink.nowNs();
                boolean journaled = journal(body, nowNs);
                long used = RestCalls.usedWeight(headers);
                if (used != Event.ABSENT) {
                    inputs.budgetUsed(0, RestCalls.WEIGHT_WINDOW, used);
                }
                inputs.answered(0, FeedCall.NONE, 0, status, nowNs - askedNs,
                    RetryAfter.waitNs(RetryAfter.seconds(headers)), journaled ? path
                        : path + ": not journaled, " + body.length() + " bytes are too long");
                if (status == OK) {
                    reply.complete(body.bytes());
                } else {
                    // Whoever refuses us would count every further question against us.
                    again(status >= SERVER_ERRORS ? tries : 1, uri + " answered " + status);
                }
            }

            @Override
            public void failed(RequestFate fate, String reason) {
                if (ended) {
                    return;
                }
                inputs.unanswered(
                    fate == RequestFate.NOT_SENT ? CallOutcome.NOT_SENT : CallOutcome.NO_ANSWER,
                    0, FeedCall.NONE, 0, sink.nowNs() - askedNs,
                    path + ": " + reason);
                again(tries, uri + ": " + reason);
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

    /** False where the arena does not take that much; what the reply says is used all the same. */
    private boolean journal(RestBody body, long receiveNs) {
        int length = body.length();
        if (length > sink.arena().maxLength()) {
            return false;
        }
        int position = sink.arena().claim(length);
        body.copyTo(sink.arena().buffer(), position);
        sink.beginFrame(
            REST_LINK, Source.REST, FrameFormat.REST, receiveNs, position, length);
        sink.endFrame();
        return true;
    }
}
