package io.tickwire.transport.live;

import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.transport.binance.RestCalls;
import io.tickwire.transport.binance.RestDecoder;
import io.tickwire.transport.binance.RestError;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.netty.RequestFate;
import io.tickwire.transport.netty.RestBody;
import io.tickwire.transport.netty.RestClient;
import io.tickwire.transport.netty.RestListener;
import io.tickwire.transport.netty.RestRequest;
import io.tickwire.transport.netty.RetryAfter;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Makes the REST calls that the engine asks for: the body becomes a frame and its ticks, and behind
 * them exactly one fact says how the call went. I/O thread only; nothing here waits.
 */
final class RestPoller {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);
    private static final int OK = 200;

    private final RestClient rest;
    private final VenueRoots roots;
    private final EventSink sink;
    private final InputPublisher inputs;
    private final InstrumentTable instruments;
    private final RestDecoder decoder;
    private final Consumer<Runnable> guarded;

    // Venue clock minus ours, 0 until it has been asked: a ban ends by the venue's clock.
    private long offsetNs;

    /**
     * Nothing asked yet.
     *
     * @param instruments the producer's own
     * @param guarded     runs what an answer has to do, or not once the session has ended
     */
    RestPoller(
        RestClient rest, VenueRoots roots, EventSink sink, InputPublisher inputs,
        InstrumentTable instruments, Consumer<Runnable> guarded) {
        this.rest = rest;
        this.roots = roots;
        this.sink = sink;
        this.inputs = inputs;
        this.instruments = instruments;
        this.decoder = new RestDecoder(sink, instruments);
        this.guarded = guarded;
    }

    /**
     * Makes a call.
     *
     * @param request FEED_REQUEST
     */
    void poll(Event request) {
        FeedCall call = FeedCall.of(request.get(FeedRequestFields.CALL));
        int instrument = request.instrument();
        String path = RestCalls.path(call, instrument == 0 ? null
            : instruments.symbol(instrument), request.get(FeedRequestFields.FROM_ID),
            request.get(FeedRequestFields.COUNT));
        boolean fills = request.get(FeedRequestFields.REASON) == RequestReason.FILL.ordinal();
        rest.send(RestRequest.get(roots.call(path)), TIMEOUT_NS,
            new Poll(request.get(FeedRequestFields.ATTEMPT), call, instrument,
                fills ? Source.BACKFILL : Source.POLL, path, sink.nowNs()));
    }

    /** One call under way. */
    private final class Poll implements RestListener {
        private final long request;
        private final FeedCall call;
        private final int instrument;
        private final Source source;
        private final String path;
        private final long askedNs;

        Poll(long request, FeedCall call, int instrument, Source source, String path,
            long askedNs) {
            this.request = request;
            this.call = call;
            this.instrument = instrument;
            this.source = source;
            this.path = path;
            this.askedNs = askedNs;
        }

        @Override
        public void answered(int status, UnaryOperator<String> headers, RestBody body) {
            guarded.accept(() -> take(status, headers, body));
        }

        @Override
        public void failed(RequestFate fate, String reason) {
            guarded.accept(() -> unanswered(fate == RequestFate.NOT_SENT
                ? CallOutcome.NOT_SENT : CallOutcome.NO_ANSWER, path + ": " + reason));
        }

        private void unanswered(CallOutcome outcome, String reason) {
            inputs.unanswered(
                outcome, request, call, instrument, sink.nowNs() - askedNs, reason);
        }

        private void take(int status, UnaryOperator<String> headers, RestBody body) {
            int length = body.length();
            if (length > sink.arena().maxLength()) {
                unanswered(CallOutcome.NO_ANSWER, path + ": HTTP status " + status + " with "
                    + length
                    + " bytes, of which the arena takes " + sink.arena().maxLength());
                return;
            }
            long nowNs = sink.nowNs();
            int position = sink.arena().claim(length);
            body.copyTo(sink.arena().buffer(), position);
            if (status == OK) {
                if (decode(nowNs, position, length)) {
                    told(status, nowNs, 0, headers, path);
                } else {
                    unanswered(CallOutcome.NO_ANSWER, path
                        + ": HTTP status 200, but not what was asked for");
                }
            } else {
                decoder.onOther(nowNs, position, length);
                RestError error = RestError.read(status, body.bytes());
                told(status, nowNs, waitNs(headers, error, nowNs), headers, error.words());
            }
        }

        private boolean decode(long nowNs, int position, int length) {
            if (call != FeedCall.CLOCK) {
                return decoder.onTicks(call, instrument, source, nowNs, position, length);
            }
            long timeMs = decoder.onTime(nowNs, position, length);
            if (timeMs != Event.ABSENT) {
                // The venue read its clock about half way between question and answer.
                offsetNs = TimeUnit.MILLISECONDS.toNanos(timeMs)
                    - (askedNs + (nowNs - askedNs) / 2);
                inputs.venueClock(offsetNs);
            }
            return timeMs != Event.ABSENT;
        }

        private void told(
            int status, long nowNs, long waitNs, UnaryOperator<String> headers, String words) {
            long used = RestCalls.usedWeight(headers);
            if (used != Event.ABSENT) {
                inputs.budgetUsed(request, RestCalls.WEIGHT_WINDOW, used);
            }
            inputs.answered(
                request, call, instrument, status, nowNs - askedNs, waitNs, words);
        }
    }

    /** The header if there is one, else what the words say. */
    private long waitNs(UnaryOperator<String> headers, RestError error, long nowNs) {
        long seconds = RetryAfter.seconds(headers);
        if (seconds != RetryAfter.ABSENT || error.bannedUntilMs() == 0) {
            return RetryAfter.waitNs(seconds);
        }
        long untilNs = TimeUnit.MILLISECONDS.toNanos(error.bannedUntilMs());
        return Math.min(RetryAfter.MAX_WAIT_NS, Math.max(0, untilNs - (nowNs + offsetNs)));
    }
}
