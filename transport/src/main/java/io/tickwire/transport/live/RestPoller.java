package io.tickwire.transport.live;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.text.ForeignText;
import io.tickwire.transport.netty.RequestFate;
import io.tickwire.transport.netty.RestBody;
import io.tickwire.transport.netty.RestListener;
import io.tickwire.transport.netty.RetryAfter;
import io.tickwire.transport.venue.CallRequest;
import io.tickwire.transport.venue.HttpCall;
import io.tickwire.transport.venue.ReplyDecoder;
import io.tickwire.transport.venue.VenueBootstrap;
import io.tickwire.transport.venue.VenueCalls;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venue.VenueTerms;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Makes the REST calls that the engine asks for: the body becomes a frame and its ticks, and behind
 * them exactly one fact says how the call went. I/O thread only; nothing here waits.
 */
final class RestPoller {
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);
    /** A list of all instruments may have a megabyte. */
    private static final long LISTING_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int OK = 200;
    private static final String CONTENT_TYPE = "content-type";

    private final Wire wire;
    private final VenueCalls calls;
    private final EventSink sink;
    private final FactPublisher facts;
    private final InstrumentTable instruments;
    private final ReplyDecoder decoder;
    private final VenueBootstrap bootstrap;
    private final ListingReader listings;
    private final Consumer<VenueTerms> onListing;
    private final Runnable beforeTicks;
    private final Consumer<Runnable> guarded;

    // Venue clock minus ours, 0 until it has been asked: a ban ends by the venue's clock.
    private long offsetNs;

    /**
     * Nothing asked yet.
     *
     * @param instruments the producer's own
     * @param listings    reads what is listed of the session's symbols
     * @param onListing   publishes it
     * @param beforeTicks run before an answer is published
     * @param guarded     runs what an answer has to do, or not once the session has ended
     */
    RestPoller(
        Wire wire, VenueClient venue, EventSink sink, FactPublisher facts,
        InstrumentTable instruments, ListingReader listings, Consumer<VenueTerms> onListing,
        Runnable beforeTicks, Consumer<Runnable> guarded) {
        this.wire = wire;
        this.calls = venue.calls();
        this.sink = sink;
        this.facts = facts;
        this.instruments = instruments;
        this.bootstrap = venue.bootstrap();
        this.listings = listings;
        this.onListing = onListing;
        this.decoder = venue.codec().replies(sink, instruments);
        this.beforeTicks = beforeTicks;
        this.guarded = guarded;
    }

    /**
     * Makes a call.
     *
     * @param request FEED_REQUEST
     */
    void poll(Event request) {
        FactPublisher.Asked asked = new FactPublisher.Asked(
            request.get(FeedRequestFields.REQUEST),
            FeedCall.of(request.get(FeedRequestFields.CALL)), request.instrument());
        boolean listing = asked.call() == FeedCall.LISTING;
        HttpCall http = listing ? bootstrap.instruments() : calls.http(new CallRequest(
            asked.call(),
            symbolsOf(asked.instrument(), request.get(FeedRequestFields.INSTRUMENTS)),
            request.get(FeedRequestFields.FROM_ID), request.get(FeedRequestFields.ROWS)));
        boolean fills = request.get(FeedRequestFields.REASON) == RequestReason.FILL.ordinal();
        wire.call(http, listing ? LISTING_TIMEOUT_NS : TIMEOUT_NS, new Poll(
            asked, fills ? Source.BACKFILL : Source.POLL, http.label(), sink.nowNs()));
    }

    /** Those whose ids follow each other, fewer at their end; "all" has no names. */
    private List<String> symbolsOf(int first, long count) {
        if (first == 0) {
            return List.of();
        }
        long end = Math.min(first + count, instruments.count() + 1);
        return IntStream.range(first, (int) end).mapToObj(instruments::symbol).toList();
    }

    /** One call under way. */
    private final class Poll implements RestListener {
        private final FactPublisher.Asked asked;
        private final Source source;
        private final String label;
        private final long askedNs;

        Poll(FactPublisher.Asked asked, Source source, String label, long askedNs) {
            this.asked = asked;
            this.source = source;
            this.label = label;
            this.askedNs = askedNs;
        }

        @Override
        public void answered(int status, UnaryOperator<String> headers, RestBody body) {
            guarded.accept(() -> take(status, headers, body));
        }

        @Override
        public void failed(RequestFate fate, String reason) {
            guarded.accept(() -> facts.unanswered(
                asked, fate, sink.nowNs() - askedNs, label + ": " + reason));
        }

        private void take(int status, UnaryOperator<String> headers, RestBody body) {
            beforeTicks.run();
            long nowNs = sink.nowNs();
            int length = body.length();
            boolean fits = length <= sink.arena().maxLength();
            int position = fits ? sink.arena().claim(length) : 0;
            if (fits) {
                body.copyTo(sink.arena().buffer(), position);
            }
            if (status == OK && asked.call() == FeedCall.LISTING) {
                if (fits) {
                    decoder.onOther(nowNs, position, length);
                }
                readListing(headers, body);
            } else if (!fits) {
                tooLong(status, headers, body, nowNs);
            } else if (status != OK) {
                decoder.onOther(nowNs, position, length);
                VenueCalls.Refusal refusal = calls.refusal(status, body.bytes());
                long waitNs = waitNs(headers, refusal, nowNs);
                if (refusal.isUnknownSymbol() && asked.instrument() != 0) {
                    facts.unknownSymbol(asked, status, nowNs - askedNs, waitNs,
                        window -> calls.used(window, headers), refusal.message());
                } else {
                    answered(status, nowNs, waitNs, headers,
                        ForeignText.answer(headers.apply(CONTENT_TYPE), refusal.message()));
                }
            } else if (decode(nowNs, position, length)) {
                answered(status, nowNs, 0, headers, label);
            } else {
                unusable(nowNs, headers, answer(headers, body).unusable("nothing"));
            }
        }

        /** On a cold thread; what it says of the session's symbols stands before the fact. */
        private void readListing(UnaryOperator<String> headers, RestBody body) {
            listings.read(answer(headers, body)).whenCompleteAsync((terms, failure) ->
                guarded.accept(() -> {
                    long nowNs = sink.nowNs();
                    if (failure == null) {
                        onListing.accept(terms);
                        answered(OK, nowNs, 0, headers, label);
                    } else {
                        unusable(nowNs, headers, ListingReader.message(failure));
                    }
                }), wire.loop());
        }

        /** What the status, the headers and a refusal say counts all the same. */
        private void tooLong(
            int status, UnaryOperator<String> headers, RestBody body, long nowNs) {
            String words = label + ": HTTP status " + status + " with " + body.length()
                + " bytes, of which the arena takes " + sink.arena().maxLength()
                + ": not journaled";
            if (status == OK) {
                unusable(nowNs, headers, words);
            } else {
                VenueCalls.Refusal refusal = calls.refusal(status, body.bytes());
                answered(status, nowNs, waitNs(headers, refusal, nowNs), headers, words);
            }
        }

        private boolean decode(long nowNs, int position, int length) {
            if (asked.call() != FeedCall.CLOCK) {
                return decoder.onTicks(
                    asked.call(), asked.instrument(), source, nowNs, position, length);
            }
            long timeMs = decoder.onTime(nowNs, position, length);
            if (timeMs != Event.ABSENT) {
                // The venue read its clock about half way between question and answer.
                offsetNs = TimeUnit.MILLISECONDS.toNanos(timeMs)
                    - (askedNs + (nowNs - askedNs) / 2);
                facts.clock(offsetNs);
            }
            return timeMs != Event.ABSENT;
        }

        private void answered(
            int status, long nowNs, long waitNs, UnaryOperator<String> headers,
            String message) {
            facts.answered(asked, status, nowNs - askedNs, waitNs,
                window -> calls.used(window, headers), message);
        }

        private void unusable(long nowNs, UnaryOperator<String> headers, String reason) {
            facts.unusable(asked, OK, nowNs - askedNs,
                RetryAfter.waitNs(RetryAfter.seconds(headers)),
                window -> calls.used(window, headers), reason);
        }

        private RestAnswer answer(UnaryOperator<String> headers, RestBody body) {
            return new RestAnswer(label, headers.apply(CONTENT_TYPE), body.bytes());
        }
    }

    /** The header if there is one, else what the message says. */
    private long waitNs(
        UnaryOperator<String> headers, VenueCalls.Refusal refusal, long nowNs) {
        long seconds = RetryAfter.seconds(headers);
        if (seconds != RetryAfter.ABSENT || refusal.bannedUntilMs() == 0) {
            return RetryAfter.waitNs(seconds);
        }
        long untilNs = TimeUnit.MILLISECONDS.toNanos(refusal.bannedUntilMs());
        return Math.min(RetryAfter.MAX_WAIT_NS, Math.max(0, untilNs - (nowNs + offsetNs)));
    }
}
