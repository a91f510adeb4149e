package io.tickwire.transport.loopback.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that a client gets: compact, in order, decimals as a venue writes them. */
final class JsonBuilderTest {
    @Test
    void isCompactAndInTheOrderOfTheCalls() {
        assertThat(new JsonBuilder().string("e", "trade").number("T", 1_791_400_000_123L)
            .decimal("p", 8_373_320, 2).bool("m", false).end())
            .isEqualTo("{\"e\":\"trade\",\"T\":1791400000123,\"p\":\"83733.20\",\"m\":false}");
        assertThat(new JsonBuilder().end()).isEqualTo("{}");
    }

    @Test
    void nests() {
        assertThat(new JsonBuilder().startArray("filters").startObject().number("a", 1)
            .endObject().startObject().endObject().endArray().strings("types", "A", "B")
            .startObject("o").number("b", -2).endObject().end())
            .isEqualTo("{\"filters\":[{\"a\":1},{}],\"types\":[\"A\",\"B\"],\"o\":{\"b\":-2}}");
        assertThat(JsonBuilder.array(List.of("{\"a\":1}", "{}"))).isEqualTo("[{\"a\":1},{}]");
        assertThat(JsonBuilder.array(List.of())).isEqualTo("[]");
    }

    @Test
    void escapesWhatJsonEscapes() {
        assertThat(new JsonBuilder().string("msg", "a \"b\" \\ \n币").end())
            .isEqualTo("{\"msg\":\"a \\\"b\\\" \\\\ \\n币\"}");
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 0.00", "5, 2, 0.05", "-5, 2, -0.05", "-1234, 3, -1.234", "7, 0, 7",
        "10000, 8, 0.00010000", "9223372036854775807, 3, 9223372036854775.807"})
    void decimalsKeepAllTheirDecimals(long mantissa, int decimals, String text) {
        assertThat(JsonBuilder.decimal(mantissa, decimals)).isEqualTo(text);
    }
}
