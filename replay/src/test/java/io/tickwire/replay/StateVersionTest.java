package io.tickwire.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.core.Recovery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sessions of builds whose state is another: resume and replay say so and try nothing, all else
 * works. The sessions are doctored by what JOURNAL.md says.
 */
final class StateVersionTest {
    private static final String CONFIG = RunSession.config("");
    private static final String FIELD = "state_version";
    private static final int CRC_LENGTH = 8;

    @TempDir
    Path session;

    private Path segment;

    @BeforeEach
    void record() throws IOException {
        RunSession.begin(session, CONFIG, CONFIG).traffic(12).end().close();
        segment = session.resolve("journal/00000001.journal");
    }

    /** Changes metadata of the same length, and what is seeded by it. */
    private void doctor(String field, int version) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int end = Integer.BYTES + (in.getInt(0) & 0x3fff_ffff);
        int at = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).indexOf(FIELD);
        assertThat(at).isPositive();
        in.put(at, field.getBytes(StandardCharsets.US_ASCII));
        assertThat(in.get(at + FIELD.length())).isEqualTo((byte) 0xa1);
        in.put(at + FIELD.length() + 1, (byte) version);
        int seed = crc(bytes, Integer.BYTES, end - CRC_LENGTH);
        in.put(end - CRC_LENGTH,
            HexFormat.of().toHexDigits(seed).getBytes(StandardCharsets.US_ASCII));
        for (int record = end; record < bytes.length && in.getInt(record) != 0;) {
            int length = Integer.BYTES + in.getInt(record);
            in.putInt(record + Integer.BYTES, seed);
            in.putInt(record + Integer.BYTES, crc(bytes, record + Integer.BYTES, record + length));
            record += length;
        }
        Files.write(segment, bytes);
    }

    private static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    @Test
    void ofThisBuildItIsReplayedAndResumed() throws IOException {
        doctor(FIELD, 3);

        assertThat(Result.replay(session).out()).startsWith("identical: 33 events, ");
        assertThat(Recovery.of(session.resolve("journal")).incarnation()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"state_version, 2, 2, an earlier", "state_version, 4, 4, a later",
        // As before there was this field.
        "stats_version, 3, 1, an earlier"})
    void ofAnotherBuildItIsReadOnly(String field, int version, int told, String build)
        throws IOException {
        doctor(field, version);

        String message = "session run was recorded by " + build + " build (state version " + told
            + ", here 3): only builds of that version can resume or replay it;"
            + " journal describe, dump and verify read it";
        assertThat(Result.replay(session)).isEqualTo(new Result(1, "", message + "\n"));
        assertThatThrownBy(() -> Recovery.of(session.resolve("journal")))
            .isInstanceOf(IOException.class).hasMessage(message);
        assertThat(Result.journal("verify", session).out()).startsWith("whole: ");
        assertThat(Result.journal("verify", session).code()).isZero();
        Result dump = Result.journal("dump", session, "--type", "TRADE", "--format", "csv");
        assertThat(dump.lines()).hasSize(13);
        assertThat(dump.code()).isZero();
    }
}
