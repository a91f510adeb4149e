package io.tickwire.transport.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.transport.recording.RecordedLine.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line is, and its time, by the line alone. */
final class RecordedLineTest {
    @ParameterizedTest
    @CsvSource({
        "1721347020, 1721347020000000000, SECONDS", "1721347020:, 1721347020000000000, SECONDS",
        "1721347020.9, 1721347020900000000, SECONDS",
        "1721347020.984480942, 1721347020984480942, SECONDS",
        "1721347020.98448094277: , 1721347020984480942, SECONDS",
        "1721347020., 1721347020000000000, SECONDS",
        "1721347020984, 1721347020984000000, MILLISECONDS",
        "1721347020984.480942, 1721347020984480942, MILLISECONDS",
        "1721347020984480, 1721347020984480000, MICROSECONDS",
        "1721347020984480.9421, 1721347020984480942, MICROSECONDS",
        "1721347020984480942, 1721347020984480942, NANOSECONDS",
        "1721347020984480942.7, 1721347020984480942, NANOSECONDS",
        "1000000000, 1000000000000000000, SECONDS", "9223372036, 9223372036000000000, SECONDS",
        "9223372036854775807, 9223372036854775807, NANOSECONDS"})
    void theDigitsTellTheUnit(String time, long receiveNs, TimeUnit unit) {
        RecordedLine line = RecordedLine.of(time + " {}");

        assertThat(line.kind()).isEqualTo(Kind.FRAME);
        assertThat(line.receiveNs()).isEqualTo(receiveNs);
        assertThat(line.unit()).isEqualTo(unit);
        assertThat(line.length() - line.frameOffset()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0:", "1", "1.5", "999999999", "0721347020", "17213470209",
        "172134702098", "0721347020984", "17213470209844", "172134702098448", "17213470209844809",
        "172134702098448094", "0721347020984480942", "9223372036854775808", "9999999999999999999",
        "9223372037", "9999999999999", "9999999999999999", "17213470209844809420",
        "18446744073709551616", "99999999999999999999999"})
    void whatCannotBeATimeIsRefused(String time) {
        assertThat(RecordedLine.of(time + " {}").kind()).isEqualTo(Kind.BAD_TIME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wss://host/stream <-> 1626992740.1|CONNECTION",
        "wss://host/stream <- 1626992740.1: {}|SENT", "ws://host <-> 1|CONNECTION",
        "https://host/depth -> 1626992741.3: {}|REST", "http://host -> 1: {}|REST",
        "configuration: {}|SETTINGS", "' \t'|BLANK", "''|BLANK", "{\"a\":1}|BAD_TIME",
        "[1]|BAD_TIME", "2024-07-18T23:57:00Z {}|BAD_LINE", "1721347020,1,2|BAD_LINE",
        "1721347020984480942|BAD_LINE", "words|BAD_LINE", "-1721347020 {}|BAD_LINE"})
    void everyKind(String text, Kind kind) {
        assertThat(RecordedLine.of(text).kind()).isEqualTo(kind);
    }

    @Test
    void aByteOrderMarkCostsNothing() {
        RecordedLine line = RecordedLine.of("\ufeff1721347020 {}");

        assertThat(line.kind()).isEqualTo(Kind.FRAME);
        assertThat(line.receiveNs()).isEqualTo(1_721_347_020_000_000_000L);
        assertThat(RecordedLine.of("\ufeff").kind()).isEqualTo(Kind.BLANK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", ""})
    void theLimitIsOfTheLineWithoutItsEnd(String end) throws IOException {
        String at = "1721347020 {\"a\":\"" + "x".repeat(200_000) + "\"}";
        int limit = at.length();
        byte[] text = (at + "\n" + at + "x\n" + at + "x\r\n" + "y".repeat(3 * limit) + "\n1 {}\n"
            + at + end).getBytes(StandardCharsets.UTF_8);
        try (LineReader reader = new LineReader(new ByteArrayInputStream(text), limit)) {
            RecordedLine line = new RecordedLine();
            assertThat(next(reader, line)).isEqualTo("FRAME " + limit + " of " + limit);
            String longer = "TOO_LONG " + limit + " of ";
            assertThat(next(reader, line)).isEqualTo(longer + (limit + 1));
            assertThat(next(reader, line)).isEqualTo(longer + (limit + 1));
            assertThat(next(reader, line)).isEqualTo(longer + 3 * limit);
            assertThat(next(reader, line)).isEqualTo("BAD_TIME 4 of 4");
            assertThat(next(reader, line)).isEqualTo("FRAME " + limit + " of " + limit);
            assertThat(line.number()).isEqualTo(6);
            assertThat(reader.next(line)).isFalse();
        }
    }

    private static String next(LineReader reader, RecordedLine line) throws IOException {
        assertThat(reader.next(line)).isTrue();
        return line.kind() + " " + line.length() + " of " + line.fullLength();
    }
}
