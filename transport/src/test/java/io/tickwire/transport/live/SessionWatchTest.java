package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often two threads are looked at. */
final class SessionWatchTest {
    @ParameterizedTest
    @CsvSource({"100, 50", "400, 50", "1000, 125", "2000, 250", "3600000, 250"})
    void anEighthOfAStallButNotTooOften(long stallMs, long everyMs) {
        assertThat(SessionWatch.everyNs(TimeUnit.MILLISECONDS.toNanos(stallMs)))
            .isEqualTo(TimeUnit.MILLISECONDS.toNanos(everyMs));
    }
}
