package io.tickwire.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Characters and UTF-8 that is ready keep their order, and nothing refused goes unnoticed. */
final class DataWriterTest {
    private static final byte[] READY = "<é€>".getBytes(StandardCharsets.UTF_8);

    @Test
    void bytesStandBehindTheCharactersBeforeThem() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        DataWriter writer = new DataWriter(stream);
        writer.print("before ");
        writer.write(READY, 0, READY.length);
        writer.write(READY, 1, 2);
        writer.print(" behind");
        writer.flush();
        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo("before <é€>é behind");
        assertThat(writer.checkError()).isFalse();
    }

    @Test
    void whatIsRefusedIsAnError() {
        DataWriter writer = new DataWriter(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("full");
            }
        });
        writer.write(READY, 0, READY.length);
        assertThat(writer.checkError()).isTrue();
    }
}
