package io.tickwire.transport.loopback.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.transport.recording.RecordedLine;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageTimesTest {
    private static final long DAY_NS = 86_400_000_000_000L;

    private static CaptureLine line(String stream, String data) {
        return CaptureLine.of(RecordedLine.of("1626992741062170000 {\"stream\":\"" + stream
            + "\",\"data\":" + data + "}"));
    }

    /** Each time is 1626992741062, and one day later 1627079141062. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "a@aggTrade|{\"e\":\"aggTrade\",\"E\":*,\"a\":1626992741062,\"f\":1626992741062,\"T\": *}",
        "a@trade|{\"e\":\"trade\",\"E\":*,\"T\":*,\"t\":1626992741062,\"m\":true}",
        "a@bookTicker|{\"u\":1626992741062,\"b\":\"1.50\",\"B\":\"2\",\"T\":*,\"E\":* }",
        "a@ticker|{\"C\":*,\"O\":*,\"F\":1626992741062,\"L\":9,\"n\":7,\"E\":*}",
        "a@markPrice@1s|{\"E\":*,\"p\":\"1626992741062\",\"T\":*}",
        "a@markPrice|{\"E\":*,\"T\":0}",
        "a@kline_1m|{\"E\":*,\"k\":{\"t\":*,\"T\":*,\"f\":1,\"L\":2,\"x\":false}}",
        "a@depth|{\"E\":*,\"T\":*,\"U\":1626992741062,\"u\":2,\"pu\":3,\"b\":[[\"1\",\"2\"]]}",
        "a@forceOrder|{\"E\":*,\"o\":{\"s\":\"A\",\"T\":*}}",
        "!markPrice@arr@1s|[{\"E\":*,\"T\":0},{\"E\":*,\"T\":*}]",
        "!contractInfo|{\"E\":*,\"ct\":\"PERPETUAL\",\"dt\":*,\"ot\":*}",
        "a@compositeIndex|{\"E\":*,\"C\":\"baseAsset\",\"c\":[{\"b\":\"B\",\"w\":\"0.1\"}]}",
        "a@x|{\"E\":-1,\"T\":1e3,\"O\":null,\"C\":\"*\",\"é\":\"€\"}"})
    void everyTimeMovesAndNothingElse(String stream, String pattern) {
        String quoted = pattern.replace("\"*\"", "\"1626992741062\"");
        CaptureLine moved = MessageTimes.moved(
            line(stream, quoted.replace("*", "1626992741062")), ns -> ns + DAY_NS);

        assertThat(moved.data()).isEqualTo(quoted.replace("*", "1627079141062"));
        assertThat(moved.receiveNs()).isEqualTo(1_627_079_141_062_170_000L);
        assertThat(moved.stream()).isEqualTo(stream);
    }

    @ParameterizedTest
    @CsvSource({"1626992741062001, 1627079141062001", "1626992741062170005, 1627079141062170005",
        "5, 86400005", "999999999999999999999999, 999999999999999999999999",
        "20000000000000, 20000000000000"})
    void theUnitIsToldByTheDigits(String time, String expected) {
        CaptureLine moved =
            MessageTimes.moved(line("a@trade", "{\"E\":" + time + "}"), ns -> ns + DAY_NS);

        assertThat(moved.data()).isEqualTo("{\"E\":" + expected + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"E\":5,}", "{\"E\":5", "[5,{\"E\":6]", "{E:5}"})
    void whatIsNoJsonStays(String data) {
        CaptureLine line = line("a@trade", data);

        assertThat(new String(MessageTimes.moved(line, ns -> ns + DAY_NS).frame(),
            StandardCharsets.UTF_8)).isEqualTo(new String(line.frame(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"E\":999}", "{\"T\":9,\"E\":99}"})
    void lengthsMayChange(String data) {
        CaptureLine moved = MessageTimes.moved(line("a@trade", data), ns -> ns + DAY_NS);

        assertThat(moved.data()).startsWith("{").endsWith("}").hasSizeGreaterThan(data.length());
        assertThat(new String(moved.frame(), StandardCharsets.UTF_8))
            .isEqualTo("{\"stream\":\"a@trade\",\"data\":" + moved.data() + "}");
    }
}
