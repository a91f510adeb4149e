package io.tickwire.transport.live;

import static io.tickwire.transport.live.LiveRig.fact;
import static io.tickwire.transport.live.LiveRig.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.LinkFact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a venue does to a connection, the engine says so, goes on, and comes back. */
final class HostileVenueTest {
    private static final String MARKS = "streams: [mark]\n"
        + "feed: {firstTickWithin: 300ms, silence: {mark: 5s}}";

    @TempDir
    Path folder;

    /** What ends a connection, and how that is journaled. */
    private enum Ending {
        AMID_A_FRAME(LinkFact.CLOSED, 1006, "12 bytes of an incomplete message dropped") {
            @Override
            void serve(RawVenue.Peer peer) throws IOException {
                peer.write(peer.frameOf(0x81, 100, new byte[10]));
            }
        },
        WITHOUT_A_CLOSE_FRAME(LinkFact.CLOSED, 1006, "without a close frame") {
            @Override
            void serve(RawVenue.Peer peer) {
                // The connection is closed behind it.
            }
        },
        BY_THE_VENUE(LinkFact.CLOSED, 1008, "Too many requests") {
            @Override
            void serve(RawVenue.Peer peer) throws IOException {
                peer.frame(0x88, "\u0003\u00f0Too many requests".getBytes(
                    StandardCharsets.ISO_8859_1));
            }
        },
        FRAME_TOO_LONG(LinkFact.CLOSED, 1009, "") {
            @Override
            void serve(RawVenue.Peer peer) throws IOException {
                peer.write(peer.frameOf(0x81, (2 << 20) + 1, new byte[10]));
                peer.silence();
            }
        },
        TOO_LONG_FOR_THE_ARENA(LinkFact.CLOSED, 1009, "") {
            @Override
            void serve(RawVenue.Peer peer) throws IOException {
                peer.write(peer.frameOf(0x81, (1 << 18) + 1, new byte[10]));
                peer.silence();
            }
        },
        NOT_UTF_8(LinkFact.CLOSED, 1007, "") {
            @Override
            void serve(RawVenue.Peer peer) throws IOException {
                peer.frame(0x81, new byte[] {(byte) 0xc3, 0x28});
                peer.silence();
            }
        },
        NO_SUCH_FRAME(LinkFact.CLOSED, 1002, "") {
            @Override
            void serve(RawVenue.Peer peer) throws IOException {
                peer.frame(0xf3, new byte[3]);
                peer.silence();
            }
        };

        private final LinkFact fact;
        private final long code;
        private final String words;

        Ending(LinkFact fact, long code, String words) {
            this.fact = fact;
            this.code = code;
            this.words = words;
        }

        abstract void serve(RawVenue.Peer peer) throws IOException;
    }

    private LiveRig start(RawVenue venue) throws IOException {
        return LiveRig.start(folder, LiveRig.config(MARKS), venue.roots());
    }

    private static Predicate<LiveRig.Seen> reopened() {
        return one -> one.isLink(LinkFact.OPENED) && one.attempt() > 1;
    }

