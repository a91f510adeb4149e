package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static io.tickwire.engine.feed.FeedRig.TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What strategies are told of: changes, and every stream each second. */
final class StreamViewsTest {
    private static final int MOST = 512;

    private final FeedRig rig = new FeedRig();

    private List<String> views() {
        List<String> views = new ArrayList<>();
        for (int i = 0; i < rig.feed().viewCount(); i++) {
            StreamView view = rig.feed().view(i);
            views.add(view.kind().label() + " " + view.instrumentId());
        }
        return views;
    }

    @Test
    void everyStreamIsToldOfEachSecond() {
        rig.streaming();
        rig.after(SECOND).timer();
        assertThat(views()).containsExactlyInAnyOrder("quote 1", "trade 1", "stats 1", "mark 1");
        rig.after(SECOND - 1).timer();
        assertThat(views()).isEmpty();
        rig.after(1).timer();
        assertThat(views()).as("at the second").hasSize(4);
    }

    @Test
    void aChangeIsToldAtOnceAndTheSecondBeginsAnew() {
        rig.streaming();
        rig.after(SECOND).timer();
        rig.closed(1);
        rig.after(SECOND / 2).timer();
        assertThat(views()).containsExactly("quote 1");
        rig.after(SECOND / 2).timer();
        assertThat(views()).doesNotContain("quote 1").hasSize(3);
    }

    @Test
    void onlyTimersTell() {
        rig.streaming();
        rig.after(SECOND).timer();
        rig.tick(StreamKind.QUOTE);
        assertThat(views()).isEmpty();
        rig.timer();
        rig.fact(1, LinkFact.CLOSE_ANNOUNCED);
        assertThat(views()).isEmpty();
    }

    @Test
    void aViewSaysHowItStands() {
        rig.streaming(StreamKind.MARK);
        rig.after(SECOND).on(rig.given.mark(3, 1, rig.given.nowNs() / MS - 70));
        rig.after(300 * MS).timer();
        StreamView view = rig.feed().view(0);
        assertThat(view.flag()).isEqualTo(FeedFlag.GREEN);
        assertThat(view.reason()).isEqualTo(StatusReason.FRESH);
        assertThat(view.fedBy()).isEqualTo(Source.SOCKET);
        assertThat(view.silenceNs(rig.given.nowNs())).isEqualTo(300 * MS);
        assertThat(view.lagMs()).isEqualTo(70);
        assertThat(view.sinceNs()).isEqualTo(rig.told("mark 1").sinceNs());
        rig.closed(3);
        rig.timer();
        assertThat(view.fedBy()).isEqualTo(Source.POLL);
        assertThat(view.reason()).isEqualTo(StatusReason.LINK_DOWN);
    }

    @Test
    void manyStreamsTakeTurns() {
        int instruments = 700;
        rig.planLinks(instruments, StreamKind.QUOTE, StreamKind.TRADE, StreamKind.STATS);
        rig.run(SECOND);
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            rig.after(TIMER).timer();
            assertThat(rig.feed().viewCount()).isLessThanOrEqualTo(MOST);
            views().forEach(view -> counts.merge(view, 1, Integer::sum));
        }
        assertThat(counts).hasSize(instruments * 3);
        assertThat(counts.values()).as("in ten seconds").allMatch(count -> count >= 9);
    }
}
