package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The steady state allocates nothing, bad messages included. */
class AllocationTest {
    private static final int DECODES = 200_000;
    private static final int ROUNDS = 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<byte[]> messages = messages();
    private byte[] copy;

    private static List<byte[]> messages() {
        List<String> texts = new ArrayList<>(Messages.TICKS);
        texts.addAll(Messages.OTHERS);
        texts.remove(Messages.ACK);
        texts.add(Messages.envelope("a@b", Messages.TRADE));
        texts.add("[" + Messages.TICKER + "," + Messages.MINI_TICKER + "]");
        texts.add(Messages.TRADE.replace("\"e\":\"trade\"", "\"\\u0065\":\"tr\\u0061de\""));
        texts.add(Messages.TRADE.replace("\"m\":true", "\"m\":1"));
        texts.add(Messages.TRADE + "x");
        List<byte[]> messages = new ArrayList<>();
        for (String text : texts) {
            messages.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return messages;
    }

    private long allocated(Recorder recorder, boolean leak) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < DECODES; i++) {
            byte[] message = messages.get(i % messages.size());
            recorder.publish(message);
            recorder.discard();
            if (leak && i == DECODES / 2) {
                copy = message.clone();
            }
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void decodesWithoutAllocating() {
        Recorder recorder = new Recorder(RowPolicy.ALL);
        // The compilers themselves may still disturb an early round; one clean round is proof.
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS && least != 0; i++) {
            least = Math.min(least, allocated(recorder, false));
        }
        assertThat(least).isZero();
        assertThat(allocated(recorder, true)).isPositive();
        assertThat(copy).isNotEmpty();
    }
}
