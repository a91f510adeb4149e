package io.tickwire.engine.order;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.ExpiryReason;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.PaperExpiryFields;
import io.tickwire.engine.event.PaperFillFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Outputs;

/**
 * The order stage: checks each requested order against the limits, journals it as an intent or a
 * refusal, and in paper mode fills an intent at once against the best quote, up to the quantity
 * shown there; the rest expires. Paper has orders that are over at once only: what rests in the
 * book would need a model of the queue there. So each request has one record that ends it:
 * RISK_REFUSAL, PAPER_FILL, or PAPER_EXPIRY where nothing was filled. It keeps no market data or
 * positions of its own: the heartbeat stage has taken in quotes and fills before the strategy was
 * called. Engine thread only.
 */
public final class OrderStage {
    private static final int BUY = Side.BUY.ordinal();
    private static final int MARKET = OrderType.MARKET.ordinal();

    private final boolean paper;
    private final InstrumentTable instruments;
    private final Account account;
    private final Touch touch;
    private final OrderCheck check;
    private final FeedView feed;
    private final OrderRequests requests;
    private final ClientIds clientIds;

    /**
     * Of one session.
     *
     * @param config      of the session
     * @param orderKey    of the session, goes into client ids
     * @param instruments the engine's table
     * @param feed        tells fresh from stale
     * @param books       paper orders are filled against these quotes
     * @param account     positions, which paper fills change
     * @param requests    filled by the stage before
     */
    public OrderStage(
        Config config, long orderKey, InstrumentTable instruments, FeedView feed,
        TopOfBooks books, Account account, OrderRequests requests) {
        this.feed = feed;
        this.paper = config.mode() == Config.Mode.PAPER;
        this.instruments = instruments;
        this.account = account;
        this.touch = new Touch(instruments, books);
        this.check = new OrderCheck(config.risk(), instruments, feed, account, requests);
        this.requests = requests;
        this.clientIds = new ClientIds(orderKey);
    }

    /**
     * Decides about the orders that an input made the strategy ask for.
     *
     * @param event   any input
     * @param outputs for ORDER_INTENT, RISK_REFUSAL, PAPER_FILL and PAPER_EXPIRY; has room for all
     *                that was requested, see {@link OrderRequests#outputsNeeded}
     */
    public void onEvent(Event event, Outputs outputs) {
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
        touch.look(requests.instrumentId[request], requests.side[request] == BUY);
        RiskRule broken = check.brokenRule(request, touch);
        if (broken == null) {
            place(request, cause, outputs);
        } else {
            refuse(request, cause, broken, check.limit(), outputs);
        }
    }

    private void refuse(
        int request, Event cause, RiskRule rule, long limit, Outputs outputs) {
        int id = requests.instrumentId[request];
        outputs.claim(EventType.RISK_REFUSAL, id)
            .exponents(instruments.priceExponent(id), instruments.quantityExponent(id))
            .set(RiskRefusalFields.CAUSE, cause.sequence())
            .set(RiskRefusalFields.CAUSE_ORDINAL, requests.causeOrdinal[request])
            .set(RiskRefusalFields.RULE, rule.ordinal())
            .set(RiskRefusalFields.SIDE, requests.side[request])
            .set(RiskRefusalFields.QTY, requests.quantity[request])
            .set(RiskRefusalFields.LIMIT, limit)
            .set(RiskRefusalFields.HANDLE, requests.handle[request]);
        outputs.commit();
    }

    private void place(int request, Event cause, Outputs outputs) {
        int id = requests.instrumentId[request];
        boolean market = requests.type[request] == MARKET;
        Event intent = outputs.claim(EventType.ORDER_INTENT, id);
        int ordinal = outputs.ordinal();
        byte[] clientId = clientIds.make(requests.incarnation(), cause.sequence(), ordinal);
        intent.exponents(instruments.priceExponent(id), instruments.quantityExponent(id))
            .set(OrderIntentFields.CAUSE, cause.sequence())
            .set(OrderIntentFields.CAUSE_ORDINAL, requests.causeOrdinal[request])
            .set(OrderIntentFields.SIDE, requests.side[request])
            .set(OrderIntentFields.TYPE, requests.type[request])
            .set(OrderIntentFields.TIF, requests.timeInForce[request])
            .set(OrderIntentFields.PRICE, market ? Event.ABSENT : requests.price[request])
            .set(OrderIntentFields.QTY, check.quantity())
            .set(OrderIntentFields.REDUCE_ONLY, requests.reduceOnly[request] ? 1 : 0)
            .set(OrderIntentFields.HANDLE, requests.handle[request])
            .appendVar(clientId);
        outputs.commit();
        match(request, cause, ordinal, clientId, outputs);
    }

    /** One record more, whatever becomes of the order. */
    private void match(
        int request, Event cause, int intentOrdinal, byte[] clientId, Outputs outputs) {
        if (!feed.isCurrent(requests.instrumentId[request], StreamKind.QUOTE)) {
            expire(request, cause, intentOrdinal, ExpiryReason.STALE_QUOTE, clientId, outputs);
            return;
        }
        if (requests.type[request] != MARKET && !touch.isReachedBy(requests.price[request])) {
            expire(request, cause, intentOrdinal, ExpiryReason.LIMIT_NOT_REACHED, clientId,
                outputs);
            return;
        }
        long filled = Math.min(check.quantity(), touch.shown());
        if (requests.reduceOnly[request]) {
            long position = account.position(requests.instrumentId[request]);
            filled = Math.min(filled, Math.abs(position));
        }
        if (filled > 0) {
            fill(request, cause, intentOrdinal, filled, clientId, outputs);
        } else {
            expire(request, cause, intentOrdinal, ExpiryReason.NOTHING_SHOWN, clientId, outputs);
        }
    }

    private void fill(
        int request, Event cause, int intentOrdinal, long filled, byte[] clientId,
        Outputs outputs) {
        int id = requests.instrumentId[request];
        account.filled(id, Side.of(requests.side[request]), touch.quoted(),
            touch.quotedExponent(), filled, 0);
        outputs.claim(EventType.PAPER_FILL, id)
            .exponents(touch.quotedExponent(), instruments.quantityExponent(id))
            .set(PaperFillFields.CAUSE, cause.sequence())
            .set(PaperFillFields.CAUSE_ORDINAL, intentOrdinal)
            .set(PaperFillFields.SIDE, requests.side[request])
            .set(PaperFillFields.PRICE, touch.quoted())
            .set(PaperFillFields.QTY, filled)
            .set(PaperFillFields.LEAVES_QTY, check.quantity() - filled)
            .set(PaperFillFields.POSITION, account.position(id))
            .set(PaperFillFields.HANDLE, requests.handle[request])
            .appendVar(clientId);
        outputs.commit();
    }

    private void expire(
        int request, Event cause, int intentOrdinal, ExpiryReason reason, byte[] clientId,
        Outputs outputs) {
        int id = requests.instrumentId[request];
        outputs.claim(EventType.PAPER_EXPIRY, id)
            .exponents(instruments.priceExponent(id), instruments.quantityExponent(id))
            .set(PaperExpiryFields.CAUSE, cause.sequence())
            .set(PaperExpiryFields.CAUSE_ORDINAL, intentOrdinal)
            .set(PaperExpiryFields.REASON, reason.ordinal())
            .set(PaperExpiryFields.SIDE, requests.side[request])
            .set(PaperExpiryFields.QTY, check.quantity())
            .set(PaperExpiryFields.HANDLE, requests.handle[request])
            .appendVar(clientId);
        outputs.commit();
    }
}
