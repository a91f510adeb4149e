package io.tickwire.engine.signal;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.SignalFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.order.Order;
import io.tickwire.engine.order.OrderRequests;
import io.tickwire.engine.order.OrderTable;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.text.TextCut;
import java.util.Objects;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the strategy may ask and do during one input: answers from what the stage before knows,
 * journals signals, keeps requests for the stage behind. Engine thread only.
 */
final class StageContext implements StrategyContext {
    private final InstrumentTable instruments;
    private final FeedView feed;
    private final Account account;
    private final OrderTable orders;
    private final OrderRequests requests;
    private final UnsafeBuffer reasonsBuffer = new UnsafeBuffer(0, 0);

    // Of the current input.
    private Event cause;
    private Outputs outputs;
    private int lastSignalOrdinal;
    /** What the engine itself threw when the strategy called it, which may have swallowed it. */
    private Throwable engineFailure;

    StageContext(
        InstrumentTable instruments, FeedView feed, Account account, OrderTable orders,
        OrderRequests requests) {
        this.instruments = instruments;
        this.feed = feed;
        this.account = account;
        this.orders = orders;
        this.requests = requests;
    }

    /** What is asked from now on belongs to this input. */
    void begin(Event event, Outputs ofInput) {
        cause = event;
        outputs = ofInput;
        requests.begin(event);
        lastSignalOrdinal = 0;
        engineFailure = null;
    }

    /** What the engine threw at the strategy during this input, null for nothing. */
    Throwable engineFailure() {
        return engineFailure;
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
    public long averagePrice(int instrumentId) {
        return account.averagePrice(instrumentId, instruments.priceExponent(instrumentId));
    }

    @Override
    public long realisedProfit(int instrumentId) {
        return account.realised(instrumentId);
    }

    @Override
    public long fees(int instrumentId) {
        return account.fees(instrumentId);
    }

    @Override
    public long funding(int instrumentId) {
        return account.funding(instrumentId);
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
                !hasRoomForRequest() ? NOT_TAKEN : requests.addOrder(instrumentId, sideCode,
                    typeCode, timeInForceCode, price, quantity, reduceOnly, lastSignalOrdinal);
            if (handle == NOT_TAKEN) {
                requests.addNotTaken(instrumentId, sideCode, quantity);
            }
            return handle;
        } catch (IllegalStateException noHandle) {
            engineFailure = noHandle;
            throw noHandle;
        }
    }

    /** For one more, and the one that would tell of those that were not taken. */
    private boolean hasRoomForRequest() {
        return outputs.room() >= Math.max(1, requests.outputsNeeded()) + 1;
    }

    @Override
    public boolean cancelOrder(long handle) {
        return hasRoomForRequest() && requests.addCancel(handle, lastSignalOrdinal);
    }

    @Override
    public boolean replaceOrder(long handle, long price, long quantity) {
        return hasRoomForRequest()
            && requests.addReplace(handle, price, quantity, lastSignalOrdinal);
    }

    @Override
    public int openOrderCount() {
        return orders.openCount();
    }

    @Override
    public int openOrderCount(int instrumentId) {
        return orders.openOf(instrumentId);
    }

    @Override
    public Order openOrder(int index) {
        return orders.open(index);
    }

    @Override
    public Order order(long handle) {
        return orders.find(handle);
    }
}
