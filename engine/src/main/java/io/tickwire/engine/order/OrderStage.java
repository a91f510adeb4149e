package io.tickwire.engine.order;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.PaperFillFields;
import io.tickwire.engine.event.ResumedFields;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The order stage: holds each order asked for against the limits, journals it as an intent, and in
 * paper mode fills it at once against the quote, up to the quantity shown there; what is left of
 * it expires.
 */
public final class OrderStage implements Positions, State {
    private static final int BUY = Side.BUY.ordinal();
    private static final int MARKET = OrderType.MARKET.ordinal();

    private final boolean paper;
    private final BigDecimal maxOrderQty;
    private final BigDecimal maxPosition;
    private final InstrumentTable instruments;
    private final FeedView feed;
    private final OrderRequests requests;
    private final ClientIds clientIds;
    private Book[] books = new Book[64];
    // Limits in each instrument's quantity exponent, worked out when it is first met.
    private long[] maxOrder = new long[64];
    private long[] maxHeld = new long[64];
    private long incarnation = 1;

    /**
     * With nothing held.
     *
     * @param config      of the session
     * @param session     session id, goes into client ids
     * @param instruments the engine's table
     * @param feed        tells fresh from stale
     * @param requests    filled by the stage before
     */
    public OrderStage(
        Config config, String session, InstrumentTable instruments, FeedView feed,
        OrderRequests requests) {
        this.paper = config.mode() == Config.Mode.PAPER;
        this.maxOrderQty = new BigDecimal(config.risk().maxOrderQty());
        this.maxPosition = new BigDecimal(config.risk().maxPosition());
        this.instruments = instruments;
        this.feed = feed;
        this.requests = requests;
        this.clientIds = new ClientIds(session);
    }

    /**
     * Takes in one event and decides about the orders it made the strategy ask for.
     *
     * @param event   any input
     * @param showing whether it is a tick that counts
     * @param outputs for ORDER_INTENT, RISK_REFUSAL and PAPER_FILL
     */
    public void onEvent(Event event, Visibility showing, Outputs outputs) {
        EventType type = event.type();
        if (type == EventType.QUOTE) {
            if (showing == Visibility.LIVE) {
                book(event.instrument()).onQuote(event);
            }
        } else if (type == EventType.INSTRUMENT) {
            rescale(event.instrument());
        } else if (type == EventType.RESUMED) {
            incarnation = event.get(ResumedFields.INCARNATION);
        }
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
        Book book = book(id);
        boolean buy = requests.side[request] == BUY;
        long lot = Math.max(1, instruments.lotSize(id));
        long quantity = requests.quantity[request] / lot * lot;
        long signed = buy ? quantity : -quantity;
        if (quantity <= 0) {
            refuse(request, cause, RiskRule.LOT_SIZE, lot, outputs);
        } else if (!book.hasQuote()) {
            refuse(request, cause, RiskRule.NO_QUOTE, Event.ABSENT, outputs);
        } else if (requests.reduceOnly[request] && !reduces(book.position, signed)) {
            refuse(request, cause, RiskRule.REDUCE_ONLY, Math.abs(book.position), outputs);
        } else if (!feed.isFresh(id, StreamKind.QUOTE) && opens(request, book, signed)) {
            refuse(request, cause, RiskRule.STALE_FEED, Event.ABSENT, outputs);
        } else if (quantity > maxOrder[id]) {
            refuse(request, cause, RiskRule.MAX_ORDER_QTY, maxOrder[id], outputs);
        } else if (opens(request, book, signed)
            && Math.abs(book.position + signed) > maxHeld[id]) {
            refuse(request, cause, RiskRule.MAX_POSITION, maxHeld[id], outputs);
        } else {
            place(request, cause, book, quantity, outputs);
        }
    }

    /** Whether an order makes the position larger or turns it round. */
    private boolean opens(int request, Book book, long signed) {
        return !requests.reduceOnly[request] && (!reduces(book.position, signed)
            || Math.abs(signed) > Math.abs(book.position));
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
            .set(RiskRefusalFields.LIMIT, limit);
        outputs.commit();
    }

