package io.tickwire.perf.peers;

import io.tickwire.perf.load.LoadClient;
import io.tickwire.perf.process.Children;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of {@code perf/peers}: other people's client, with a main around it that counts.
 *
 * @param name    as it stands in tables
 * @param command in front of the arguments
 * @param options behind them
 * @param home    folder to run in
 */
record PeerClient(String name, List<String> command, List<String> options, Path home)
    implements LoadClient {
    private static final int WORDS_SHOWN = 400;
    private static final long END_WITHIN_S = 5;

    @Override
    public Running start(Children children, Path folder, Target target) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(target.roots().ws(), target.kind(),
            String.join(",", target.symbols()), Long.toString(target.offsetNs()),
            Long.toString(target.warmUpNs()), Long.toString(target.measureNs()),
            target.file().toString()));
        all.addAll(options);
        Path words = folder.resolve("words");
        Process process = children.start(new ProcessBuilder(all).directory(home.toFile())
            .redirectErrorStream(true).redirectOutput(words.toFile()));
        return new Started(process, words, target.file());
    }

    /** One that was started; it does not end by itself. */
    private record Started(Process process, Path words, Path file) implements Running {
        @Override
        public long pid() {
            return process.pid();
        }

        @Override
        public boolean isAlive() {
            return process.isAlive();
        }

        @Override
        public String end() throws IOException, InterruptedException {
            boolean alive = process.isAlive();
            process.destroyForcibly().waitFor(END_WITHIN_S, TimeUnit.SECONDS);
            if (alive && Files.exists(file)) {
                return null;
            }
            String text = Files.readString(words, StandardCharsets.UTF_8).strip();
            return (alive ? "" : "exit code " + process.exitValue() + ", ")
                + text.substring(0, Math.min(WORDS_SHOWN, text.length()));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
