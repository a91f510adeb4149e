package io.tickwire.perf.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadFramesTest {
    private static final int MANY = 200;
    private static final int AT = 7;

    /** By RFC 6455: a final text frame, not masked. */
    private static JsonNode payload(byte[] bytes, int at, int length) throws IOException {
        assertThat(bytes[at] & 0xff).isEqualTo(0x81);
        int small = bytes[at + 1] & 0xff;
        int head = small == 126 ? 4 : 2;
        int told = small == 126 ? (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff : small;
        assertThat(told).isEqualTo(length - head);
        return new ObjectMapper().readTree(
            new String(bytes, at + head, told, StandardCharsets.US_ASCII));
    }

    @Test
    void aQuoteHasItsIdAndTimes() throws IOException {
        LoadFrames frames = new LoadFrames("btcusdt@bookTicker", 1);
        byte[] to = new byte[AT + frames.longest()];
        Set<String> bids = new HashSet<>();
        Set<Integer> lengths = new HashSet<>();
        for (int i = 0; i < MANY; i++) {
            long id = 98_765_432_109_876L + i;
            int length = frames.write(to, AT, id, 1_796_000_000_123L + i, 0);
            JsonNode message = payload(to, AT, length);
            JsonNode data = message.get("data");
            assertThat(message.get("stream").textValue()).isEqualTo("btcusdt@bookTicker");
            assertThat(data.get("s").textValue()).isEqualTo("BTCUSDT");
            assertThat(data.get("u").longValue()).isEqualTo(id);
            assertThat(data.get("T").longValue()).isEqualTo(1_796_000_000_123L + i);
            assertThat(data.get("E").longValue()).isEqualTo(1_796_000_000_123L + i);
            assertThat(data.get("a").asDouble()).isGreaterThan(data.get("b").asDouble());
            bids.add(data.get("b").textValue());
            lengths.add(data.get("b").textValue().length() + data.get("B").textValue().length());
        }
        assertThat(bids).as("variants").hasSizeGreaterThan(30);
        assertThat(lengths).as("widths").hasSizeGreaterThan(3);
    }

    @Test
    void statisticsHaveIdTimesAndSequence() throws IOException {
        LoadFrames frames = new LoadFrames("ethusdt@ticker", 2);
        byte[] to = new byte[frames.longest()];
        int length = frames.write(to, 0, 10_000_000_000_001L, 1_796_000_000_456L, 10_000_042);
        JsonNode data = payload(to, 0, length).get("data");
        assertThat(data.get("e").textValue()).isEqualTo("24hrTicker");
        assertThat(data.get("n").longValue()).isEqualTo(10_000_000_000_001L);
        assertThat(data.get("E").longValue()).isEqualTo(1_796_000_000_456L);
        assertThat(data.get("C").longValue()).isEqualTo(1_796_000_000_456L);
        assertThat((long) data.get("v").asDouble()).isEqualTo(10_000_042);
        assertThat(data.get("h").asDouble()).isGreaterThan(data.get("l").asDouble());
    }

    @Test
    void otherStreamsAreNotKnown() {
        assertThatThrownBy(() -> new LoadFrames("btcusdt@aggTrade", 1))
            .hasMessage("no frames of btcusdt@aggTrade");
    }

    @Test
    void aPlanReadsBack() {
        assertThat(LoadPlan.parse(new LoadPlan(20_000, 5, 0).text()))
            .isEqualTo(new LoadPlan(20_000, 5, 0));
    }
}
