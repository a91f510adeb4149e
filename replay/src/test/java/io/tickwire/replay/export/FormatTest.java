package io.tickwire.replay.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.FrameFields;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.replay.export.Column.Content;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows whose text needs quotes, and what rows cost. */
final class FormatTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 20_000;
    private static final Event STATS = stats();
    private static final Event FRAME = frame();

    @TempDir
    Path folder;

    private Object kept;

    @Provide
    Arbitrary<String> nasty() {
        return Arbitraries.strings().withChars("ab ,\"\\\n\r\t/é\u0001\u007f€").ofMaxLength(12);
    }

    private static String row(Format format, String text) {
        RowText out = new RowText(8);
        format.row(out, EventType.SIGNAL, new Column[] {
            Column.of("one", Content.NUMBER,
                (cell, before, record, names) -> cell.put(before, 1)),
            Column.of("absent", Content.TEXT, (cell, before, record, names) -> { }),
            Column.of("said", Content.TEXT, (cell, before, record, names) -> {
                if (!text.isEmpty()) {
                    cell.put(before).put(text);
                }
            })}, record(), null);
        return out.toString();
    }

    private static Event record() {
        Event record = new Event().wrapRecord(
            new UnsafeBuffer(ByteBuffer.allocateDirect(1_024)), 0);
        return record.header(EventType.SIGNAL, 0, 3, 1, 77, 5, 6, 0);
    }

    @Property
    void jsonIsThatOfItsLibrary(@ForAll("nasty") String text) throws IOException {
        String said = text.isEmpty() ? "" : ",\"said\":" + JSON.writeValueAsString(text);
        assertThat(row(Format.JSON, text))
            .isEqualTo("{\"type\":\"SIGNAL\",\"one\":1" + said + "}\n");
    }

    @Property
    void csvIsQuotedWhereItHasTo(@ForAll("nasty") String text) {
        boolean plain = text.chars().noneMatch(c -> ",\"\n\r".indexOf(c) >= 0);
        assertThat(row(Format.CSV, text)).isEqualTo(
            "1,," + (plain ? text : '"' + text.replace("\"", "\"\"") + '"') + "\n");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aLabelThatSaysNothingIsLeftOut(Format format) {
        EventType type = EventType.FEED_STATUS;
        Event status = record().header(type, 4, 1, 0, 7, 5, 6, 0);
        type.fields().forEach(field -> status.set(field.offset(), Event.ABSENT));
        String absent = whole(format, type, status, new Names(""));
        status.set(FeedStatusFields.KIND, StreamKind.NONE.ordinal());
        assertThat(whole(format, type, status, new Names(""))).isEqualTo(absent)
            .doesNotContain("kind", "venue", "symbol");
    }

    /** What CSV has in a column stands behind its name in the others, and what it has not, not. */
    @ParameterizedTest
    @EnumSource(EventType.class)
    void allFormatsSayTheSame(EventType type) {
        Names names = new Names("somewhere");
        names.learn(symbol());
        for (int filled = 0; filled <= type.fields().size(); filled++) {
            Event record = record().header(type, 1, 0, filled % 2, 78, 5, 6, filled % 3)
                .flags(filled % 2 * Flags.CUT);
            for (int i = 0; i < type.fields().size(); i++) {
                record.set(type.fields().get(i).offset(), i < filled ? 1 : Event.ABSENT);
            }
            if (type.hasVariablePart() && filled % 2 == 1) {
                record.appendVar(new byte[] {'a', 'b', 'c'});
            }
            Column[] columns = Format.CSV.columns(type);
            String[] cells = whole(Format.CSV, type, record, names).split("[,\n]", -1);
            StringBuilder json = new StringBuilder("{\"type\":\"" + type + '"');
            StringBuilder text = new StringBuilder("78.0 " + type);
            for (int i = 0; i < columns.length; i++) {
                String mark = columns[i].isPlain() ? "" : "\"";
                if (!cells[i].isEmpty()) {
                    String name = columns[i].name();
                    json.append(",\"").append(name.equals("type") ? "order_type" : name)
                        .append("\":").append(mark)
                        .append(cells[i]).append(mark);
                    text.append(columns[i].isKey() ? ""
                        : ' ' + columns[i].name() + '=' + cells[i]);
                }
            }
            assertThat(whole(Format.JSON, type, record, names)).isEqualTo(json + "}\n");
            assertThat(whole(Format.TEXT, type, record, names)).isEqualTo(text + "\n");
        }
    }

    private static String whole(Format format, EventType type, Event record, Names names) {
        RowText row = new RowText(8);
        format.row(row, type, format.columns(type), record, names);
        return row.toString();
    }

    @Property
    void textStaysOnItsLine(@ForAll("nasty") String text) {
        String said = text.isEmpty() ? "" : " said="
            + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        assertThat(row(Format.TEXT, text)).isEqualTo("77.3 SIGNAL one=1" + said + "\n");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void rowsOfTicksAndFramesAllocateNothing(Format format) throws IOException {
        Names names = new Names("");
        names.learn(symbol());
        long least = Long.MAX_VALUE;
        // The first rounds load classes and compile.
        for (int round = 0; round < 5; round++) {
            Path out = Files.createDirectory(folder.resolve("out-" + round));
            try (Exporter exporter = Exporter.intoFiles(
                out, List.of(EventType.STATS, EventType.FRAME), format, names)) {
                long before = allocated();
                for (int i = 0; i < ROWS; i++) {
                    exporter.write(STATS);
                    exporter.write(FRAME);
                }
                least = Math.min(least, allocated() - before);
            }
        }
        assertThat(least).isLessThan(ROWS);
        long before = allocated();
        for (int i = 0; i < ROWS; i++) {
            kept = new byte[1];
        }
        assertThat(allocated() - before).as("the measurement notices: %s", kept)
            .isGreaterThan(ROWS);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
            .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static Event symbol() {
        return record().header(EventType.INSTRUMENT, 4, 0, 1, 1, 5, 6, 0)
            .appendVar("BTCUSDT".getBytes(StandardCharsets.UTF_8));
    }

    private static Event stats() {
        Event stats = record().header(EventType.STATS, 1, 0, 1, 78, 5, 6, 2).exponents(-2, -3);
        for (Field field : EventType.STATS.fields()) {
            stats.set(field.offset(), 1_234_567_890L);
        }
        return stats;
    }

    private static Event frame() {
        return record().header(EventType.FRAME, 1, 0, 0, 78, 5, 6, 2)
            .set(FrameFields.FORMAT, 0).set(FrameFields.SENT, 0)
            .appendVar(new byte[Header.SLOT_LENGTH]);
    }
}
