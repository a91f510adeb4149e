package io.tickwire.perf.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Options of a bench for files that it writes besides what it prints. */
public final class ResultFiles {
    @Option(names = "--json", paramLabel = "FILE", description = "all that was measured")
    private Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "a page with plots")
    private Path html;

    /**
     * Writes those that were asked for.
     *
     * @param measured JSON
     * @param page     HTML
     * @throws IOException if one cannot be written
     */
    public void write(Supplier<String> measured, Supplier<String> page) throws IOException {
        write(json, measured);
        write(html, page);
    }

    private static void write(Path file, Supplier<String> text) throws IOException {
        if (file != null) {
            Files.writeString(file, text.get(), StandardCharsets.UTF_8);
        }
    }

    /**
     * A result as JSON.
     *
     * @param result of records, lists and numbers
     * @return text that people can read, too
     */
    public static String json(Object result) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter()
                .writeValueAsString(result) + "\n";
        } catch (JsonProcessingException never) {
            throw new IllegalArgumentException(never);
        }
    }
}