    private static void assertEndsWell(LiveRig rig) throws Exception {
        assertThat(rig.stop().failure()).isNull();
        rig.endedJournal();
        assertThat(rig.warnings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatEndsIsMadeAnew(Ending ending) throws Exception {
        RawVenue.Script script = (peer, number) -> {
            if (number > 1) {
                peer.healthy();
                return;
            }
            peer.upgrade();
            peer.acknowledge();
            peer.tick();
            ending.serve(peer);
        };
        try (RawVenue venue = RawVenue.start(script); LiveRig rig = start(venue)) {
            rig.awaitInOrder(ending + " and ticks again", type(EventType.MARK),
                fact(ending.fact, ending.code)
                    .and(one -> one.words().contains(ending.words)),
                reopened(), type(EventType.MARK), type(EventType.MARK));
            assertEndsWell(rig);
        }
    }

    @Test
    void aRefusedUpgradeIsTriedAgain() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            switch (number) {
                case 1 -> peer.answer("403 Forbidden", "", "go away");
                case 2 -> peer.answer("429 Too Many Requests", "Retry-After: 7\r\n", "");
                case 3 -> peer.answer("200 OK", "", "<html>");
                case 4 -> peer.write("nonsense\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                default -> peer.healthy();
            }
        };
        try (RawVenue venue = RawVenue.start(script); LiveRig rig = start(venue)) {
            rig.awaitInOrder("ticks after refusals",
                fact(LinkFact.REFUSED, 403).and(one -> one.words().contains("go away")),
                fact(LinkFact.REFUSED, 429), fact(LinkFact.REFUSED, 200),
                fact(LinkFact.FAILED, 0), reopened().and(one -> one.attempt() == 5),
                type(EventType.MARK));
            assertEndsWell(rig);
        }
    }

    @Test
    void whatCannotBeTakenIsRejectedAndTheStreamGoesOn() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            peer.acknowledge();
            peer.tick();
            peer.text("garbage");
            peer.tick();
            peer.frame(0x82, new byte[] {0, 1, -2, 3});
            peer.text("{\"stream\":\"btcusdt@markPrice@1s\",\"data\":{\"e\":\"markPriceUp");
            peer.text("{\"e\":\"markPriceUpdate\",\"E\":1,\"s\":\"BTCUSDT\",\"p\":[1],"
                + "\"i\":\"1\",\"r\":\"1\",\"T\":1}");
            peer.text("");
            peer.text("[".repeat(200) + "]".repeat(200));
            peer.ticksForEver();
        };
        try (RawVenue venue = RawVenue.start(script); LiveRig rig = start(venue)) {
            rig.awaitInOrder("rejections and ticks", type(EventType.MARK),
                one -> one.what().equals("NOT_JSON") && one.words().equals("garbage"),
                type(EventType.MARK),
                one -> one.what().equals("NOT_JSON"),
                one -> one.what().equals("NOT_JSON") && one.words().contains("markPriceUp"),
                one -> one.what().equals("WRONG_TYPE"),
                one -> one.what().equals("NOT_JSON"),
                one -> one.what().equals("TOO_DEEP"),
                type(EventType.MARK), type(EventType.MARK));
            assertThat(rig.seen().stream().filter(one -> one.isLink(LinkFact.OPENED)))
                .hasSize(1);
            assertEndsWell(rig);
        }
    }

    @Test
    void anAcknowledgementAndThenSilenceIsADeadLink() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            if (number > 2) {
                peer.healthy();
                return;
            }
            peer.upgrade();
            peer.acknowledge();
            peer.silence();
        };
        try (RawVenue venue = RawVenue.start(script); LiveRig rig = start(venue)) {
            rig.awaitInOrder("ticks at the third attempt",
                fact(LinkFact.SUBSCRIBED, 0), type(EventType.FEED_REQUEST),
                fact(LinkFact.CLOSED, 1006), reopened(),
                fact(LinkFact.CLOSED, 1006), reopened().and(one -> one.attempt() == 3),
                type(EventType.MARK));
            assertEndsWell(rig);
        }
    }

    @Test
    void aVenueThatFloodsAsWeLeaveWritesNothingBehindTheEnd() throws Exception {
        RawVenue.Script script = (peer, number) -> {
            peer.upgrade();
            peer.acknowledge();
            while (true) {
                peer.tick();
            }
        };
        try (RawVenue venue = RawVenue.start(script); LiveRig rig = start(venue)) {
            rig.awaitInOrder("ticks", type(EventType.MARK), type(EventType.MARK));
            assertThat(rig.stop().failure()).isNull();
            List<LiveRig.Seen> journal = rig.endedJournal();
            assertThat(journal.stream().filter(type(EventType.MARK))).hasSizeGreaterThan(2);
        }
    }
}
