package io.tickwire.perf.micro;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.fastjson2.JSON;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.transport.venue.FrameDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;

class MicroRowTest {
    @Test
    void eachRowHasItsBenchmark() throws ReflectiveOperationException {
        for (MicroRow row : MicroRow.all()) {
            int dot = row.method().lastIndexOf('.');
            Class<?> type = Class.forName(row.method().substring(0, dot));
            String name = row.method().substring(dot + 1);
            assertThat(type.getMethods()).as(row.method()).filteredOn(
                method -> method.getName().equals(name)
                    && method.isAnnotationPresent(Benchmark.class)).hasSize(1);
        }
        assertThat(MicroRow.all()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"24hrTicker", "bookTicker", "aggTrade", "markPriceUpdate"})
    void eachMessageIsATick(String kind) {
        byte[][] messages = TickMessages.of(kind);
        SlotSink sink = new SlotSink();
        int[] positions = sink.copied(messages);
        FrameDecoder decoder = MicroVenue.decoder(sink, new InstrumentTable());
        for (int i = 0; i < messages.length; i++) {
            decoder.onFrame(
                1, Source.SOCKET, FrameFormat.TEXT, 1, positions[i], messages[i].length);
        }
        assertThat(decoder.counters().ticks()).isEqualTo(messages.length);
        assertThat(decoder.counters().rejected()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"24hrTicker", "bookTicker", "aggTrade", "markPriceUpdate"})
    void theLibraryReadsEveryMember(String kind) throws IOException, ReflectiveOperationException {
        ObjectMapper mapper = new ObjectMapper();
        Set<Integer> lengths = new HashSet<>();
        for (byte[] message : TickMessages.of(kind)) {
            lengths.add(message.length);
            Object read = JSON.parseObject(message, VenueTicks.of(kind));
            JsonNode tree = mapper.readTree(message);
            for (Map.Entry<String, JsonNode> member : tree.properties()) {
                Object value = read.getClass().getField(member.getKey()).get(read);
                assertThat(value instanceof BigDecimal decimal
                    ? decimal.toPlainString() : String.valueOf(value))
                    .isEqualTo(member.getValue().asText());
            }
        }
        assertThat(lengths).as("widths change").hasSizeGreaterThan(4);
    }
}
