package io.tickwire.engine.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A seed in a bug report, or in a recorded session, must mean the same numbers for ever. */
final class SplitMix64Test {
    private static void produces(SplitMix64 random, String... outputs) {
        for (String output : outputs) {
            assertThat(Long.toUnsignedString(random.next())).isEqualTo(output);
        }
    }

    /** The first outputs that its author and others have published for these two seeds. */
    @Test
    void isTheGeneratorThatIsPublished() {
        SplitMix64 random = new SplitMix64(0);
        for (long output : new long[] {0xe220a8397b1dcdafL, 0x6e789e6aa1b965f4L,
            0x06c45d188009454fL, 0xf88bb8a8724c81ecL, 0x1b39896a51a8749bL}) {
            assertThat(random.next()).isEqualTo(output);
        }
        produces(new SplitMix64(1234567), "6457827717110365317", "3203168211198807973",
            "9817491932198370423", "4593380528125082431", "16408922859458223821");
    }

    @Test
    void goesOnFromItsState() {
        SplitMix64 before = new SplitMix64(1234567);
        before.next();
        before.next();
        SplitMix64 after = new SplitMix64(0);
        after.restore(before.state());
        produces(after, "9817491932198370423", "4593380528125082431");
    }

    /** From the first output of seed 0: its upper 31 bits, and its upper 53. */
    @Test
    void numbersOfARangeTakeTheUpperBits() {
        assertThat(new SplitMix64(0).below(1000)).isEqualTo((0xe220a839 >>> 1) % 1000);
        assertThat(new SplitMix64(0).fraction())
            .isEqualTo((double) (0xe220a8397b1dcdafL >>> 11) / (1L << 53));
        // -ln(1 - 0.8833108082136426) is 2.14824136.
        assertThat(new SplitMix64(0).exponential(1e6)).isEqualTo(2_148_242);
        assertThat(new SplitMix64(0).exponential(1e-9)).isOne();
    }
}
