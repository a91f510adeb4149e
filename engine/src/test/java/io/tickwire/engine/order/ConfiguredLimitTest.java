package io.tickwire.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit in the scale of each of many instruments. */
final class ConfiguredLimitTest {
    /** There is room for 64 at first; symbols of whole contracts have no decimals. */
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128, 129, 5_000})
    void everyInstrumentHasItHoweverManyThereAreAndWithoutDecimalsToo(int id) {
        ConfiguredLimit limit = new ConfiguredLimit("12.5");
        assertThat(limit.of(1, -1)).isEqualTo(125);
        assertThat(limit.of(id, 0)).isEqualTo(12);
        assertThat(limit.of(id + 1, 0)).isEqualTo(12);
        assertThat(limit.of(id, -3)).isEqualTo(12_500);
        assertThat(limit.of(id + 1, 0)).isEqualTo(12);
    }

    @Test
    void withoutALimitNothingIsBeyondIt() {
        ConfiguredLimit none = new ConfiguredLimit("none");
        assertThat(none.of(1, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(none.of(200, 0)).isEqualTo(Long.MAX_VALUE);
    }
}
