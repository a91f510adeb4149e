package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A symbol that the venue lists and does not trade yet, on the command line. */
final class WaitForTradingTest {
    private static final String PENDING = RawVenue.SYMBOLS
        .replace("\"filters\"", "\"status\":\"PENDING_TRADING\",\"filters\"");

    @TempDir
    Path folder;

    private static RawVenue venue() throws IOException {
        return RawVenue.start((peer, number) -> peer.healthy(), (peer, number) -> {
            if (peer.target().endsWith("/exchangeInfo")) {
                peer.answer("200 OK", "", PENDING);
            } else {
                peer.answer("404 Not Found", "", "{}");
            }
        });
    }

    private Run live(RawVenue venue, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of("--venue", "loopback", "--symbols", "BTCUSDT",
            "--mode", "monitor", "--http", "off", "--ws-url", venue.roots().ws(),
            // What a root has behind its host is the script's to answer.
            "--rest-url", venue.roots().rest() + "/late"));
        all.addAll(List.of(more));
        return Run.start(folder, LiveMain.class, all.toArray(String[]::new));
    }

    private List<Path> sessions() throws IOException {
        try (Stream<Path> sessions = Files.list(folder.resolve("sessions"))) {
            return sessions.toList();
        }
    }

    @Test
    void isUsageAndLeavesNothingBehind() throws Exception {
        try (RawVenue venue = venue(); Run run = live(venue)) {
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.errors()).contains("symbols: listed, but not traded by the venue:"
                + " BTCUSDT (PENDING_TRADING); --wait begins all the same and waits for them");
            assertThat(run.lines()).isEmpty();
            assertThat(sessions()).isEmpty();
        }
    }

    @Test
    void isWaitedForWhereSomebodySaysSo() throws Exception {
        try (RawVenue venue = venue(); Run run = live(venue, "--wait")) {
            run.awaitError("PENDING_TRADING");
            assertThat(run.signal("TERM").exitCode()).as(run.toString()).isZero();
            List<EventType> types = new ArrayList<>();
            JournalReader reader = JournalReader.open(sessions().get(0).resolve("journal"));
            Event record;
            while ((record = reader.next()) != null) {
                types.add(record.type());
            }
            assertThat(types).contains(EventType.TRADING_STATUS, EventType.END);
        }
    }
}
