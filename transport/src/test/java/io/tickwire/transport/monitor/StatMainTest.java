package io.tickwire.transport.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.command.CommandRunner;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a running engine's feed is, from a journal made by hand. */
final class StatMainTest {
    private static final String START = "2026-11-25T10:00:00Z";

    @TempDir
    Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int stat(String... arguments) {
        return CommandRunner.run(
            new StatMain(data), new PrintWriter(out), new PrintWriter(err), arguments);
    }

    private static EngineStatus status(SessionScript session, double wallSeconds)
        throws IOException {
        AtomicLong wall = new AtomicLong(FeedScript.ns(wallSeconds));
        // The clock of the wall runs as often as it is looked at.
        return EngineStatus.at(
            session.path().resolve("journal"), () -> wall.getAndAdd(300_000_000L),
            name -> Records.DISPLAY);
    }

    @Test
    void aRunningEngineIsFoundAndToldInOneLine() throws IOException {
        try (SessionScript session = SessionScript.begin(data, START)) {
            new FeedScript(session::write).plan().green(2).at(3);
            assertThat(stat()).as(err.toString()).isZero();
            // The records are of another year, so nothing has been heard for long.
            assertThat(out.toString().lines()).singleElement().asString()
                .startsWith("feed RED: engine silent for ").contains("BTCUSDT 1.0 s");
            assertThat(err.toString()).isEmpty();
        }
    }

    @Test
    void oneObjectHasAllOfIt() throws IOException {
        try (SessionScript session = SessionScript.begin(data, START)) {
            new FeedScript(session::write).plan().green(2).yellow(194, 10.2)
                .at(195).tick(EventType.QUOTE, 1, Source.POLL).at(196);
            EngineStatus status = status(session, 196.5);
            JsonNode json = new ObjectMapper().readTree(
                FeedJson.of(status.watch(), status.info(), status.silentNs()).toString());
            assertThat(json.get("session").asText()).isEqualTo(session.id());
            assertThat(json.get("incarnation").asInt()).isEqualTo(1);
            assertThat(json.get("venue").asText()).isEqualTo("loopback");
            assertThat(json.get("mode").asText()).isEqualTo("paper");
            assertThat(json.get("flag").asText()).isEqualTo("YELLOW");
            assertThat(json.get("state").asText()).isEqualTo("polling");
            assertThat(json.get("reason").asText()).isEqualTo("silent");
            assertThat(json.get("words").asText())
                .isEqualTo("BTCUSDT trade silent for 12.2 s, polling");
            assertThat(json.get("since").asText()).startsWith("2023-11-14T22:16:34");
            assertThat(json.get("stalled").asBoolean()).isFalse();
            assertThat(json.get("source").asText()).isEqualTo("socket and polling");
            assertThat(json.at("/symbols/0/symbol").asText()).isEqualTo("BTCUSDT");
            assertThat(json.at("/symbols/0/age_s").asDouble()).isEqualTo(1.0);
            assertThat(json.at("/symbols/0/source").asText()).isEqualTo("poll");
            assertThat(json.at("/symbols/1/age_s").asDouble()).isEqualTo(194.0);
            assertThat(json.get("ticks_per_second").asDouble()).isEqualTo(0.2);
            assertThat(json.get("clock_offset_ms").isNull()).isTrue();
        }
    }

    @Test
    void asJsonItIsOneLineAndReadable() throws IOException {
        try (SessionScript session = SessionScript.begin(data, START)) {
            new FeedScript(session::write).plan().green(2).at(3);
            assertThat(stat("--json", session.path().toString())).as(err.toString()).isZero();
            assertThat(out.toString().lines()).hasSize(1);
            JsonNode json = new ObjectMapper().readTree(out.toString());
            // Long ago: never a stale GREEN.
            assertThat(json.get("flag").asText()).isEqualTo("RED");
            assertThat(json.get("stalled").asBoolean()).isTrue();
        }
    }

    @Test
    void itReadsBackUntilTheFlagAndItsCauseAreKnown() throws IOException {
        try (SessionScript session = SessionScript.begin(data, START)) {
            FeedScript script = new FeedScript(session::write).plan().green(2).yellow(3, 1);
            session.roll();
            script.at(4).instrument(1, "BTCUSDT").instrument(2, "ETHUSDT")
                .venue(FeedFlag.YELLOW, StatusReason.SILENT, FeedState.POLLING, 3);
            session.roll();
            script.at(5).instrument(1, "BTCUSDT").instrument(2, "ETHUSDT").at(6);
            EngineStatus status = status(session, 6);
            assertThat(FeedText.reason(status.watch()))
                .isEqualTo("BTCUSDT trade silent for 4.0 s, polling");
            assertThat(status.watch().sinceNs()).isEqualTo(FeedScript.ns(3));
        }
    }

    @Test
    void aClockThatWasSetIsNoSilence() throws IOException {
        try (SessionScript session = SessionScript.begin(data, START)) {
            FeedScript script = new FeedScript(session::write).plan().green(2).at(3);
            AtomicLong looks = new AtomicLong();
            EngineStatus status = EngineStatus.at(session.path().resolve("journal"), () -> {
                if (looks.incrementAndGet() == 3) {
                    script.at(3.05);
                }
                return FeedScript.ns(5_000 + looks.get() * 0.1);
            }, name -> Records.DISPLAY);
            assertThat(status.silentNs()).isZero();
            assertThat(status.watch().nowNs()).isEqualTo(FeedScript.ns(3.05));
        }
    }

    @Test
    void beforeTheFirstWordOnTheFeedItSaysSo() throws IOException {
        try (SessionScript session = SessionScript.begin(data, START)) {
            new FeedScript(session::write).at(0).instrument(1, "BTCUSDT").at(0.1);
            EngineStatus status = status(session, 0.2);
            assertThat(FeedText.statusLine(status.watch(), status.silentNs()))
                .isEqualTo("feed unknown: nothing known of the feed yet | 0 ticks/s"
                    + " | BTCUSDT never");
        }
    }

    @Test
    void theNewestThatRunsIsTaken() throws IOException {
        try (SessionScript older = SessionScript.begin(data, START);
            SessionScript newest = SessionScript.begin(data, "2026-11-25T12:00:00Z")) {
            new FeedScript(older::write).plan().green(2);
            new FeedScript(newest::write).plan().green(2);
            SessionScript.begin(data, "2026-11-25T13:00:00Z").close();
            assertThat(stat("--json")).isZero();
            assertThat(out.toString()).contains(newest.id());
        }
    }

    @Test
    void whereNoneRunsOrNothingIsItSaysSo() throws IOException {
        assertThat(stat()).isEqualTo(2);
        assertThat(err.toString()).contains("no engine is running a session below " + data);
        SessionScript over = SessionScript.begin(data, START);
        over.close();
        assertThat(stat()).isEqualTo(2);
        assertThat(stat(over.path().toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no engine is running this session: " + over.path());
        assertThat(stat(data.resolve("absent").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("does not exist");
        Path other = Files.createDirectory(data.resolve("other"));
        assertThat(stat(other.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("not a session folder");
        assertThat(stat("--what")).isEqualTo(2);
        try (SessionScript empty = SessionScript.begin(data, START)) {
            assertThat(stat(empty.path().toString())).isEqualTo(2);
            assertThat(err.toString()).contains("nothing is written yet");
        }
        assertThat(out.toString()).isEmpty();
    }
}
