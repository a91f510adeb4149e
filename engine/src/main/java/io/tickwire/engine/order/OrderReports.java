package io.tickwire.engine.order;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.account.Money;
import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderFields;
import io.tickwire.engine.event.OrderState;
import io.tickwire.engine.event.PositionFields;
import io.tickwire.engine.event.PositionReason;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.paper.MarketReports;
import io.tickwire.engine.stage.Outputs;
import java.math.RoundingMode;

/**
 * Takes what the market reports about our orders: moves order and position, journals both as ORDER
 * and POSITION, and notes it for the strategy, which is called after. Heartbeat stage, engine
 * thread only; does not allocate.
 *
 * <pre>
 *    market --> OrderReports --> order, position --> ORDER, POSITION in the journal
 *                    '--> executions --> Strategy.onExecution
 * </pre>
 */
public final class OrderReports implements MarketReports {
    /** Outputs that an input keeps for the feed, the strategy and its orders. */
    private static final int KEPT_ROOM = Outputs.MAX_PER_INPUT / 2;
    /** An ORDER and a POSITION. */
    private static final int OUTPUTS_EACH = 2;

    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final Account account;
    private final Executions executions;
    private final long startBalance;
    private Outputs outputs;

    // Of the fill that is being reported.
    private long price;
    private int priceExponent;
    private long quantity;
    private long fee;
    private boolean maker;

    /**
     * Into these.
     *
     * @param instruments the engine's table
     * @param orders      ours
     * @param account     its positions
     * @param executions   for the strategy
     * @param startBalance of the account, money
     */
    public OrderReports(
        InstrumentTable instruments, OrderTable orders, Account account, Executions executions,
        long startBalance) {
        this.instruments = instruments;
        this.orders = orders;
        this.account = account;
        this.executions = executions;
        this.startBalance = startBalance;
    }

    /**
     * The reports to come belong to this input.
     *
     * @param ofInput where they are journaled
     */
    public void begin(Outputs ofInput) {
        outputs = ofInput;
    }

    @Override
    public boolean hasRoom() {
        return outputs.room() >= KEPT_ROOM + OUTPUTS_EACH && executions.hasRoom();
    }

    @Override
    public void accepted(long handle) {
        report(handle, OrderEvent.ACCEPTED, ExecutionReason.NONE);
    }

    @Override
    public void rejected(long handle, ExecutionReason reason) {
        report(handle, OrderEvent.REJECTED, reason);
    }

    @Override
    public void cancelled(long handle) {
        report(handle, OrderEvent.CANCELLED, ExecutionReason.NONE);
    }

    @Override
    public void cancelRejected(long handle, ExecutionReason reason) {
        report(handle, OrderEvent.CANCEL_REJECTED, reason);
    }

    @Override
    public void replaceRejected(long handle, ExecutionReason reason) {
        report(handle, OrderEvent.REPLACE_REJECTED, reason);
    }

    @Override
    public void expired(long handle, ExecutionReason reason) {
        report(handle, OrderEvent.EXPIRED, reason);
    }

    @Override
    public void replaced(long handle, long toPrice, long toQuantity) {
        Order order = orders.find(handle);
        orders.changing(order);
        order.price = toPrice;
        order.quantity = toQuantity;
        order.pendingQuantity = 0;
        move(order, OrderEvent.REPLACED);
        tell(order, OrderEvent.REPLACED, ExecutionReason.NONE);
    }

    @Override
    public void filled(
        long handle, long atPrice, int exponent, long filledNow, boolean asMaker, long paid) {
        Order order = orders.find(handle);
        int id = order.instrumentId;
        int quantityExponent = instruments.quantityExponent(id);
        price = atPrice;
        priceExponent = exponent;
        quantity = filledNow;
        maker = asMaker;
        fee = paid;
        orders.changing(order);
        order.filled += filledNow;
        order.filledValue = Money.add(order.filledValue,
            Money.of(atPrice, exponent, filledNow, quantityExponent, RoundingMode.DOWN));
        OrderEvent event =
            order.leaves() == 0 ? OrderEvent.FILLED : OrderEvent.PART_FILLED;
        move(order, event);
        account.filled(id, Side.of(order.side), atPrice, exponent, filledNow, paid);
        tell(order, event, ExecutionReason.NONE);
        writePosition(id, PositionReason.FILL, handle);
    }