    private void place(
        int request, Event cause, Book book, long quantity, Outputs outputs) {
        // An intent without room for its fill would leave the position unknown to itself.
        if (outputs.room() < 2) {
            return;
        }
        int id = requests.instrumentId[request];
        boolean market = requests.type[request] == MARKET;
        Event intent = outputs.claim(EventType.ORDER_INTENT, id);
        int ordinal = outputs.ordinal();
        byte[] clientId = clientIds.make(incarnation, cause.sequence(), ordinal);
        intent.exponents(instruments.priceExponent(id), instruments.quantityExponent(id))
            .set(OrderIntentFields.CAUSE, cause.sequence())
            .set(OrderIntentFields.CAUSE_ORDINAL, requests.causeOrdinal[request])
            .set(OrderIntentFields.SIDE, requests.side[request])
            .set(OrderIntentFields.TYPE, requests.type[request])
            .set(OrderIntentFields.TIF, requests.timeInForce[request])
            .set(OrderIntentFields.PRICE, market ? Event.ABSENT : requests.price[request])
            .set(OrderIntentFields.QTY, quantity)
            .set(OrderIntentFields.REDUCE_ONLY, requests.reduceOnly[request] ? 1 : 0)
            .appendVar(clientId);
        outputs.commit();
        fill(request, cause, book, quantity, ordinal, clientId, outputs);
    }

    private void fill(
        int request, Event cause, Book book, long quantity, int intentOrdinal,
        byte[] clientId, Outputs outputs) {
        int id = requests.instrumentId[request];
        boolean buy = requests.side[request] == BUY;
        long price = buy ? book.ask : book.bid;
        if (requests.type[request] != MARKET && !crosses(request, book, buy, price, id)) {
            return;
        }
        long filled = Math.min(quantity, book.available(buy, instruments, id));
        if (requests.reduceOnly[request]) {
            filled = Math.min(filled, Math.abs(book.position));
        }
        if (filled <= 0) {
            return;
        }
        book.position += buy ? filled : -filled;
        outputs.claim(EventType.PAPER_FILL, id)
            .exponents(book.priceExponent, instruments.quantityExponent(id))
            .set(PaperFillFields.CAUSE, cause.sequence())
            .set(PaperFillFields.CAUSE_ORDINAL, intentOrdinal)
            .set(PaperFillFields.SIDE, requests.side[request])
            .set(PaperFillFields.PRICE, price)
            .set(PaperFillFields.QTY, filled)
            .set(PaperFillFields.LEAVES_QTY, quantity - filled)
            .set(PaperFillFields.POSITION, book.position)
            .appendVar(clientId);
        outputs.commit();
    }

    private boolean crosses(int request, Book book, boolean buy, long price, int id) {
        long wanted = Decimals.rescale(requests.price[request], instruments.priceExponent(id),
            book.priceExponent);
        return wanted != Event.ABSENT && (buy ? wanted >= price : wanted <= price);
    }

    @Override
    public long position(int instrumentId) {
        return instrumentId < books.length && books[instrumentId] != null
            ? books[instrumentId].position : 0;
    }

    private Book book(int id) {
        if (id >= books.length || books[id] == null) {
            add(id);
        }
        return books[id];
    }

    private void add(int id) {
        if (id >= books.length) {
            int length = Math.max(id + 1, books.length * 2);
            books = Arrays.copyOf(books, length);
            maxOrder = Arrays.copyOf(maxOrder, length);
            maxHeld = Arrays.copyOf(maxHeld, length);
        }
        books[id] = new Book();
        rescale(id);
    }

    /** The exponent of a known symbol may have become finer. */
    private void rescale(int id) {
        if (id >= books.length || books[id] == null) {
            return;
        }
        books[id].toExponent(instruments.quantityExponent(id));
        maxOrder[id] = mantissa(maxOrderQty, id);
        maxHeld[id] = mantissa(maxPosition, id);
    }

    private long mantissa(BigDecimal limit, int id) {
        BigDecimal scaled = limit.movePointRight(-instruments.quantityExponent(id));
        return scaled.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("incarnation", incarnation);
        int highest = books.length - 1;
        while (highest > 0 && books[highest] == null) {
            highest--;
        }
        out.put("highest", highest);
        for (int id = 1; id <= highest; id++) {
            out.put("known", books[id] != null);
            if (books[id] != null) {
                out.part("books", id, books[id]);
            }
        }
    }

    @Override
    public void readState(StateReader in) {
        incarnation = in.getLong();
        int highest = in.getInt();
        for (int id = 1; id <= highest; id++) {
            if (in.getBoolean()) {
                book(id).readState(in);
            }
        }
    }
}
