package io.tickwire.perf.micro;

import com.alibaba.fastjson2.JSON;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.transport.venue.FrameDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One message from its bytes to numbers: the product, two libraries, and what bytes cost alone. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecodeBenchmark {
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long LOW_BITS = ONES * 0x7f;
    private static final long QUOTES = ONES * '"';
    private static final int LINK = 1;

    /** Name of the event. */
    @Param({"24hrTicker", "bookTicker", "aggTrade", "markPriceUpdate"})
    public String kind;

    private byte[][] messages;
    private int[] positions;
    private SlotSink sink;
    private UnsafeBuffer arena;
    private FrameDecoder decoder;
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[1024]);
    private final JsonFactory jackson = new JsonFactory();
    private Class<?> type;
    private int next;

    /** Messages, also in the sink's arena, and a decoder that knows all their symbols. */
    @Setup
    public void setUp() {
        messages = TickMessages.of(kind);
        sink = new SlotSink();
        arena = sink.arena().buffer();
        positions = sink.copied(messages);
        type = VenueTicks.of(kind);
        decoder = MicroVenue.decoder(sink, new InstrumentTable());
    }

    private int next() {
        next = next + 1 & TickMessages.COUNT - 1;
        return next;
    }

    /** The product's decoder, into a slot. */
    @Benchmark
    public long tickwire() {
        int i = next();
        decoder.onFrame(
            LINK, Source.SOCKET, FrameFormat.TEXT, i, positions[i], messages[i].length);
        return sink.lastValue();
    }

    /** A library that makes an object with all members. */
    @Benchmark
    public Object fastjson2() {
        return JSON.parseObject(messages[next()], type);
    }

    /** A library that hands over one token after the other. */
    @Benchmark
    public void jackson(Blackhole sinkhole) throws IOException {
        byte[] message = messages[next()];
        try (JsonParser parser = jackson.createParser(message, 0, message.length)) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    sinkhole.consume(parser.getLongValue());
                } else if (token == JsonToken.VALUE_STRING) {
                    sinkhole.consume(text(parser));
                } else if (token == JsonToken.VALUE_TRUE) {
                    sinkhole.consume(true);
                }
            }
        }
    }

    private static Object text(JsonParser parser) throws IOException {
        String name = parser.currentName();
        return switch (name) {
            case "e", "s", "ps" -> parser.getText();
            default -> new BigDecimal(parser.getTextCharacters(), parser.getTextOffset(),
                parser.getTextLength());
        };
    }

    /** Floor: how many quotes there are, eight bytes at a time and without a branch on them. */
    @Benchmark
    public long quoteScan() {
        int i = next();
        int at = positions[i];
        int end = at + messages[i].length;
        int quotes = 0;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = arena.getLong(at, ByteOrder.LITTLE_ENDIAN) ^ QUOTES;
            quotes += Long.bitCount(~((word & LOW_BITS) + LOW_BITS | word | LOW_BITS));
        }
        for (; at < end; at++) {
            quotes += arena.getByte(at) == '"' ? 1 : 0;
        }
        return quotes;
    }

    /** Floor: to touch the bytes at all. */
    @Benchmark
    public int copy() {
        int i = next();
        copy.putBytes(0, arena, positions[i], messages[i].length);
        return copy.getInt(0);
    }
}
