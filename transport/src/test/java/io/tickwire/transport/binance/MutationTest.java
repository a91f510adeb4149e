package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
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
                recorder = new Recorder(RowPolicy.ALL);
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

    @Test
    void decodesDamagedRepliesAsTheOracleDoes() throws IOException {
        long seed = Long.getLong("tickwire.seed", System.nanoTime());
        System.out.println("MutationTest of replies: seed " + seed + " (-Dtickwire.seed=)");
        Random random = new Random(seed);
        Recorder recorder = new Recorder(RowPolicy.LISTED);
        JacksonOracle oracle = new JacksonOracle();
        recorder.list("ABCUSDT", -1, -2);
        oracle.list("ABCUSDT", 1, 2);
        recorder.list("\u5e01\u5b89USDT", 0, 0);
        oracle.list("\u5e01\u5b89USDT", 0, 0);
        int[] ticks = new int[FeedCall.values().length];
        int rejected = 0;
        int silent = 0;
        for (int i = 0; i < TRIES; i++) {
            FeedCall call = RestMessages.CALLS.get(i % RestMessages.CALLS.size());
            byte[] body = Mutator.ofReplies(random, RestMessages.of(call)).next();
            List<Seen> expected = oracle.decode(call, "ABCUSDT", body);
            List<Seen> seen;
            try {
                seen = recorder.decode(call, body);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", try " + i + ": " + text(body), e);
            }
            assertThat(seen).as("seed %d, try %d, %s: %s", seed, i, call, text(body))
                .isEqualTo(expected);
            ticks[call.ordinal()] += (int) seen.stream().filter(s -> s.type().isTick()).count();
            rejected += (int) seen.stream().filter(s -> s.type() == EventType.REJECTED).count();
            silent += seen.isEmpty() ? 1 : 0;
        }
        System.out.println("MutationTest of replies: " + TRIES + " tries, ticks by call "
            + Arrays.toString(ticks) + ", " + rejected + " rejected, " + silent
            + " without event");
        assertThat(RestMessages.CALLS)
            .allMatch(call -> ticks[call.ordinal()] > TRIES / 50);
        assertThat(Arrays.asList(rejected, silent)).allMatch(n -> n > TRIES / 50);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.ISO_8859_1);
    }
}
