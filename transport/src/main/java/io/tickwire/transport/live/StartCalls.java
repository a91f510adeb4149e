package io.tickwire.transport.live;

import io.tickwire.engine.config.Authority;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.netty.RequestFate;
import io.tickwire.transport.netty.RestBody;
import io.tickwire.transport.netty.RestListener;
import io.tickwire.transport.netty.RetryAfter;
import io.tickwire.transport.venue.HttpCall;
import io.tickwire.transport.venue.VenueCalls;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Makes the calls that come before the engine decides anything, each tried a few times. What
 * becomes of them is journaled as facts, and their bodies as frames of link 0. I/O thread only;
 * nothing here waits.
 */
final class StartCalls {
    private static final int REST_LINK = 0;
    private static final int TRIES = 3;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long RETRY_MS = 500;
    private static final int OK = 200;
    private static final int SERVER_ERRORS = 500;
    private static final String CONTENT_TYPE = "content-type";

    private final Wire wire;
    private final VenueCalls calls;
    private final EventSink sink;
    private final FactPublisher facts;
    private boolean ended;

    StartCalls(Wire wire, VenueCalls calls, EventSink sink, FactPublisher facts) {
        this.wire = wire;
        this.calls = calls;
        this.sink = sink;
        this.facts = facts;
    }

    /**
     * Asks.
     *
     * @param call   to make
     * @param secret whether the body of the answer stays out of the journal
     * @return completes with an answer with status 200, else with why there is none
     */
    CompletableFuture<RestAnswer> ask(HttpCall call, boolean secret) {
        CompletableFuture<RestAnswer> reply = new CompletableFuture<>();
        new Question(call, secret, reply).ask(TRIES);
        return reply;
    }

    /** From now on answers are dropped and nothing is published. */
    void end() {
        ended = true;
    }

    /** One call until it is answered or given up. */
    private final class Question {
        private final HttpCall call;
        private final boolean secret;
        private final CompletableFuture<RestAnswer> reply;

        Question(HttpCall call, boolean secret, CompletableFuture<RestAnswer> reply) {
            this.call = call;
            this.secret = secret;
            this.reply = reply;
        }

        void ask(int tries) {
            if (ended) {
                return;
            }
            long askedNs = sink.nowNs();
            wire.call(call, TIMEOUT_NS, new RestListener() {
                @Override
                public void answered(
                    int status, UnaryOperator<String> headers, RestBody body) {
                    if (!ended) {
                        take(tries, askedNs, status, headers, body);
                    }
                }

                @Override
                public void failed(RequestFate fate, String reason) {
                    if (!ended) {
                        facts.unanswered(FactPublisher.Asked.AT_START, fate,
                            sink.nowNs() - askedNs, call.label() + ": " + reason);
                        again(tries, where() + ": " + reason);
                    }
                }
            });
        }

        private void take(
            int tries, long askedNs, int status, UnaryOperator<String> headers,
            RestBody body) {
            long nowNs = sink.nowNs();
            boolean whole = secret || journal(body, nowNs);
            facts.answered(FactPublisher.Asked.AT_START, status, nowNs - askedNs,
                RetryAfter.waitNs(RetryAfter.seconds(headers)),
                window -> calls.used(window, headers),
                whole ? call.label() : call.label() + ": not journaled, " + body.length()
                    + " bytes are too long");
            if (status == OK) {
                reply.complete(
                    new RestAnswer(where(), headers.apply(CONTENT_TYPE), body.bytes()));
            } else {
                // Whoever refuses us would count every further question against us.
                again(status >= SERVER_ERRORS ? tries : 1, where() + " answered " + status);
            }
        }

        private void again(int triesLeft, String why) {
            if (triesLeft > 1) {
                wire.loop().schedule(
                    () -> ask(triesLeft - 1), RETRY_MS, TimeUnit.MILLISECONDS);
            } else {
                reply.completeExceptionally(new IllegalStateException(why));
            }
        }

        /** Which call, and where; of the URI only the host is sure to hold no key. */
        private String where() {
            return call.label() + " at " + Authority.of(call.uri());
        }
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