    @Override
    public void funded(int instrumentId, long amount) {
        account.funded(instrumentId, amount);
        writePosition(instrumentId, PositionReason.FUNDING, Event.ABSENT);
    }

    private void report(long handle, OrderEvent event, ExecutionReason reason) {
        Order order = orders.find(handle);
        if (order == null) {
            // An answer that comes so long after the end that the order is forgotten.
            return;
        }
        if (order.state.isOver()) {
            // Only an answer to what was asked before its end, which the table allows.
            checked(order, event);
        } else {
            orders.changing(order);
            order.pendingQuantity =
                event == OrderEvent.REPLACE_REJECTED ? 0 : order.pendingQuantity;
            move(order, event);
        }
        tell(order, event, reason);
    }

    private void move(Order order, OrderEvent event) {
        order.state = checked(order, event);
        orders.changed(order);
    }

    private static OrderState checked(Order order, OrderEvent event) {
        OrderState next = OrderTransitions.next(order.state, event);
        if (next == null) {
            throw new IllegalStateException("order " + order.handle + " is " + order.state.label()
                + " and cannot be " + event.label());
        }
        return next;
    }

    private void tell(Order order, OrderEvent event, ExecutionReason reason) {
        boolean fill = event == OrderEvent.FILLED || event == OrderEvent.PART_FILLED;
        int id = order.instrumentId;
        int ofInstrument = instruments.priceExponent(id);
        Execution execution = executions.add(order, event, reason, ofInstrument);
        // One record has one scale of prices: the finer one.
        int exponent = fill ? Math.min(ofInstrument, priceExponent) : ofInstrument;
        Event record = outputs.claim(EventType.ORDER, id);
        record.exponents(exponent, instruments.quantityExponent(id))
            .set(OrderFields.EVENT, event.ordinal())
            .set(OrderFields.STATE, order.state.ordinal())
            .set(OrderFields.REASON, reason.ordinal())
            .set(OrderFields.SIDE, order.side)
            .set(OrderFields.PRICE, Decimals.rescale(order.price, ofInstrument, exponent))
            .set(OrderFields.QTY, order.quantity)
            .set(OrderFields.FILLED_QTY, order.filled)
            .set(OrderFields.FILLED_VALUE, order.filledValue)
            .set(OrderFields.HANDLE, order.handle);
        if (fill) {
            execution.fill(price, priceExponent, quantity, fee, maker);
            record.set(OrderFields.LAST_PRICE, Decimals.rescale(price, priceExponent, exponent))
                .set(OrderFields.LAST_QTY, quantity)
                .set(OrderFields.FEE, fee)
                .set(OrderFields.MAKER, maker ? 1 : 0);
        }
        record.appendVar(order.clientId);
        outputs.commit();
    }

    private void writePosition(int id, PositionReason reason, long handle) {
        outputs.claim(EventType.POSITION, id)
            .exponents(instruments.priceExponent(id), instruments.quantityExponent(id))
            .set(PositionFields.REASON, reason.ordinal())
            .set(PositionFields.POSITION, account.position(id))
            .set(PositionFields.COST, account.cost(id))
            .set(PositionFields.REALISED, account.realised(id))
            .set(PositionFields.FEES, account.fees(id))
            .set(PositionFields.FUNDING, account.funding(id))
            .set(PositionFields.CASH, account.cash(startBalance))
            .set(PositionFields.HANDLE, handle);
        outputs.commit();
    }
}
