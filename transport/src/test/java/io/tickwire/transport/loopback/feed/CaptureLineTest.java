package io.tickwire.transport.loopback.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.transport.recording.RecordedLine;
import io.tickwire.transport.recording.unpack.Packing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CaptureLineTest {
    private static final String DATA = "{\"e\":\"trade\", \"p\":\"1.50\",\"q\":\"2\"}";
    private static final String FRAME = "{\"stream\":\"ab@trade\",\"data\":" + DATA + "}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1721347020984480942 |1721347020984480942", "1660228022484228 |1660228022484228000",
        "1626992741.06217: |1626992741062170000", "1626992741.3105128: |1626992741310512800",
        "1626992741: |1626992741000000000", "1626992741.000000001: |1626992741000000001"})
    void readsBothFormats(String time, long receiveNs) {
        CaptureLine line = parse(time + ' ' + FRAME);

        assertThat(line.receiveNs()).isEqualTo(receiveNs);
        assertThat(line.stream()).isEqualTo("ab@trade");
        assertThat(new String(line.frame(), StandardCharsets.UTF_8)).isEqualTo(FRAME);
        assertThat(line.data()).isEqualTo(DATA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wss://host/stream?streams=a <-> 1626992740.1",
        "https://host/depth -> 1626992741.3: {\"lastUpdateId\":1}",
        "1660228022484228 {\"lastUpdateId\":1,\"bids\":[]}", "{\"stream\":\"a\",\"data\":{}}",
        "x {\"stream\":\"a\",\"data\":{}}", "1.5 {\"stream\":\"a\",\"data\":{}}",
        "99999999999999999999 {\"stream\":\"a\",\"data\":{}}",
        "1660228022484228 {\"stream\":\"a\",\"data\":{", "1660228022484228 {\"stream\":\"a"})
    void skipsOtherLines(String line) {
        assertThat(parse(line)).isNull();
    }

    @Test
    void mergesFilesByReceiveTime(@TempDir Path folder) throws IOException {
        Path plain = folder.resolve("plain.txt");
        Files.writeString(plain, line(1, "a") + "\r\n\n" + line(4, "a") + '\n' + line(5, "a"));
        Path packed = folder.resolve("packed");
        try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(packed))) {
            output.write((line(2, "b") + "\n" + line(4, "b") + "\n" + line(3, "b") + "\nrest\n")
                .getBytes(StandardCharsets.UTF_8));
        }
        List<String> streams = new ArrayList<>();
        try (CaptureFiles files = CaptureFiles.open(List.of(plain, packed), notice -> { })) {
            for (CaptureLine line = files.next(); line != null; line = files.next()) {
                streams.add(line.stream() + line.receiveNs() % 1_000_000);
            }
            assertThat(files.skippedLines()).isEqualTo(2);
        }

        assertThat(streams).containsExactly("a1000", "b2000", "a4000", "b4000", "b3000", "a5000");
    }

    /** What an import of the same files would read, and tell. */
    @Test
    void readsWhatAnImportReads(@TempDir Path folder) throws IOException {
        byte[] packed = Packing.ZSTD.pack((line(1, "a") + '\n' + line(0, "wrong").substring(3)
            + '\n' + "1660228022000002 {\"a\":\"" + "x".repeat(CaptureFiles.MAX_LINE_LENGTH)
            + "\"}\n" + line(2, "a") + '\n').getBytes(StandardCharsets.UTF_8));
        Path joined = folder.resolve("joined");
        Files.write(joined, Packing.join(packed, "rest".getBytes(StandardCharsets.UTF_8)));
        List<String> notices = new ArrayList<>();
        try (CaptureFiles files = CaptureFiles.open(List.of(joined), notices::add)) {
            assertThat(files.next().receiveNs()).isEqualTo(1_660_228_022_000_001_000L);
            assertThat(files.next().receiveNs()).isEqualTo(1_660_228_022_000_002_000L);
            assertThat(files.next()).isNull();
            assertThat(files.skippedLines()).isEqualTo(2);
        }
        assertThat(notices).hasSize(4);
        assertThat(notices.get(1)).startsWith(joined + ":2: refused: no time in ");
        assertThat(notices.get(2)).startsWith(joined + ":3: refused: longer than what is read");
        assertThat(notices.get(3)).startsWith(joined + ": what follows the compressed data");
    }

    @Test
    void findsSymbolsAndScales(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("capture");
        Files.writeString(file, """
            1660228022484228 {"stream":"abusdt@trade","data":{"e":"trade","p":"1.50","q":"2"}}
            1660228022484229 {"stream":"abusdt@depth","data":{"e":"depthUpdate",\
            "b":[["1.505","2.0"]],"a":[]}}
            1660228022484230 {"stream":"cd@markPrice","data":{"e":"markPriceUpdate",\
            "p":"1.12345678"}}
            1660228022484230 {"stream":"!ticker@arr","data":[]}
            """);

        assertThat(CaptureScan.of(List.of(file), notice -> { }).symbols())
            .extracting(symbol -> symbol.name() + ' ' + symbol.priceDecimals() + ' '
                + symbol.quantityDecimals())
            .containsExactly("ABUSDT 3 1", "CD 0 0");
    }

    private static String line(int us, String stream) {
        return "166022802200000" + us + " {\"stream\":\"" + stream + "\",\"data\":{}}";
    }

    private static CaptureLine parse(String line) {
        return CaptureLine.of(RecordedLine.of(line));
    }
}
