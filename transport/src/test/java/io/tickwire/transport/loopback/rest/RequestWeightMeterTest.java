package io.tickwire.transport.loopback.rest;

import static io.tickwire.transport.loopback.rest.RequestWeightMeter.Admission.BANNED;
import static io.tickwire.transport.loopback.rest.RequestWeightMeter.Admission.OVER;
import static io.tickwire.transport.loopback.rest.RequestWeightMeter.Admission.WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The limit of weight, and the ban behind it: at the limit and one past it. */
final class RequestWeightMeterTest {
    private static final long MINUTE_MS = 60_000;
    private static final long START_MS = 29_856_667 * MINUTE_MS;

    private final RequestWeightMeter meter =
        new RequestWeightMeter(RequestWeightMeter.DEFAULT_LIMIT);

    @Test
    void theLimitIsAllowedAndOneMoreIsNot() {
        assertThat(List.of(meter.charge(2400, START_MS), meter.charge(1, START_MS)))
            .containsExactly(WITHIN, OVER);
    }

    @Test
    void theMinuteOfTheClockBeginsAnew() {
        meter.charge(2401, START_MS + MINUTE_MS - 1);

        assertThat(meter.charge(5, START_MS + MINUTE_MS)).isEqualTo(WITHIN);
        assertThat(meter.used()).isEqualTo(5);
    }

    @Test
    void refusedCallsCostTheirWeight() {
        meter.charge(2401, START_MS);
        meter.charge(40, START_MS);

        assertThat(meter.used()).isEqualTo(2441);
    }

    @Test
    void tenRefusedCallsAreForgivenAndTheEleventhBans() {
        meter.charge(2400, START_MS);
        List<RequestWeightMeter.Admission> standings = new ArrayList<>();
        for (int i = 0; i <= RequestWeightMeter.MAX_REFUSED; i++) {
            standings.add(meter.charge(1, START_MS));
        }

        List<RequestWeightMeter.Admission> expected =
            new ArrayList<>(Collections.nCopies(10, OVER));
        expected.add(BANNED);
        assertThat(standings).isEqualTo(expected);
    }

    @Test
    void refusedCallsAreForgottenWithTheMinute() {
        for (long minuteMs = START_MS; minuteMs <= START_MS + MINUTE_MS; minuteMs += MINUTE_MS) {
            meter.charge(2400, minuteMs);
            for (int i = 0; i < RequestWeightMeter.MAX_REFUSED; i++) {
                assertThat(meter.charge(1, minuteMs)).isEqualTo(OVER);
            }
        }
    }

    @Test
    void aBanLastsTwoMinutesWhateverIsCalledMeanwhile() {
        long bannedMs = START_MS + 1_500;
        ban(bannedMs);
        for (int i = 0; i < 1000; i++) {
            assertThat(meter.charge(1, bannedMs + MINUTE_MS)).isEqualTo(BANNED);
        }

        assertThat(meter.bannedUntilMs()).isEqualTo(bannedMs + 120_000);
        assertThat(meter.admission(bannedMs + 119_999)).isEqualTo(BANNED);
        assertThat(meter.charge(1, bannedMs + 120_000)).isEqualTo(WITHIN);
    }

    @Test
    void theLimitIsToldInSecondsUntilTheNextMinute() {
        meter.charge(2401, START_MS);
        List<Integer> seconds = List.of(meter.retryAfterS(START_MS),
            meter.retryAfterS(START_MS + 1), meter.retryAfterS(START_MS + 59_000),
            meter.retryAfterS(START_MS + 59_999));

        assertThat(seconds).containsExactly(60, 60, 1, 1);
    }

    @Test
    void theBanIsToldInSecondsUntilItsEnd() {
        ban(START_MS);
        List<Integer> seconds = List.of(meter.retryAfterS(START_MS),
            meter.retryAfterS(START_MS + 118_999), meter.retryAfterS(START_MS + 119_000));

        assertThat(seconds).containsExactly(120, 2, 1);
    }

    private void ban(long nowMs) {
        meter.charge(2400, nowMs);
        for (int i = 0; i <= RequestWeightMeter.MAX_REFUSED; i++) {
            meter.charge(1, nowMs);
        }
    }
}
