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

class SizesTest {
    @ParameterizedTest
    @CsvSource({"64KiB,65536", "16MiB,16777216", "1GiB,1073741824", "0KiB,0",
        "999999999GiB,1073741822926258176"})
    void reads(String text, long bytes) {
        assertThat(Sizes.parse(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5B", "5KB", "5M", "5 MiB", "-5MiB", "1.5MiB", "5mib", "MiB",
        "1000000000KiB", "٥MiB"})
    void refuses(String text) {
        assertThatThrownBy(() -> Sizes.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0KiB", "1024,1KiB", "1048576,1MiB", "1049600,1025KiB", "1073741824,1GiB"})
    void writesTheLargestWholeUnit(long bytes, String text) {
        assertThat(Sizes.format(bytes)).isEqualTo(text);
    }

    @Test
    void doesNotRound() {
        assertThatThrownBy(() -> Sizes.format(1023)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Sizes.format(-1024)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void readsWhatItWrites(@ForAll @LongRange(min = 0, max = 999_999_999) long kib) {
        assertThat(Sizes.parse(Sizes.format(kib << 10))).isEqualTo(kib << 10);
    }
}
