package io.tickwire.engine.ring;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.ResumedFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import java.nio.charset.StandardCharsets;

/** Publishes the facts that every producer has to tell. Producer thread only. */
public final class InputPublisher {
    private static final int MAX_WORDS_LENGTH = 200;
    private static final int REST_LINK = 0;

    private final EventSink sink;

    /**
     * Publishes into a sink.
     *
     * @param sink used by the same thread
     */
    public InputPublisher(EventSink sink) {
        this.sink = sink;
    }

    /**
     * Time passed.
     *
     * @param lateNs how much later than it should be
     */
    public void timer(long lateNs) {
        sink.claim(EventType.TIMER, Source.ENGINE, 0, 0).set(TimerFields.LATE_NS, lateNs);
        sink.publish();
    }

    /**
     * A new incarnation begins.
     *
     * @param incarnation 2 for the first resume
     */
    public void resumed(long incarnation) {
        sink.claim(EventType.RESUMED, Source.ENGINE, 0, 0)
            .set(ResumedFields.INCARNATION, incarnation);
        sink.publish();
    }

    /** The session ends cleanly; nothing may be published behind it. */
    public void end() {
        sink.claim(EventType.END, Source.ENGINE, 0, 0);
        sink.publish();
    }

    /**
     * A fact about a link; cold, allocates for its words.
     *
     * @param link    it is about
     * @param fact    what happened
     * @param attempt number of the attempt, 0 where there was none
     * @param code    as the fact defines it, 0 = none
     * @param words   the same in words, cut to 200 bytes
     */
    public void link(int link, LinkFact fact, long attempt, long code, String words) {
        fact(link, fact, attempt, code, words);
        sink.publish();
    }

    /**
     * The venue refused an upgrade.
     *
     * @param link    it is about
     * @param attempt number of the attempt
     * @param status  of HTTP
     * @param waitNs  how long it wants to be left alone, 0 = it does not say
     * @param words   the same in words
     */
    public void refused(int link, long attempt, int status, long waitNs, String words) {
        fact(link, LinkFact.REFUSED, attempt, status, words).set(LinkFields.WAIT_NS, waitNs);
        sink.publish();
    }

    /**
     * A REST call was answered, well or not.
     *
     * @param request    number of the request, 0 where the engine did not ask
     * @param call       that was made
     * @param instrument asked about, 0 = all
     * @param status     of HTTP
     * @param durationNs from question to answer
     * @param waitNs     how long the venue wants to be left alone, 0 = it does not say
     * @param weight     that the venue says is used in this minute, {@link Event#ABSENT} if it
     *                   does not
     * @param words      the path, or what the venue said against it
     */
    public void answered(
        long request, FeedCall call, int instrument, int status, long durationNs, long waitNs,
        long weight, String words) {
        fact(REST_LINK, LinkFact.ANSWERED, request, status, words)
            .instrument(instrument)
            .set(LinkFields.KIND, call.kind().ordinal())
            .set(LinkFields.VALUE_NS, durationNs)
            .set(LinkFields.WAIT_NS, waitNs)
            .set(LinkFields.WEIGHT, weight)
            .set(LinkFields.CALL, call.ordinal());
        sink.publish();
    }

    /**
     * A REST call had no answer.
     *
     * @param request    number of the request, 0 where the engine did not ask
     * @param call       that was made
     * @param instrument asked about, 0 = all
     * @param durationNs from question to the end of patience
     * @param words      why
     */
    public void unanswered(
        long request, FeedCall call, int instrument, long durationNs, String words) {
        fact(REST_LINK, LinkFact.FAILED, request, 0, words)
            .instrument(instrument)
            .set(LinkFields.KIND, call.kind().ordinal())
            .set(LinkFields.VALUE_NS, durationNs)
            .set(LinkFields.CALL, call.ordinal());
        sink.publish();
    }

    /**
     * The venue's clock was compared with ours.
     *
     * @param offsetNs its clock minus ours, estimated
     */
    public void clock(long offsetNs) {
        fact(REST_LINK, LinkFact.CLOCK, 0, 0, "").set(LinkFields.VALUE_NS, offsetNs);
        sink.publish();
    }

    /**
     * How much the venue allows.
     *
     * @param weight of REST calls in one minute of its clock
     */
    public void limit(long weight) {
        fact(REST_LINK, LinkFact.LIMIT, 0, 0, "").set(LinkFields.WEIGHT, weight);
        sink.publish();
    }

    /**
     * What a call costs.
     *
     * @param call      that may be asked for
     * @param weight    of the call for one symbol
     * @param allWeight of the call for all symbols at once, 0 where there is no such call
     */
    public void cost(FeedCall call, long weight, long allWeight) {
        fact(REST_LINK, LinkFact.COST, 0, allWeight, "")
            .set(LinkFields.KIND, call.kind().ordinal())
            .set(LinkFields.WEIGHT, weight)
            .set(LinkFields.CALL, call.ordinal());
        sink.publish();
    }

    /**
     * A group carries a stream.
     *
     * @param link         lowest of the group
     * @param instrumentId of the stream
     * @param kind         of the stream
     */
    public void carries(int link, int instrumentId, StreamKind kind) {
        fact(link, LinkFact.CARRIES, 0, 0, "").instrument(instrumentId)
            .set(LinkFields.KIND, kind.ordinal());
        sink.publish();
    }

    private Event fact(int link, LinkFact fact, long attempt, long code, String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, MAX_WORDS_LENGTH);
        int position = sink.arena().claim(length);
        sink.arena().buffer().putBytes(position, bytes, 0, length);
        return sink.claim(EventType.LINK, Source.ENGINE, link, 0)
            .set(LinkFields.FACT, fact.ordinal())
            .set(LinkFields.ATTEMPT, attempt)
            .set(LinkFields.CODE, code)
            .set(LinkFields.KIND, StreamKind.NONE.ordinal())
            .varInArena(position, length);
    }
}
