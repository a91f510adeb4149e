package io.tickwire.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"500ms,500000000", "30s,30000000000", "5m,300000000000", "1h,3600000000000",
        "0ms,0", "007s,7000000000", "2562047h,9223369200000000000"})
    void reads(String text, long ns) {
        assertThat(Durations.parse(text)).isEqualTo(ns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 s", "s", "-5s", "+5s", "1.5s", "5S", "5sec", "5us", "5d",
        " 5s", "5s ", "1h30m", "٥s", "2562048h", "999999999999h", "1000000000000ms"})
    void refuses(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0ms", "1000000,1ms", "1000000000,1s", "1001000000,1001ms", "60000000000,1m",
        "90000000000,90s", "3600000000000,1h", "86400000000000,24h"})
    void writesTheLargestWholeUnit(long ns, String text) {
        assertThat(Durations.format(ns)).isEqualTo(text);
    }

    @Test
    void doesNotRound() {
        assertThatThrownBy(() -> Durations.format(1_000_001))
            .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Durations.format(-1_000_000))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void readsWhatItWrites(@ForAll @LongRange(min = 0, max = 99_999_999_999L) long ms) {
        assertThat(Durations.parse(Durations.format(ms * 1_000_000))).isEqualTo(ms * 1_000_000);
    }
}
