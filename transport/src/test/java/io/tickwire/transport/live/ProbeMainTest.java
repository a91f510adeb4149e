package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.probe.ProbeMain;
import io.tickwire.transport.loopback.VenueServerOptions;
import io.tickwire.transport.loopback.VenueServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection check as a process: its verdict is its last line and its exit code. */
final class ProbeMainTest {
    @TempDir
    Path folder;

    private Run probe(String wsAddress, String duration) throws IOException {
        Path config = Files.writeString(folder.resolve("config.yaml"),
            "engine: {arena: 1MiB}\njournal: {segment: 2MiB}\n"
                + "feed: {firstTickWithin: 3s, silence: {mark: 5s, stats: 5s}}\n");
        return Run.start(folder, ProbeMain.class, "--venue", "loopback", "--symbols", "BTCUSDT",
            "--config", config.toString(), "--ws-url", "ws" + wsAddress, "--rest-url",
            "http" + wsAddress, "--duration", duration);
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(p -> p.getFileName().toString().startsWith("tickwire-probe")))
                .isEmpty();
        }
    }

    @Test
    void aHealthyVenueIsWorkingAndASickOneIsDiagnosed() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        RawVenue.Script silent = (peer, number) -> {
            peer.upgrade();
            peer.acknowledge();
            peer.silence();
        };
        try (VenueServer venue = VenueServer.launch(new VenueServerOptions(0, false,
                MarketSymbol.DEFAULT, 500, 7, List.of(), 1, VenueServerOptions.PING_EVERY_NS,
                VenueServerOptions.PONG_WITHIN_NS), notice -> { });
            RawVenue mute = RawVenue.start(silent);
            Run well = probe("://127.0.0.1:" + venue.port(), "6s");
            Run nobody = probe("://127.0.0.1:" + closed, "3s");
            Run deaf = probe(mute.roots().ws().substring(2), "8s")) {
            assertThat(well.exitCode()).as(well.toString()).isZero();
            assertThat(well.lastLine()).isEqualTo("WebSocket connection working");
            // A busy machine may make one of them late and have it made anew.
            assertThat(well.lines()).contains("Connection test passed")
                .anyMatch(line -> line.matches("Connections: [2-9]"))
                .anyMatch(line -> line.matches("Received [1-9][0-9]* messages"))
                .anyMatch(line -> line.matches("BTCUSDT: last message [0-9.]+ s ago"));

            assertThat(nobody.exitCode()).isEqualTo(1);
            assertThat(nobody.lines()).contains("Connection test failed");
            assertThat(nobody.lastLine()).matches(
                "FAILED: BTCUSDT [a-z]+ silent [0-9]+ s: not connected: .*refused.*");

            assertThat(deaf.exitCode()).isEqualTo(1);
            assertThat(deaf.lastLine()).matches("FAILED: BTCUSDT [a-z]+ silent [0-9]+ s:"
                + " acknowledged but silent: [A-Za-z0-9@]+ is served on /(public|market)");
        }
        assertNothingLeft();
    }

    @Test
    void aSymbolThatIsNotListedIsUsage() throws Exception {
        RawVenue.Script script = (peer, number) -> peer.healthy();
        try (RawVenue venue = RawVenue.start(script);
            Run run = Run.start(folder, ProbeMain.class, "--venue", "loopback", "--symbols", "NOPE",
                "--ws-url", venue.roots().ws(), "--rest-url", venue.roots().rest())) {
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.errors()).contains("not listed by the venue: NOPE");
        }
        assertNothingLeft();
    }

    @Test
    void whatIsNoArgumentIsUsageInOneSentence() throws Exception {
        try (Run run = Run.start(folder, ProbeMain.class, "--bogus")) {
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.errors().strip())
                .isEqualTo("Unknown option: '--bogus'; see ./run.sh help probe");
            assertThat(run.lines()).isEmpty();
        }
        assertNothingLeft();
    }
}
