package io.tickwire.engine.order;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.CancelIntentFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.ReplaceIntentFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.paper.PaperMarket;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * The order stage: holds each request of the strategy against the limits and journals it as an
 * intent, which goes to the market, or as a refusal, which the strategy is told at the next input.
 * What becomes of an intent the market reports at later inputs, to the heartbeat stage. It keeps no
 * market data or positions of its own: the heartbeat stage has taken in quotes and fills before the
 * strategy was called. Engine thread only.
 */
public final class OrderStage implements State {
    private static final int BUY = Side.BUY.ordinal();
    private static final int MARKET = OrderType.MARKET.ordinal();

    private final boolean paper;
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final OrderRequests requests;
    private final Refusals refusals;
    private final PaperMarket market;
    private final Touch touch;
    private final OrderRate rate;
    private final DailyLoss loss;
    private final OrderCheck check;

    /**
     * Of one session.
     *
     * @param config      of the session
     * @param instruments the engine's table
     * @param feed        tells fresh from stale
     * @param books       limits are held against these quotes
     * @param account     positions
     * @param orders      ours
     * @param requests    filled by the stage before
     * @param refusals    for the stage before, at the next input
     * @param market      takes the intents
     */
    public OrderStage(
        Config config, InstrumentTable instruments, FeedView feed, TopOfBooks books,
        Account account, OrderTable orders, OrderRequests requests, Refusals refusals,
        PaperMarket market) {
        this.paper = config.mode() == Config.Mode.PAPER;
        this.instruments = instruments;
        this.orders = orders;
        this.requests = requests;
        this.refusals = refusals;
        this.market = market;
        this.touch = new Touch(instruments, books, config.risk().collar());
        this.rate = new OrderRate(config.risk().maxOrdersPerSecond());
        this.loss = new DailyLoss(config.risk().maxDailyLoss(), account, books);
        this.check = new OrderCheck(
            config.risk(), instruments, feed, account, orders, rate, loss);
    }

    /**
     * Decides about what an input made the strategy ask for.
     *
     * @param event   any input
     * @param outputs for ORDER_INTENT, CANCEL_INTENT, REPLACE_INTENT and RISK_REFUSAL; has room for
     *                all that was requested, see {@link OrderRequests#outputsNeeded}
     */
    public void onEvent(Event event, Outputs outputs) {
        loss.onTime(event.engineNs());
        int count = requests.count();
        if (count == 0 && !requests.hasNotTaken()) {
            return;
        }
        if (paper) {
            for (int i = 0; i < count; i++) {
                decide(i, event, outputs);
            }
            if (requests.hasNotTaken() && outputs.room() > 0) {
                refuse(OrderRequests.MAX, event, RiskRule.TOO_MANY, Event.ABSENT, outputs);
            }
        }
        requests.clear();
    }

    private void decide(int request, Event cause, Outputs outputs) {
        Order order = null;
        if (requests.kind[request] != OrderRequests.Kind.PLACE) {
            order = orders.find(requests.handle[request]);
            requests.instrumentId[request] = order == null ? 0 : order.instrumentId;
            requests.side[request] = order == null ? BUY : order.side;
        }
        if (!market.hasRoom()) {
            refuse(request, cause, RiskRule.TOO_MANY, Event.ABSENT, outputs);
            return;
        }
        switch (requests.kind[request]) {
            case PLACE -> order(request, cause, outputs);
            case CANCEL -> cancel(request, order, cause, outputs);
            default -> replace(request, order, cause, outputs);
        }
    }

    private void order(int request, Event cause, Outputs outputs) {
        touch.look(requests.instrumentId[request], requests.side[request] == BUY);
        RiskRule broken = check.ofOrder(requests, request, touch, cause.engineNs());
        if (broken == null) {
            place(request, cause, outputs);
        } else {
            refuse(request, cause, broken, check.limit(), outputs);
        }
    }

    private void place(int request, Event cause, Outputs outputs) {
        int id = requests.instrumentId[request];
        long handle = requests.handle[request];
        Event intent = outputs.claim(EventType.ORDER_INTENT, id);
        Order order = orders.add(handle, id);
        orders.changing(order);
        order.side = requests.side[request];
        order.type = requests.type[request];
        order.timeInForce = requests.timeInForce[request];
        order.price = order.type == MARKET ? Event.ABSENT : requests.price[request];
        order.quantity = check.quantity();
        order.reduceOnly = requests.reduceOnly[request];
        order.placedNs = cause.engineNs();
        ClientIds.make(
            requests.orderKey(), cause.sequence(), outputs.ordinal(), order.clientId);
        orders.changed(order);
        intent.exponents(instruments.priceExponent(id), instruments.quantityExponent(id))
            .set(OrderIntentFields.CAUSE, cause.sequence())
            .set(OrderIntentFields.CAUSE_ORDINAL, requests.causeOrdinal[request])
            .set(OrderIntentFields.SIDE, order.side)
            .set(OrderIntentFields.TYPE, order.type)
            .set(OrderIntentFields.TIF, order.timeInForce)
            .set(OrderIntentFields.PRICE, order.price)
            .set(OrderIntentFields.QTY, order.quantity)
            .set(OrderIntentFields.REDUCE_ONLY, order.reduceOnly ? 1 : 0)
            .set(OrderIntentFields.HANDLE, handle)
            .appendVar(order.clientId);
        outputs.commit();
        if (check.opens()) {
            rate.sent(cause.engineNs());
        }
        market.place(handle, id, order.side, order.type, order.timeInForce, order.price,
            order.quantity, order.reduceOnly, cause.engineNs());
    }

