package io.tickwire.engine.signal;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.SignalFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.feed.FeedStage;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.OrderRequests;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import io.tickwire.engine.text.TextCut;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Calls the strategy and journals its signals; orders that it asks for wait for the order stage.
 * Engine thread only.
 */
public final class SignalStage implements StrategyContext, State {
    /** Most bytes of a strategy's state. */
    public static final int MAX_STATE_LENGTH = 1 << 20;

    private final Strategy strategy;
    private final InstrumentTable instruments;
    private final FeedStage feed;
    private final Account account;
    private final OrderRequests requests;
    private final Quote quote;
    private final Trade trade;
    private final Stats stats;
    private final Mark mark;
    private final UnsafeBuffer reasonsBuffer = new UnsafeBuffer(0, 0);

    // Of the current input.
    private Event cause;
    private Outputs outputs;
    private int lastSignalOrdinal;
    private long lastSequence;
    /** The method of the strategy that is running, for its author. */
    private String call;
    /** What the engine itself threw when the strategy called it, which may have swallowed it. */
    private Throwable engineFailure;

    /**
     * Around one strategy.
     *
     * @param strategy    the user's
     * @param instruments the engine's table
     * @param feed        the stage before
     * @param account     positions
     * @param requests    orders it asks for, for the stage behind
     */
    public SignalStage(
        Strategy strategy, InstrumentTable instruments, FeedStage feed, Account account,
        OrderRequests requests) {
        this.strategy = strategy;
        this.instruments = instruments;
        this.feed = feed;
        this.account = account;
        this.requests = requests;
        this.quote = new Quote(instruments);
        this.trade = new Trade(instruments);
        this.stats = new Stats(instruments);
        this.mark = new Mark(instruments);
    }

    /**
     * Takes in one event.
     *
     * @param event      any input
     * @param visibility who may see it, as the stage before says
     * @param outputs    for SIGNAL
     * @throws StrategyException if the strategy throws
     */
    public void onEvent(Event event, Visibility visibility, Outputs outputs) {
        this.cause = event;
        this.outputs = outputs;
        requests.begin(event);
        lastSequence = event.sequence();
        lastSignalOrdinal = 0;
        engineFailure = null;
        call = "onFeedStatus";
        try {
            for (int i = 0; i < feed.viewCount(); i++) {
                strategy.onFeedStatus(feed.view(i), this);
            }
            if (event.type() == EventType.TIMER) {
                call = "onTimer";
                strategy.onTimer(event.engineNs(), this);
            } else if (event.type().isTick() && visibility != Visibility.HIDDEN) {
                show(event, visibility == Visibility.BACKFILL);
            }
        } catch (Throwable thrown) {
            throw engineFailure == null ? failed(call, thrown) : unwound(engineFailure);
        }
        if (engineFailure != null) {
            throw unwound(engineFailure);
        }
    }

    private void show(Event tick, boolean backfill) {
        switch (tick.type()) {
            case QUOTE -> {
                call = "onQuote";
                quote.wrap(tick);
                strategy.onQuote(quote, this);
            }
            case TRADE -> {
                trade.wrap(tick, feed.isAfterHole());
                if (backfill) {
                    call = "onBackfill";
                    strategy.onBackfill(trade, this);
                } else {
                    call = "onTrade";
                    strategy.onTrade(trade, this);
                }
            }
            case STATS -> {
                call = "onStats";
                stats.wrap(tick);
                strategy.onStats(stats, this);
            }
            default -> {
                call = "onMark";
                mark.wrap(tick);
                strategy.onMark(mark, this);
            }
        }
    }

    private StrategyException failed(String call, Throwable thrown) {
        return new StrategyException(
            strategy.getClass().getName(), call, lastSequence, thrown);
    }

    /** For the caller to throw: unchecked as it came. */
    private static RuntimeException unwound(Throwable unchecked) {
        if (unchecked instanceof Error error) {
            throw error;
        }
        return (RuntimeException) unchecked;
    }

    @Override
    public InstrumentTable instruments() {
        return instruments;
    }

    @Override
    public boolean isFresh(int instrumentId, StreamKind kind) {
        return feed.isFresh(instrumentId, kind);
    }

    @Override
    public long position(int instrumentId) {
        return account.position(instrumentId);
    }

    @Override
    public boolean signal(
        int instrumentId, Side side, long confidenceMicro, byte[] reasons, int reasonsLength) {
        checkInstrument(instrumentId);
        int sideCode = side.ordinal();
        Objects.checkFromIndexSize(0, reasonsLength, reasons.length);
        // What was asked for already has to end in a record.
        if (outputs.room() <= requests.outputsNeeded()) {
            return false;
        }
        reasonsBuffer.wrap(reasons);
        try {
            outputs.claim(EventType.SIGNAL, instrumentId)
                .set(SignalFields.CAUSE, cause.sequence())
                .set(SignalFields.SIDE, sideCode)
                .set(SignalFields.CONFIDENCE, confidenceMicro)
                .appendVar(reasonsBuffer, 0,
                    TextCut.bytes(reasons, reasonsLength, Outputs.MAX_VAR_LENGTH));
            lastSignalOrdinal = outputs.ordinal();
            outputs.commit();
        } catch (RuntimeException | Error failure) {
            engineFailure = failure;
            throw failure;
        }
        return true;
    }

    private void checkInstrument(int instrumentId) {
        if (instrumentId < 1 || instrumentId > instruments.count()) {
            throw new IllegalArgumentException("no such instrument: " + instrumentId);
        }
    }

    @Override
    public long placeOrder(
        int instrumentId, Side side, OrderType type, TimeInForce timeInForce, long price,
        long quantity, boolean reduceOnly) {
        checkInstrument(instrumentId);
        int sideCode = side.ordinal();
        int typeCode = type.ordinal();
        int timeInForceCode = timeInForce.ordinal();
        try {
            long handle =
                outputs.room() < requests.outputsNeeded() + OrderRequests.OUTPUTS_EACH
                    ? NOT_TAKEN : requests.add(instrumentId, sideCode, typeCode,
                        timeInForceCode, price, quantity, reduceOnly, lastSignalOrdinal);
            if (handle == NOT_TAKEN) {
                requests.addNotTaken(instrumentId, sideCode, quantity);
            }
            return handle;
        } catch (IllegalStateException noHandle) {
            engineFailure = noHandle;
            throw noHandle;
        }
    }

    @Override
    public void writeState(StateWriter out) {
        int mark = out.beginPart(MAX_STATE_LENGTH);
        try {
            strategy.writeState(out);
        } catch (Throwable thrown) {
            throw failed("writeState", thrown);
        }
        out.endPart(mark);
    }

    @Override
    public void readState(StateReader in) {
        int length = in.getInt();
        StateReader part = in.part(length);
        try {
            strategy.readState(part);
        } catch (Throwable thrown) {
            throw failed("readState", thrown);
        }
        if (part.remaining() != 0) {
            throw new IllegalStateException("strategy " + strategy.getClass().getName()
                + " left " + part.remaining() + " of " + length + " bytes of its state unread");
        }
    }

    /** @return whether the strategy can be resumed from a snapshot */
    public boolean hasStateSupport() {
        return strategy.hasStateSupport();
    }
}
