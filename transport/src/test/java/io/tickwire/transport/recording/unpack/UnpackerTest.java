package io.tickwire.transport.recording.unpack;

import static io.tickwire.transport.recording.unpack.Packing.join;
import static io.tickwire.transport.recording.unpack.Packing.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packed text in every packing: whole, joined, damaged, followed by something else. */
final class UnpackerTest {
    private static final byte[] A = text(1, 3_000);
    private static final byte[] B = text(2, 500);

    private String error;

    /** Lines with enough chance in them that they do not shrink to nothing. */
    private static byte[] text(long seed, int lines) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(i).append(' ').append(random.nextLong()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** All that comes out, as a pipe would give it: in pieces, and never by seeking. */
    private byte[] unpack(byte[] packed) {
        error = null;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        InputStream pipe = new FilterInputStream(new ByteArrayInputStream(packed)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return super.read(into, offset, Math.min(length, 1_000));
            }

            @Override
            public boolean markSupported() {
                return false;
            }
        };
        try (InputStream input = Unpacker.unpack(pipe)) {
            byte[] buffer = new byte[1 << 16];
            for (int read; (read = input.read(buffer)) >= 0; ) {
                content.write(buffer, 0, read);
            }
        } catch (IOException unreadable) {
            error = unreadable.getMessage();
        }
        return content.toByteArray();
    }