    private void cancel(int request, Order order, Event cause, Outputs outputs) {
        if (isRefused(request, order, OrderEvent.CANCEL_REQUESTED, cause, outputs)) {
            return;
        }
        outputs.claim(EventType.CANCEL_INTENT, order.instrumentId)
            .set(CancelIntentFields.CAUSE, cause.sequence())
            .set(CancelIntentFields.CAUSE_ORDINAL, requests.causeOrdinal[request])
            .set(CancelIntentFields.HANDLE, order.handle)
            .appendVar(order.clientId);
        outputs.commit();
        order.state = OrderTransitions.next(order.state, OrderEvent.CANCEL_REQUESTED);
        market.cancel(order.handle, cause.engineNs());
    }

    private void replace(int request, Order order, Event cause, Outputs outputs) {
        if (isRefused(request, order, OrderEvent.REPLACE_REQUESTED, cause, outputs)) {
            return;
        }
        touch.look(order.instrumentId, order.side == BUY);
        RiskRule broken = check.ofReplacement(order, requests.price[request],
            requests.quantity[request], touch, cause.engineNs());
        if (broken != null) {
            refuse(request, cause, broken, check.limit(), outputs);
            return;
        }
        int id = order.instrumentId;
        outputs.claim(EventType.REPLACE_INTENT, id)
            .exponents(instruments.priceExponent(id), instruments.quantityExponent(id))
            .set(ReplaceIntentFields.CAUSE, cause.sequence())
            .set(ReplaceIntentFields.CAUSE_ORDINAL, requests.causeOrdinal[request])
            .set(ReplaceIntentFields.SIDE, order.side)
            .set(ReplaceIntentFields.PRICE, requests.price[request])
            .set(ReplaceIntentFields.QTY, check.quantity())
            .set(ReplaceIntentFields.HANDLE, order.handle)
            .appendVar(order.clientId);
        outputs.commit();
        orders.changing(order);
        order.state = OrderTransitions.next(order.state, OrderEvent.REPLACE_REQUESTED);
        order.pendingQuantity = check.quantity();
        orders.changed(order);
        if (check.opens()) {
            rate.sent(cause.engineNs());
        }
        market.replace(
            order.handle, requests.price[request], check.quantity(), cause.engineNs());
    }

    /** Refuses to change what is no order, or not open, or being changed so already. */
    private boolean isRefused(
        int request, Order order, OrderEvent wanted, Event cause, Outputs outputs) {
        RiskRule rule = order == null ? RiskRule.NO_SUCH_ORDER
            : OrderTransitions.next(order.state, wanted) == null ? RiskRule.NOT_OPEN : null;
        if (rule != null) {
            refuse(request, cause, rule, Event.ABSENT, outputs);
        }
        return rule != null;
    }

    private void refuse(
        int request, Event cause, RiskRule rule, long limit, Outputs outputs) {
        int id = requests.instrumentId[request];
        Refusal refusal = refusals.add();
        refusal.handle = requests.handle[request];
        refusal.instrumentId = id;
        refusal.rule = rule.ordinal();
        refusal.side = requests.side[request];
        refusal.quantity = requests.quantity[request];
        refusal.limit = limit;
        Event record = outputs.claim(EventType.RISK_REFUSAL, id);
        if (id != 0) {
            record.exponents(instruments.priceExponent(id), instruments.quantityExponent(id));
        }
        record.set(RiskRefusalFields.CAUSE, cause.sequence())
            .set(RiskRefusalFields.CAUSE_ORDINAL, requests.causeOrdinal[request])
            .set(RiskRefusalFields.RULE, rule.ordinal())
            .set(RiskRefusalFields.SIDE, refusal.side)
            .set(RiskRefusalFields.QTY, refusal.quantity)
            .set(RiskRefusalFields.LIMIT, limit)
            .set(RiskRefusalFields.HANDLE, refusal.handle);
        outputs.commit();
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("rate", rate).part("loss", loss).part("refusals", refusals);
    }

    @Override
    public void readState(StateReader in) {
        rate.readState(in);
        loss.readState(in);
        refusals.readState(in);
    }
}
