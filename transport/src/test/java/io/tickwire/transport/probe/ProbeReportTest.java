package io.tickwire.transport.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.transport.monitor.Records;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a connection check makes of what it has seen. */
final class ProbeReportTest {
    private final ProbeReport report = new ProbeReport(limits(), Records.DISPLAY);

    private static long[] limits() {
        long[] limits = new long[StreamKind.values().length];
        Arrays.fill(limits, 5_000_000_000L);
        return limits;
    }

    private void plan() {
        report.onRecord(Records.instrument(1, "BTCUSDT"));
        fact(LinkFact.PLANNED, 2, 0, "market");
        report.onRecord(Records.fact(2, LinkFact.CARRIES, 0, 0, 0, "").instrument(1)
            .set(LinkFields.KIND, StreamKind.STATS.ordinal()));
    }

    private void fact(LinkFact fact, long code, double at, String text) {
        report.onRecord(Records.fact(2, fact, 1, code, at, text));
    }

    private void request(FeedAction action, double at) {
        Event request = Records.record(EventType.FEED_REQUEST, 2, 0, at);
        report.onRecord(request.set(FeedRequestFields.ACTION, action.ordinal()));
    }

    private void time(double at) {
        report.onRecord(Records.record(EventType.TIMER, 0, 0, at));
    }

    @Test
    void aStreamThatIsHeardIsWell() {
        plan();
        fact(LinkFact.OPENED, 0, 1, "");
        report.onRecord(Records.record(EventType.STATS, 2, 1, 2));
        time(7);
        assertThat(report.failures()).isEmpty();
        time(7.1);
        assertThat(report.failures()).containsExactly(
            "BTCUSDT stats silent 5 s: ticks stopped on an open connection");
    }

    @Test
    void silenceAfterAnAcknowledgementIsItsOwnCauseAlsoOnceWeHaveGivenUp() {
        plan();
        fact(LinkFact.OPENED, 0, 1, "");
        fact(LinkFact.SUBSCRIBED, 0, 1, "");
        time(10);
        String verdict =
            "BTCUSDT stats silent 10 s: acknowledged but silent: ticker is served on /market";
        assertThat(report.failures()).containsExactly(verdict);
        request(FeedAction.CLOSE, 10);
        fact(LinkFact.CLOSED, 1006, 10, "dropped by us");
        assertThat(report.failures()).containsExactly(verdict);
        request(FeedAction.CONNECT, 10);
        assertThat(report.failures()).containsExactly(verdict);
    }

    @Test
    void tooShortAProbeBlamesNobody() {
        plan();
        fact(LinkFact.OPENED, 0, 1, "");
        fact(LinkFact.SUBSCRIBED, 0, 1, "");
        time(2);
        assertThat(report.failures()).hasSize(1).first().asString().startsWith(
            "BTCUSDT stats silent 2 s: acknowledged; its silence means something after ");
    }

    @Test
    void whatTheVenueDidIsTheCause() {
        plan();
        time(3);
        assertThat(report.failures()).containsExactly(
            "BTCUSDT stats silent 3 s: not connected yet");
        fact(LinkFact.REFUSED, 403, 3, "Forbidden");
        assertThat(report.failures()).containsExactly(
            "BTCUSDT stats silent 3 s: refused with HTTP 403: Forbidden");
        fact(LinkFact.OPENED, 0, 4, "");
        fact(LinkFact.SUBSCRIBED, -1003, 4, "");
        assertThat(report.failures()).containsExactly(
            "BTCUSDT stats silent 4 s: subscription refused with error -1003");
        fact(LinkFact.CLOSED, 1008, 5, "Too many requests");
        assertThat(report.failures()).containsExactly(
            "BTCUSDT stats silent 5 s: closed with code 1008: Too many requests");
        fact(LinkFact.FAILED, 0, 6, "Connection refused");
        assertThat(report.failures()).containsExactly(
            "BTCUSDT stats silent 6 s: not connected: Connection refused");
    }

    @Test
    void whatIsPolledProvesNoConnection() {
        plan();
        time(3);
        Event polled = Records.record(EventType.STATS, 0, 1, 3);
        polled.buffer().putByte(
            polled.offset() + Header.SOURCE, (byte) Source.POLL.ordinal());
        report.onRecord(polled);
        assertThat(report.failures()).containsExactly(
            "BTCUSDT stats silent 3 s: not connected yet");
    }

    @Test
    void theOtherLegCarriesTheRouteToo() {
        report.onRecord(Records.instrument(1, "BTCUSDT"));
        report.onRecord(Records.fact(1, LinkFact.PLANNED, 0, 1, 0, "market"));
        report.onRecord(Records.fact(2, LinkFact.PLANNED, 0, 1, 0, "market"));
        report.onRecord(Records.fact(1, LinkFact.CARRIES, 0, 0, 0, "").instrument(1)
            .set(LinkFields.KIND, StreamKind.STATS.ordinal()));
        report.onRecord(Records.fact(2, LinkFact.OPENED, 1, 0, 1, ""));
        report.onRecord(Records.fact(2, LinkFact.SUBSCRIBED, 1, 0, 1, ""));
        report.onRecord(Records.fact(1, LinkFact.FAILED, 2, 0, 2, "timed out"));
        time(10);
        assertThat(report.failures()).containsExactly(
            "BTCUSDT stats silent 10 s: acknowledged but silent: ticker is served on /market");
    }

    @Test
    void withoutAPlanItSaysWhatRestSaid() {
        report.onRecord(Records.call(CallOutcome.NO_ANSWER, 0, 1, "timed out"));
        assertThat(report.failures()).containsExactly(
            "no stream was ever asked for, REST not answered: timed out");
    }
}
