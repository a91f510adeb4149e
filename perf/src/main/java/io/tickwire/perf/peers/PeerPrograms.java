package io.tickwire.perf.peers;

import io.tickwire.perf.process.CommandOutput;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds what is in {@code perf/peers}, with Maven and npm, when it is wanted. None of it comes
 * near Tickwire's own class path.
 */
final class PeerPrograms {
    private static final String PACKAGE = "io.tickwire.peers.";
    private static final String NODE_MAIN = "node-ws.js";
    private static final int LINES_SHOWN = 5;

    private final CommandOutput output;
    private final Path home;
    private final List<String> skipped = new ArrayList<>();

    private PeerPrograms(CommandOutput output, Path home) {
        this.output = output;
        this.home = home;
    }

    /** Of the tree that this class was built in. */
    static PeerPrograms find(CommandOutput output) throws IOException {
        try {
            Path classes = Path.of(PeerPrograms.class.getProtectionDomain().getCodeSource()
                .getLocation().toURI());
            Path home = classes.resolveSibling("..").resolve("peers").normalize();
            if (!Files.exists(home.resolve("pom.xml"))) {
                throw new IOException("no peers beside " + classes + ": " + home);
            }
            return new PeerPrograms(output, home);
        } catch (URISyntaxException never) {
            throw new IllegalStateException(never);
        }
    }

    /** All that can be had; what cannot is among {@link #skipped}. */
    List<PeerClient> build() throws IOException, InterruptedException {
        List<PeerClient> clients = new ArrayList<>();
        output.progress("building the peers; this takes minutes where they have to be fetched");
        Path target = Files.createDirectories(home.resolve("target"));
        String trouble = run(home, target.resolve("build.log"),
            List.of("mvn", "-B", "-ntp", "-q", "-Dstyle.color=never", "compile"));
        if (trouble == null) {
            clients.add(java("jdk, jackson streaming", "JdkWebSocket", "streaming"));
            clients.add(java("jdk, jackson databind", "JdkWebSocket", "databind"));
            clients.add(java("xchange-stream 5.2.4", "XChangeStream"));
            clients.add(java("binance-connector 3.0.4", "BinanceConnector"));
            clients.add(java("binance-modular 7.0.0", "BinanceModular"));
        } else {
            skip("all Java peers", "Maven: " + trouble);
        }
        node(clients, Files.createDirectories(target.resolve("node")));
        return clients;
    }

    private void node(List<PeerClient> clients, Path folder)
        throws IOException, InterruptedException {
        for (String file : List.of("package.json", NODE_MAIN)) {
            Files.copy(home.resolve(file), folder.resolve(file),
                StandardCopyOption.REPLACE_EXISTING);
        }
        String trouble = Files.isDirectory(folder.resolve("node_modules")) ? null
            : run(folder, folder.resolve("install.log"), List.of("npm", "install",
                "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"));
        if (trouble == null) {
            trouble = run(folder, folder.resolve("version.log"), List.of("node", "--version"));
        }
        if (trouble == null) {
            clients.add(
                new PeerClient("node ws", List.of("node", NODE_MAIN), List.of(), folder));
        } else {
            skip("node ws", trouble);
        }
    }

    /** The JVM with its own defaults, as its users have it. */
    private PeerClient java(String name, String main, String... options) throws IOException {
        String libraries = Files.readString(
            home.resolve("target/class-path"), StandardCharsets.UTF_8).strip();
        return new PeerClient(name, List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            home.resolve("target/classes") + ":" + libraries, PACKAGE + main),
            List.of(options), home);
    }

    private void skip(String name, String why) {
        skipped.add(name);
        output.progress("SKIPPED: " + name + ": " + why);
    }

    /** Names of peers that cannot be had here. */
    List<String> skipped() {
        return skipped;
    }

    /** Null where it went well, otherwise why not. */
    private static String run(Path folder, Path log, List<String> command)
        throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        } catch (IOException absent) {
            return absent.getMessage();
        }
        int code = process.waitFor();
        if (code == 0) {
            return null;
        }
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return command.get(0) + " ended with " + code + ": "
            + String.join(" / ", lines.subList(0, Math.min(LINES_SHOWN, lines.size())));
    }
}
