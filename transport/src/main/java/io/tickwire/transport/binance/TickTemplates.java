package io.tickwire.transport.binance;

import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.json.JsonTemplate;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The fast way from a message to its tick: the shapes of the last streams are known, and a message
 * that fits one of them is checked and read in a single pass. Where any step does not go well,
 * nothing has been published, and the long way is taken, which also says what is wrong; from a tick
 * found there a shape is learned. What comes out is the same on both ways.
 */
final class TickTemplates {
    /** A connection carries four kinds of stream, of which a venue may be changing the shape. */
    private static final int MOST = 8;
    /** Messages that do not fit before another shape gives way to theirs: learning is slow. */
    private static final int PATIENCE = 64;

    private final EventSink sink;
    private final UnsafeBuffer buffer;
    private final InstrumentTable table;
    private final RowPolicy policy;
    private final BinanceCounters counters;
    private final SymbolCache symbols;
    private final TickTemplate[] templates = new TickTemplate[MOST];
    /** Learns, since what is learned may turn out to be no shape. */
    private TickTemplate spare = new TickTemplate();
    private int count;
    private int last;
    private int next;
    private int misfits;
    private int patience = 1;
    private boolean fitted;

    TickTemplates(
        EventSink sink, InstrumentTable table, RowPolicy policy, BinanceCounters counters) {
        this.sink = sink;
        this.buffer = sink.arena().buffer();
        this.table = table;
        this.policy = policy;
        this.counters = counters;
        this.symbols = new SymbolCache(table);
        for (int i = 0; i < MOST; i++) {
            templates[i] = new TickTemplate();
        }
    }

    /**
     * Publishes the tick of a message that fits.
     *
     * @param start  offset of its first byte
     * @param length bytes
     * @return false where the long way is to be taken
     */
    boolean publish(int start, int length) {
        fitted = false;
        for (int tried = 0, i = last; tried < count; tried++, i = i + 1 < count ? i + 1 : 0) {
            if (templates[i].read(buffer, start, length)) {
                last = i;
                fitted = true;
                return publish(templates[i]);
            }
        }
        return false;
    }

    private boolean publish(TickTemplate template) {
        int id = symbols.find(buffer, template.symbolStart(), template.symbolLength());
        if (id == 0
            || !template.scale(-table.priceExponent(id), -table.quantityExponent(id))) {
            return false;
        }
        template.claim(sink, id);
        sink.publish();
        counters.ticks++;
        if (policy.isOfRecordings()) {
            counters.markets.saw(template.market(), id);
        }
        return true;
    }

    /**
     * The long way made one tick of a message.
     *
     * @param start     offset of its first byte
     * @param length    bytes
     * @param row       members of the tick in it
     * @param enveloped whether the row is the {@code data} of the message
     */
    void learn(int start, int length, RowFields row, boolean enveloped) {
        if (fitted || !JsonTemplate.isReadable(buffer, start, length) || ++misfits < patience) {
            return;
        }
        misfits = 0;
        patience = PATIENCE;
        if (spare.learn(buffer, start, length, row, enveloped)) {
            TickTemplate old = templates[next];
            templates[next] = spare;
            spare = old;
            last = next;
            next = (next + 1) % MOST;
            count = Math.min(count + 1, MOST);
            patience = count < MOST ? 1 : PATIENCE;
        }
    }
}
