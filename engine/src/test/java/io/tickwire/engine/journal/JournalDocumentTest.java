package io.tickwire.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.TimerFields;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** JOURNAL.md says what the code does. */
final class JournalDocumentTest {
    private static final int SEED = 0x1a2b3c4d;

    private static String document() throws IOException {
        String root = System.getProperty("tickwire.root", "..");
        return Files.readString(Path.of(root, "engine", "JOURNAL.md"));
    }

    @Test
    void everyTypeIsThereAsInTheLayoutTable() throws IOException {
        String types = document().split("\n## Types\n")[1];
        List<String> sections = List.of(types.split("\n(?=### )"));
        List<String> expected = new ArrayList<>();
        for (EventType type : EventType.values()) {
            expected.add(section(type));
        }
        assertThat(sections.stream().map(String::strip).filter(text -> !text.isEmpty()))
            .containsExactlyElementsOf(expected);
    }

    private static String section(EventType type) {
        StringBuilder text = new StringBuilder();
        text.append("### ").append(type).append(", code ").append(type.code()).append("\n\n");
        if (type.fields().isEmpty()) {
            text.append("No body.\n");
        } else {
            text.append("| offset | field | unit | values |\n|---|---|---|---|\n");
        }
        for (Field field : type.fields()) {
            StringBuilder values = new StringBuilder();
            for (int i = 0; i < field.labels().size(); i++) {
                String label = field.labels().get(i);
                values.append(i == 0 ? "" : ", ").append(i).append(' ')
                    .append(label.isEmpty() ? "(none)" : label);
            }
            text.append("| ").append(field.offset()).append(" | ").append(field.name())
                .append(" | ").append(field.unit()).append(" | ").append(values)
                .append(values.length() == 0 ? "|\n" : " |\n");
        }
        return text + "\nVariable part: " + (type.hasVariablePart() ? "yes" : "none") + ".";
    }

    @Test
    void theExampleIsWhatTheCodeWrites() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(56);
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        Event event = new Event().wrapRecord(buffer, 0);
        event.header(EventType.TIMER, Source.ENGINE.ordinal(), 0, 0, 4711,
            1_795_342_500_000_000_000L, 1_795_342_500_000_000_000L, 0)
            .set(TimerFields.LATE_NS, 1_500_000);
        int length = event.recordLength();
        int crc = new RecordChecksum(SEED).of(bytes, 0, length);
        buffer.putInt(Header.CRC, crc, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(Header.LENGTH_WORD, length - 4, ByteOrder.LITTLE_ENDIAN);
        byte[] record = new byte[length];
        buffer.getBytes(0, record);

        Matcher example = Pattern.compile("```\n(.*?)\n```", Pattern.DOTALL)
            .matcher(document().split("\n## A worked example\n")[1]);
        assertThat(example.find()).isTrue();
        assertThat(example.group(1)).isEqualTo(hex(record));

        // As the document describes the checksum, without the code.
        CRC32C described = new CRC32C();
        described.update(new byte[] {0x4d, 0x3c, 0x2b, 0x1a});
        described.update(record, 8, length - 8);
        assertThat((int) described.getValue()).isEqualTo(crc);
    }

    private static String hex(byte[] record) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < record.length; at += 16) {
            int end = Math.min(record.length, at + 16);
            text.append(at == 0 ? "" : "\n").append(String.format(Locale.ROOT, "%2d  ", at))
                .append(HexFormat.ofDelimiter(" ").formatHex(record, at, end));
        }
        return text.toString();
    }

    @Test
    void headerSourcesFlagsAndFormatAreThere() throws IOException {
        String document = document();
        assertThat(document).startsWith("# The journal format, version " + JournalFormat.VERSION);
        assertThat(document).contains("| `state_version` | number, "
            + JournalFormat.STATE_VERSION + " for this build; ");
        StringBuilder sources = new StringBuilder("source:");
        for (Source source : Source.values()) {
            sources.append(source.ordinal() == 0 ? " " : ", ").append(source.ordinal())
                .append(' ').append(source.label());
        }
        assertThat(document).contains("| 9 | 1 | " + sources + " |");
        assertThat(document).contains("flags: " + Flags.HEAD + " head, "
            + Flags.QUANTITY_ABSENT + " quantity absent").contains(Flags.CUT + " cut")
            .contains(Flags.PROVISIONAL + " provisional");
        for (int offset : new int[] {Header.LENGTH_WORD, Header.CRC, Header.TYPE, Header.SOURCE,
            Header.FLAGS, Header.ORDINAL, Header.INSTRUMENT, Header.SEQUENCE, Header.ENGINE_NS,
            Header.RECEIVE_NS, Header.LINK, Header.PRICE_EXPONENT, Header.QUANTITY_EXPONENT,
            Header.VAR_LENGTH, Header.LENGTH}) {
            assertThat(document).contains("\n| " + offset + " | ");
        }
    }

    @Test
    void metadataIsEncodedAsDescribed() {
        byte[] bytes = new SegmentMetadata(
            "s1", 0xfedc_ba98_0000_0001L, 1, 1, "c".repeat(200), "").toBytes();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(in.getInt()).isEqualTo(0x4000_0000 | bytes.length - 4);
        List<String> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            fields.add(text(in, (in.get() & 0xff) - 0xc0) + "=" + value(in));
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 4, bytes.length - 12);
        assertThat(fields.get(8)).startsWith("padding=....");
        fields.remove(8);
        assertThat(fields).containsExactly("format=2", "session=s1",
            "order_key=fedcba9800000001", "incarnation=1", "segment=1",
            "config=" + "c".repeat(200), "schema=",
            "state_version=" + JournalFormat.STATE_VERSION, String.format(Locale.ROOT, "crc=%08x", crc.getValue()));
    }

    private static String value(ByteBuffer in) {
        int code = in.get() & 0xff;
        if (code == 0xa1) {
            return Integer.toString(in.get() & 0xff);
        }
        if (code == 0xb8) {
            int length = 0;
            int shift = 0;
            int group;
            do {
                group = in.get();
                length |= (group & 0x7f) << shift;
                shift += 7;
            } while (group < 0);
            return text(in, length);
        }
        return text(in, code - 0xe0);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
}