    private void assertUnpacked(byte[] packed, byte[]... contents) {
        assertThat(Arrays.equals(unpack(packed), join(contents))).isTrue();
        assertThat(error).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void oneMemberAndSeveral(Packing packing) throws IOException {
        assertUnpacked(packing.pack(A), A);
        assertUnpacked(packing.pack(new byte[0]));
        assertUnpacked(join(packing.pack(A), packing.pack(new byte[0]), packing.pack(B)), A, B);
        for (Packing other : Packing.values()) {
            assertUnpacked(join(packing.pack(A), new byte[3], other.pack(B)), A, B);
        }
    }

    @ParameterizedTest
    @EnumSource
    void zerosBehindAMemberArePassedOver(Packing packing) throws IOException {
        byte[] packed = packing.pack(A);
        for (int zeros : new int[] {1, 4, 511, 100_000}) {
            assertUnpacked(join(packed, new byte[zeros]), A);
            assertUnpacked(join(packed, new byte[zeros], packing.pack(B), new byte[zeros]), A, B);
        }
    }

    @ParameterizedTest
    @EnumSource
    void somethingElseBehindAMemberIsNamedWithItsOffset(Packing packing) throws IOException {
        byte[] packed = packing.pack(A);
        for (byte[] rest : List.of(B, new byte[] {'x'}, new byte[] {0, 0, 0x1f})) {
            assertThat(unpack(join(packed, rest))).isEqualTo(A);
            int zeros = rest[0] == 0 ? 2 : 0;
            assertThat(error).isEqualTo("what follows the compressed data at byte "
                + (packed.length + zeros) + " is not compressed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCameBeforeACutIsThere(Packing packing) throws IOException {
        byte[] packed = packing.pack(A);
        for (int length : new int[] {packed.length / 2, packed.length - 1}) {
            // Of a block that is not there as a whole there may be nothing.
            assertIsBegin(unpack(Arrays.copyOf(packed, length)));
            assertThat(error).as(packing + " cut at " + length).contains("at byte " + length);
        }
        // What is missing here is behind the content.
        assertThat(Arrays.equals(unpack(Arrays.copyOf(packed, packed.length - 1)), A)).isTrue();
        byte[] two = join(packed, packing.pack(B));
        assertThat(Arrays.equals(unpack(Arrays.copyOf(two, packed.length + 8)), A)).isTrue();
        assertThat(error).contains("at byte ");
    }

    private static void assertIsBegin(byte[] content) {
        assertThat(Arrays.equals(content, Arrays.copyOf(A, content.length))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void ofAShortOneNothingIsLostEither(Packing packing) throws IOException {
        byte[] few = text(3, 2);
        assertThat(unpack(join(packing.pack(few), B))).isEqualTo(few);
        assertThat(error).contains("at byte ");
        assertThat(unpack(join(Packing.GZIP.pack(packing.pack(few)), B))).isEqualTo(few);
        assertThat(error).contains("at byte ");
    }

    @Test
    void ofADeflatedCutAllThatCanBeInflatedIsThere() throws IOException {
        byte[] packed = Packing.GZIP.pack(A);

        assertThat(unpack(Arrays.copyOf(packed, packed.length - 8))).isEqualTo(A);
        assertThat(error).isEqualTo("ends at byte " + (packed.length - 8)
            + ", in the middle of what is packed");
        assertThat(unpack(Arrays.copyOf(packed, packed.length / 2)).length)
            .isBetween(A.length / 3, A.length);
    }

    @Test
    void aWrongChecksumIsToldBehindTheContent() throws IOException {
        byte[] packed = Packing.GZIP.pack(A);
        packed[packed.length - 8]++;

        assertThat(unpack(packed)).isEqualTo(A);
        assertThat(error).startsWith("damaged at byte " + (packed.length - 4))
            .contains("checksum");
    }

    /** The blocks of LZ4 have no checksum here. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LZ4")
    void aDamagedMiddleIsNeverSilent(Packing packing) throws IOException {
        byte[] packed = packing.pack(A);
        byte[] damaged = packed.clone();
        for (int i = 0; i < 64; i++) {
            damaged[packed.length / 2 + i] ^= 0x55;
        }
        unpack(damaged);
        // Checksums of bzip2 stand behind a block, and what comes out of it may be anything.
        assertThat(error).contains(packing == Packing.BZIP2 ? "" : "at byte ")
            .doesNotContain("Exception");
    }

    @Test
    void headersWithNamesAndExtraFields() throws IOException {
        byte[] plain = Packing.GZIP.pack(B);
        byte[] header = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 1, 2, 3, 4, 0, 3,
            2, 0, 9, 9, 'n', 0, 'c', 'c', 0, 7, 7};
        assertUnpacked(join(header, Arrays.copyOfRange(plain, 10, plain.length)), B);
    }

    @Test
    void packedTwiceButNotForEver() throws IOException {
        assertUnpacked(Packing.GZIP.pack(Packing.ZSTD.pack(A)), A);
        byte[] packed = A;
        for (int i = 0; i < Unpacker.MAX_LAYERS; i++) {
            packed = Packing.GZIP.pack(packed);
        }
        assertUnpacked(packed, A);
        unpack(Packing.XZ.pack(packed));
        assertThat(error).isEqualTo("packed more than 4 times over");
    }

    @Test
    void aZipThroughAPipe() throws IOException {
        assertUnpacked(
            zip("folder/", new byte[0], "a", A, "__MACOSX/._a", new byte[] {0, 5, 22, 7}), A);
        assertUnpacked(zip());
        assertUnpacked(zip("a.gz", Packing.GZIP.pack(A)), A);
        assertThat(unpack(zip("a", A, "b", B))).isEqualTo(A);
        assertThat(error).contains("a zip of several files");
        byte[] zip = zip("a", A);
        assertIsBegin(unpack(Arrays.copyOf(zip, zip.length / 2)));
        assertThat(error).contains("at byte " + zip.length / 2);
    }

    @Test
    void anEncryptedZip(@TempDir Path folder) throws IOException {
        byte[] zip = zip("a", A);
        zip[6] |= 1;
        // The directory says so as well.
        zip[zip.length - 22 - 46 - 1 + 8] |= 1;
        unpack(zip);
        assertThat(error).isEqualTo("encrypted; unpack it first");
        Path file = Files.write(folder.resolve("a.zip"), zip);
        assertThat(ZipEntries.names(file)).containsExactly("a");
        assertThatThrownBy(() -> ZipEntries.open(file, 0))
            .hasMessage("encrypted; unpack it first");
    }

    @Test
    void textInUtf16() {
        byte[] text = "1 {\"a\":\"\u20ac\"}\n".getBytes(StandardCharsets.UTF_8);
        String string = new String(text, StandardCharsets.UTF_8);
        assertUnpacked(string.getBytes(StandardCharsets.UTF_16), text);
        assertUnpacked(join(new byte[] {(byte) 0xff, (byte) 0xfe},
            string.getBytes(StandardCharsets.UTF_16LE)), text);
        unpack(string.getBytes(StandardCharsets.UTF_16LE));
        assertThat(error).startsWith("UTF-16 without a byte order mark");
    }

    @Test
    void whatIsNoTextIsNamed() {
        byte[] tar = new byte[1024];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        for (var known : List.of(
            List.of(tar, "a tar archive"), List.of(new byte[100], "binary data"),
            List.of("7z\u00bc\u00af..".getBytes(StandardCharsets.ISO_8859_1), "a 7z archive"),
            List.of("PAR1....".getBytes(StandardCharsets.US_ASCII), "Parquet"))) {
            assertThat(unpack((byte[]) known.get(0))).isEmpty();
            assertThat(error).startsWith((String) known.get(1));
        }
        assertUnpacked(new byte[0]);
        assertUnpacked(new byte[] {0x1f}, new byte[] {0x1f});
    }
}
