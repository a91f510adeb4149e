package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.news;
import static io.tickwire.engine.feed.FeedRig.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.StreamKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REST that answers out of a cache: well, at once, and always the same. */
final class RepeatedAnswersTest {
    private final FeedRig rig = new FeedRig();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void socketsDeadAndEachAnswerTheFirstIsRed(boolean halfOpen) {
        rig.streaming();
        rig.carry();
        if (!halfOpen) {
            rig.closed(1);
            rig.closed(3);
        }
        List<String> decided = rig.run(20 * SECOND);
        assertThat(only(decided, "symbol").get(only(decided, "symbol").size() - 1))
            .isEqualTo("symbol 1 RED rest repeats");
        assertThat(decided).contains("quote 1 RED rest repeats poll",
            "trade 1 RED rest repeats poll", "stats 1 RED rest repeats poll",
            "mark 1 RED rest repeats poll", "venue RED rest repeats down");
        for (StreamKind kind : FeedRig.ALL) {
            assertThat(rig.isFresh(kind)).as(kind.label()).isFalse();
        }
        // REST is itself again, and so are sockets after a while.
        rig.restMoves = true;
        assertThat(only(rig.run(2 * SECOND), "symbol")).first().asString()
            .startsWith("symbol 1 YELLOW");
    }

    @Test
    void aQuietQuoteIsNotBelievedWhileItsSymbolsCadenceStandsStill() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK);
        rig.carry();
        List<String> decided = rig.run(20 * SECOND);
        assertThat(decided).contains("quote 1 RED rest repeats poll");
        assertThat(rig.isFresh(StreamKind.QUOTE)).isFalse();
    }

    @Test
    void aQuoteThatStandsStillWhileTheMarkMovesIsQuiet() {
        rig.streaming(StreamKind.QUOTE, StreamKind.MARK);
        rig.quiet(StreamKind.QUOTE);
        rig.closed(1);
        rig.closed(3);
        rig.restMoves = true;
        List<String> decided = rig.run(60 * SECOND);
        assertThat(news(decided)).noneMatch(line -> line.contains("RED"));
    }

    /** Found by the simulator: the answers before a failure are no cache. */
    @Test
    void restThatFailsDoesNotRepeatItself() {
        rig.streaming();
        rig.closed(1);
        rig.closed(3);
        rig.restMoves = true;
        // An answer with news, and one without.
        rig.run(20 * SECOND + SECOND * 4 / 5);
        rig.rest(false);
        assertThat(rig.run(20 * SECOND)).noneMatch(line -> line.contains("rest repeats"));
    }
}
