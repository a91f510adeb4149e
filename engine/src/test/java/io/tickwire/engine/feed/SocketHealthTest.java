package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.stage.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ticks of the current connection make of its health. */
final class SocketHealthTest {
    private final SocketHealth socket = new SocketHealth(StreamTraits.QUOTE);
    private final Given given = new Given();

    @Test
    void subscribedItStartsAndEverythingBeforeIsForgotten() {
        socket.heard(100);
        socket.lagged(9, true, 100);
        socket.frozenNs = 100;
        socket.subscribed(200);
        assertThat(socket.health).isEqualTo(StreamHealth.STARTING);
        assertThat(socket.heardNs).isEqualTo(200);
        assertThat(socket.quietNs).isEqualTo(200);
        assertThat(socket.ticked).isFalse();
        assertThat(socket.lateNs).isZero();
        assertThat(socket.frozenNs).isZero();
    }

    @Test
    void itIsLateSinceTheFirstOfARowOfLateTicks() {
        socket.lagged(5_000, true, 100);
        socket.lagged(6_000, true, 200);
        assertThat(socket.lateNs).isEqualTo(100);
        assertThat(socket.lagMs).isEqualTo(6_000);
        socket.lagged(1, false, 300);
        assertThat(socket.lateNs).isZero();
        assertThat(socket.lagMs).isEqualTo(1);
    }

    @Test
    void itIsWellSinceTheLastInterruption() {
        socket.heard(100);
        socket.heard(200);
        socket.quiet(300);
        assertThat(socket.wellNs).isEqualTo(100);
        assertThat(socket.health).isEqualTo(StreamHealth.QUIET);
        socket.health = StreamHealth.SILENT;
        socket.heard(400);
        assertThat(socket.wellNs).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(names = {"FRESH", "QUIET", "SILENT", "LINK_DOWN", "STARTING"})
    void theConnectionThatTakesOverHasBroughtNews(StreamHealth before) {
        SpareProgress spare = new SpareProgress(StreamTraits.QUOTE);
        spare.ticks.take(given.quote(2, 1, 50), 0);
        spare.heardNs = 90;
        socket.heardNs = 70;
        socket.lagged(5_000, true, 70);
        socket.health = before;
        socket.movedTo(spare, 100);
        assertThat(socket.ticks.id()).isEqualTo(50);
        assertThat(spare.ticks.isEmpty()).as("swapped").isTrue();
        assertThat(socket.heardNs).isEqualTo(90);
        assertThat(socket.ticked).isTrue();
        assertThat(socket.lateNs).isZero();
        assertThat(socket.health).isEqualTo(
            before == StreamHealth.QUIET ? StreamHealth.QUIET : StreamHealth.FRESH);
    }

    @ParameterizedTest
    @CsvSource({"50, 150", "100, 200", "101, 200"})
    void ourOwnStallIsAddedButNeverBeyondNow(long stallNs, long heardNs) {
        socket.subscribed(100);
        socket.stalled(stallNs, 200);
        assertThat(socket.heardNs).isEqualTo(heardNs);
        assertThat(socket.quietNs).isEqualTo(heardNs);
    }
}
