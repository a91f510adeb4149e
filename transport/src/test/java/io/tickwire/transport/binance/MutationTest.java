package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.EventType;
import io.tickwire.transport.binance.Recorder.Seen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Messages of every kind and year, damaged at random: the same events as Jackson would give. */
class MutationTest {
    private static final int TRIES = 60_000;
    /** Symbols pile up, so from time to time all begins anew. */
    private static final int TRIES_PER_SESSION = 500;

    @Test
    void decodesDamagedMessagesAsTheOracleDoes() throws IOException {
        long seed = Long.getLong("tickwire.seed", System.nanoTime());
        System.out.println("MutationTest seed " + seed + " (-Dtickwire.seed=)");
        Random random = new Random(seed);
        Mutator mutator = new Mutator(random);
        Recorder recorder = null;
        JacksonOracle oracle = null;
        int ticks = 0;
        int rejected = 0;
        int silent = 0;
        for (int i = 0; i < TRIES; i++) {
            if (i % TRIES_PER_SESSION == 0) {
                recorder = new Recorder(SymbolPolicy.ALL);
                oracle = new JacksonOracle();
            }
            byte[] message = mutator.next();
            List<Seen> expected = oracle.decode(message);
            List<Seen> seen;
            try {
                seen = recorder.decode(message);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", try " + i + ": " + text(message), e);
            }
            assertThat(seen).as("seed %d, try %d: %s", seed, i, text(message))
                .isEqualTo(expected);
            ticks += (int) seen.stream().filter(s -> s.type().isTick()).count();
            rejected += (int) seen.stream().filter(s -> s.type() == EventType.REJECTED).count();
            silent += seen.isEmpty() ? 1 : 0;
        }
        System.out.println("MutationTest: " + TRIES + " tries, " + ticks + " ticks, " + rejected
            + " rejected, " + silent + " without event");
        assertThat(Arrays.asList(ticks, rejected, silent)).allMatch(n -> n > TRIES / 50);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }
}
