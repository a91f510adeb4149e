package io.tickwire.engine.order;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.PaperFillFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.TopOfBook;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Outputs;

/**
 * The order stage: checks each requested order against the limits, journals it as an intent, and in
 * paper mode fills it at once against the best quote, up to the quantity shown there; the rest
 * expires. It keeps no market data or positions of its own: the heartbeat stage has taken in quotes
 * and fills before the strategy was called. Engine thread only.
 */
public final class OrderStage {
    private static final int BUY = Side.BUY.ordinal();
    private static final int MARKET = OrderType.MARKET.ordinal();

    private final boolean paper;
    private final QuantityLimit maxOrder;
    private final QuantityLimit maxPosition;
    private final InstrumentTable instruments;
    private final FeedView feed;
    private final TopOfBooks books;
    private final Account account;
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
        this.paper = config.mode() == Config.Mode.PAPER;
        this.maxOrder = new QuantityLimit(config.risk().maxOrderQty(), instruments);
        this.maxPosition = new QuantityLimit(config.risk().maxPosition(), instruments);
        this.instruments = instruments;
        this.feed = feed;
        this.books = books;
        this.account = account;
        this.requests = requests;
        this.clientIds = new ClientIds(orderKey);
    }

    /**
     * Decides about the orders that an input made the strategy ask for.
     *
     * @param event   any input
     * @param outputs for ORDER_INTENT, RISK_REFUSAL and PAPER_FILL
     */
    public void onEvent(Event event, Outputs outputs) {
        int count = requests.count();
        if (count > 0) {
            if (paper) {
                for (int i = 0; i < count; i++) {
                    decide(i, event, outputs);
                }
            }
            requests.clear();
        }
    }

    private void decide(int request, Event cause, Outputs outputs) {
        int id = requests.instrumentId[request];
        TopOfBook book = books.get(id);
        long position = account.position(id);
        boolean reduceOnly = requests.reduceOnly[request];
        long lot = Math.max(1, instruments.lotSize(id));
        long quantity = requests.quantity[request] / lot * lot;
        long signed = requests.side[request] == BUY ? quantity : -quantity;
        boolean opens = !reduceOnly && opens(position, signed);
        if (quantity <= 0) {
            refuse(request, cause, RiskRule.LOT_SIZE, lot, outputs);
        } else if (requests.type[request] != MARKET && requests.price[request] <= 0) {
            refuse(request, cause, RiskRule.INVALID_PRICE, Event.ABSENT, outputs);
        } else if (book == null || book.bid() == Event.ABSENT) {
            refuse(request, cause, RiskRule.NO_QUOTE, Event.ABSENT, outputs);
        } else if (reduceOnly && !reduces(position, signed)) {
            refuse(request, cause, RiskRule.REDUCE_ONLY, Math.abs(position), outputs);
        } else if (opens && !feed.isFresh(id, StreamKind.QUOTE)) {
            refuse(request, cause, RiskRule.STALE_FEED, Event.ABSENT, outputs);
        } else if (quantity > maxOrder.of(id)) {
            refuse(request, cause, RiskRule.MAX_ORDER_QTY, maxOrder.of(id), outputs);
        } else if (opens && Math.abs(position + signed) > maxPosition.of(id)) {
            refuse(request, cause, RiskRule.MAX_POSITION, maxPosition.of(id), outputs);
        } else {
            place(request, cause, book, quantity, outputs);
        }
    }

    /** Whether an order makes the position larger or turns it round. */
    private static boolean opens(long position, long signed) {
        return !reduces(position, signed) || Math.abs(signed) > Math.abs(position);
    }

    /** Whether an order goes against the position there is. */
    private static boolean reduces(long position, long signed) {
        return position > 0 && signed < 0 || position < 0 && signed > 0;
    }

    private void refuse(
        int request, Event cause, RiskRule rule, long limit, Outputs outputs) {
        if (outputs.room() == 0) {
            return;
        }
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

    private void place(
        int request, Event cause, TopOfBook book, long quantity, Outputs outputs) {
        // An intent without room for its fill would leave the position unknown to itself.
        if (outputs.room() < 2) {
            return;
        }
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
            .set(OrderIntentFields.QTY, quantity)
            .set(OrderIntentFields.REDUCE_ONLY, requests.reduceOnly[request] ? 1 : 0)
            .set(OrderIntentFields.HANDLE, requests.handle[request])
            .appendVar(clientId);
        outputs.commit();
        fill(request, cause, book, quantity, ordinal, clientId, outputs);
    }

    private void fill(
        int request, Event cause, TopOfBook book, long quantity, int intentOrdinal,
        byte[] clientId, Outputs outputs) {
        int id = requests.instrumentId[request];
        boolean buy = requests.side[request] == BUY;
        long price = buy ? book.ask() : book.bid();
        if (requests.type[request] != MARKET && !crosses(request, book, buy, price, id)) {
            return;
        }
        int exponent = instruments.quantityExponent(id);
        long filled = Math.min(quantity, buy ? book.askQty(exponent) : book.bidQty(exponent));
        if (requests.reduceOnly[request]) {
            filled = Math.min(filled, Math.abs(account.position(id)));
        }
        if (filled <= 0) {
            return;
        }
        account.filled(id, Side.of(requests.side[request]), filled);
        outputs.claim(EventType.PAPER_FILL, id)
            .exponents(book.priceExponent(), exponent)
            .set(PaperFillFields.CAUSE, cause.sequence())
            .set(PaperFillFields.CAUSE_ORDINAL, intentOrdinal)
            .set(PaperFillFields.SIDE, requests.side[request])
            .set(PaperFillFields.PRICE, price)
            .set(PaperFillFields.QTY, filled)
            .set(PaperFillFields.LEAVES_QTY, quantity - filled)
            .set(PaperFillFields.POSITION, account.position(id))
            .set(PaperFillFields.HANDLE, requests.handle[request])
            .appendVar(clientId);
        outputs.commit();
    }

    private boolean crosses(int request, TopOfBook book, boolean buy, long price, int id) {
        long limitPrice = Decimals.rescale(requests.price[request], instruments.priceExponent(id),
            book.priceExponent());
        return limitPrice != Event.ABSENT && (buy ? limitPrice >= price : limitPrice <= price);
    }
}
