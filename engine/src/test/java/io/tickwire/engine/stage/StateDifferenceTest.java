package io.tickwire.engine.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class StateDifferenceTest {
    /** A pair of values, as a part of others. */
    private static final class Pair implements State {
        private long heardNs;
        private double average;

        Pair(long heardNs, double average) {
            this.heardNs = heardNs;
            this.average = average;
        }

        @Override
        public void writeState(StateWriter out) {
            out.put("heardNs", heardNs).put("average", average);
        }

        @Override
        public void readState(StateReader in) {
            heardNs = in.getLong();
            average = in.getDouble();
        }
    }

    /** A section with a flag, any number of pairs, and a part of its own length. */
    private static final class Whole implements State {
        private final Pair[] pairs;
        private boolean open = true;

        Whole(Pair... pairs) {
            this.pairs = pairs;
        }

        @Override
        public void writeState(StateWriter out) {
            out.put("open", open);
            for (int i = 0; i < pairs.length; i++) {
                out.part("pairs", i, pairs[i]);
            }
            int mark = out.beginPart(64);
            out.put("own", 1);
            out.endPart(mark);
        }

        @Override
        public void readState(StateReader in) {
            open = in.getBoolean();
            for (Pair pair : pairs) {
                pair.readState(in);
            }
            in.part(in.getInt());
        }
    }

    /** All of a state: one section. */
    private record Root(String label, State part) implements State {
        @Override
        public void writeState(StateWriter out) {
            out.section(label, part);
        }

        @Override
        public void readState(StateReader in) {
            in.section(label, part);
        }
    }

    private static UnsafeBuffer written(State state) {
        StateWriter out = new StateWriter(new UnsafeBuffer(new byte[256]));
        state.writeState(out);
        return new UnsafeBuffer(out.buffer(), 0, out.length());
    }

    private static StateDifference difference(State recorded, State recomputed) {
        UnsafeBuffer bytes = written(recorded);
        return StateDifference.find(
            bytes, 0, bytes.capacity(), recomputed, new UnsafeBuffer(new byte[256]));
    }

    private static Root feed(Pair... pairs) {
        return new Root("feed", new Whole(pairs));
    }

    @Test
    void sameStatesDifferNowhere() {
        assertThat(difference(feed(new Pair(1, 2), new Pair(3, 4)),
            feed(new Pair(1, 2), new Pair(3, 4)))).isNull();
    }

    @Test
    void namesSectionPartAndValue() {
        assertThat(difference(feed(new Pair(1, 2), new Pair(3, 4)),
            feed(new Pair(1, 2), new Pair(7, 4))))
            .isEqualTo(new StateDifference("feed.pairs[1].heardNs", "3", "7"));
        assertThat(difference(feed(new Pair(1, 2.5)), feed(new Pair(1, -0.5))))
            .isEqualTo(new StateDifference("feed.pairs[0].average", "2.5", "-0.5"));
    }

    @Test
    void namesALabelThatIsAnother() {
        assertThat(difference(new Root("a", new Pair(1, 2)), new Root("b", new Pair(1, 2))))
            .isEqualTo(new StateDifference("label", "97", "98"));
    }

    @Test
    void saysWhichOneIsLonger() {
        assertThat(difference(new Root("feed", new Pair(1, 2)), new Root("feed", out(1))))
            .isEqualTo(new StateDifference("end", "8 bytes more", "nothing"));
        assertThat(difference(new Root("feed", out(1)), new Root("feed", new Pair(1, 2))))
            .isEqualTo(new StateDifference("feed.average", "nothing", "2.0"));
    }

    private static State out(long only) {
        return new State() {
            @Override
            public void writeState(StateWriter out) {
                out.put("heardNs", only);
            }

            @Override
            public void readState(StateReader in) {
                in.getLong();
            }
        };
    }

    @Test
    void aSectionThatIsAnotherIsNotRead() {
        UnsafeBuffer bytes = written(new Root("strategy", new Pair(1, 2)));
        StateReader in = new StateReader(bytes, 0, bytes.capacity());
        assertThatThrownBy(() -> in.section("feed", new Pair(0, 0)))
            .hasMessage("state has strategy where section feed should begin");
        StateReader inside = new StateReader(bytes, 8, bytes.capacity() - 8);
        assertThatThrownBy(() -> inside.section("feed", new Pair(0, 0)))
            .hasMessage("state has no label but 1 where section feed should begin");
    }

    @Test
    void readsBackWhatItWrote() {
        UnsafeBuffer bytes = written(feed(new Pair(1, 2.5)));
        Pair pair = new Pair(0, 0);
        StateReader in = new StateReader(bytes, 0, bytes.capacity());
        in.section("feed", new Whole(pair));
        assertThat(pair.heardNs).isEqualTo(1);
        assertThat(pair.average).isEqualTo(2.5);
        assertThat(in.remaining()).isZero();
    }

    @Test
    void labelsHaveOneToEightCharacters() {
        StateWriter out = new StateWriter(new UnsafeBuffer(new byte[64]));
        out.section("12345678", new Pair(1, 2));
        assertThat(out.buffer().getStringWithoutLengthAscii(0, 8)).isEqualTo("12345678");
        assertThatThrownBy(() -> out.section("123456789", new Pair(1, 2)))
            .hasMessageContaining("9 characters");
        assertThatThrownBy(() -> out.section("", new Pair(1, 2)))
            .hasMessageContaining("0 characters");
    }
}
