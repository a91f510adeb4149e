package io.tickwire.transport.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.engine.market.MarketSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that others wrote, in another language: they must find the venue to be what they expect.
 * Skipped, in words, where there is no node, no npm, or npm cannot get their packages.
 */
final class NodeClientsTest {
    private static final long INSTALL_WITHIN_S = 120;
    private static final long RUN_WITHIN_S = 60;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void install() throws Exception {
        need("node", "--version");
        need("npm", "--version");
        install(Path.of("src", "test", "node").toAbsolutePath(), folder);
    }

    private static void install(Path sources, Path target) throws Exception {
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        String failure = run(INSTALL_WITHIN_S, target, "npm", "ci", "--ignore-scripts",
            "--no-audit", "--no-fund", "--prefer-offline");
        skipUnless(failure == null, "npm cannot install the clients: " + failure);
    }

    @Test
    void wsSeesWhatWasSent() throws Exception {
        runAgainstVenue("ws-client.mjs");
    }

    @Test
    void binanceClientFindsItsVenue() throws Exception {
        runAgainstVenue("binance-client.mjs");
    }

    /** It trades with the default key, and hears its user events. */
    @Test
    void binanceClientTrades() throws Exception {
        runAgainstVenue("orders-client.mjs");
    }

    /** Installed apart, as it is large. */
    @Test
    void ccxtTrades() throws Exception {
        Path apart = Files.createDirectory(folder.resolve("ccxt"));
        install(Path.of("src", "test", "node", "ccxt").toAbsolutePath(), apart);
        runAgainstVenue("ccxt/ccxt-client.mjs");
    }

    private void runAgainstVenue(String script) throws Exception {
        try (VenueServer server = VenueServer.launch(new VenueServerOptions(0, false,
            MarketSymbol.DEFAULT, 500, 42, List.of(), 1, VenueServerOptions.PING_EVERY_NS,
            VenueServerOptions.PONG_WITHIN_NS), System.out::println)) {
            assertThat(run(RUN_WITHIN_S, folder, "node", script, "ws://127.0.0.1:" + server.port(),
                "http://127.0.0.1:" + server.port())).as("%s failed", script).isNull();
        }
    }

    private static void need(String... command) throws Exception {
        String failure;
        try {
            failure = run(INSTALL_WITHIN_S, folder, command);
        } catch (IOException e) {
            failure = e.getMessage();
        }
        skipUnless(failure == null, command[0] + " is not there: " + failure);
    }

    private static void skipUnless(boolean met, String reason) {
        if (!met) {
            System.out.println("SKIPPED NodeClientsTest: " + reason);
        }
        assumeTrue(met, reason);
    }

    /** Null where it went well, otherwise what it printed. */
    private static String run(long withinS, Path where, String... command) throws Exception {
        Path output = Files.createTempFile(folder, "run", ".txt");
        Process process = new ProcessBuilder(command).directory(where.toFile())
            .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(withinS, TimeUnit.SECONDS)) {
                return "took longer than " + withinS + " s: " + Files.readString(output);
            }
            return process.exitValue() == 0 ? null
                : "ended with " + process.exitValue() + ": " + Files.readString(output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
