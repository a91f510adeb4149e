package io.tickwire.engine.paper;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.account.Money;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.TopOfBook;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.math.BigDecimal;

/**
 * The market that paper orders meet: a model of the venue's matching that errs against us, made of
 * best prices and trades alone. {@code docs/PAPER.md} says the same for users.
 *
 * <ul>
 * <li>A request is at the market when the latency has passed, in the order of asking, and meets the
 * books as they were last received by then.
 * <li>What trades at once has the best price of the other side only, up to what is shown there less
 * what our own orders have had of it; of the rest MARKET and IOC expire, GTC rests, and FOK is
 * filled whole or not at all.
 * <li>What rests is behind all that was shown at its price when it came. Trades at its price eat
 * that first, then fill it; trades through its price and opposite quotes at or through it fill it
 * at its own price. Each traded or shown quantity is used once, over all our orders, the best price
 * first and then by time. Quotes do not shorten the queue, unless the best price of its own side is
 * worse than its own.
 * <li>What was traded before the order came, or before the quote that its place is known from,
 * fills nothing; nor does what was polled or fetched afterwards, nor, unless so configured, a quote
 * that is not fresh.
 * <li>Reduce-only orders are cut to the position at each fill; funding is due at the first mark
 * price at or past its time.
 * </ul>
 *
 * <p>What there is no room to report is kept and reported first the next time. A request that finds
 * reports waiting waits too, and so meets a later book. Engine thread only; does not allocate for a
 * symbol whose INSTRUMENT has passed. Long because the rules stand here, beside the requests and
 * events that they are about.
 */
public final class PaperMarket implements State {
    /** Most orders on their way and at the market together. */
    public static final int MAX_ORDERS = 1024;

    private static final long MS = 1_000_000L;
    private static final int SOCKET = Source.SOCKET.ordinal();

    private final long latencyNs;
    private final InstrumentTable instruments;
    private final FeedView feed;
    private final TopOfBooks tops;
    private final Account account;
    private final PaperBooks books;
    private final PaperOrders orders = new PaperOrders();
    private final PaperRequests requests = new PaperRequests(orders);
    private final PaperReporter reporter;
    private final PaperMatching matching;
    /** The venue's clock minus ours, absent while unknown. */
    private long clockOffsetNs = Event.ABSENT;

    /**
     * Without orders.
     *
     * @param config      latency, fees
     * @param instruments the engine's table
     * @param feed        tells fresh from stale, as of the last input
     * @param books       the engine's, as of the last input
     * @param account     positions
     */
    public PaperMarket(
        Config.Paper config, InstrumentTable instruments, FeedView feed, TopOfBooks books,
        Account account) {
        this.latencyNs = config.latencyNs();
        this.instruments = instruments;
        this.feed = feed;
        this.tops = books;
        this.account = account;
        this.books = new PaperBooks(instruments);
        this.reporter = new PaperReporter(
            orders, this.books, account, rate(config.makerFee()), rate(config.takerFee()));
        this.matching = new PaperMatching(orders, reporter, feed, config.fillStale());
    }

    /** Of a percentage, in units of 1e-8. */
    private static long rate(String percent) {
        return new BigDecimal(percent.substring(0, percent.length() - 1))
            .movePointRight(-PaperReporter.RATE_EXPONENT - 2).longValueExact();
    }

    /** @return whether one more request can be taken */
    public boolean hasRoom() {
        return requests.hasRoom();
    }

    /**
     * Sends an order; it is at the market when the latency has passed. Beyond {@link #MAX_ORDERS}
     * it is rejected there.
     *
     * @param handle       of the order, no other has it
     * @param instrumentId of the symbol
     * @param side         ordinal
     * @param type         ordinal
     * @param timeInForce  ordinal
     * @param price        mantissa of the instrument's price exponent; of MARKET not looked at
     * @param quantity     mantissa of the instrument's quantity exponent
     * @param reduceOnly   whether it may only make the position smaller
     * @param decidedNs    engine time of the decision, never before that of another request
     * @throws IllegalStateException if there is no {@link #hasRoom()}
     */
    public void place(
        long handle, int instrumentId, int side, int type, int timeInForce, long price,
        long quantity, boolean reduceOnly, long decidedNs) {
        PaperOrder order = requests.hasRoom() ? orders.take() : null;
        if (order != null) {
            order.begin(
                handle, instrumentId, side, type, timeInForce, price, quantity, reduceOnly);
        }
        requests.place(handle, order, decidedNs + latencyNs);
    }

    /**
     * Sends a cancel.
     *
     * @param handle    of the order
     * @param decidedNs engine time of the decision, never before that of another request
     * @throws IllegalStateException if there is no {@link #hasRoom()}
     */
    public void cancel(long handle, long decidedNs) {
        requests.cancel(handle, decidedNs + latencyNs);
    }

    /**
     * Sends another price and quantity for an order. It keeps its place in the queue if the price
     * stays and the quantity falls. It is cancelled if no more is left than is filled, or if it is
     * post-only and would meet the other side.
     *
     * @param handle    of the order
     * @param price     mantissa of the instrument's price exponent
     * @param quantity  mantissa of the instrument's quantity exponent, what is filled included
     * @param decidedNs engine time of the decision, never before that of another request
     * @throws IllegalStateException if there is no {@link #hasRoom()}
     */
    public void replace(long handle, long price, long quantity, long decidedNs) {
        requests.replace(handle, price, quantity, decidedNs + latencyNs);
    }

    /**
     * Carries out what is at the market by now; before an input changes feed or books.
     *
     * @param engineNs of the input
     * @param out      is told
     */
    public void onTime(long engineNs, MarketReports out) {
        for (int i = 0; reporter.owes() && i < orders.count(); i++) {
            toScale(orders.get(i).instrumentId);
        }
        reporter.begin(out);
        while (requests.isDue(engineNs) && reporter.isReady()) {
            toScale(requests.instrumentId());
            carryOut(out);
            requests.remove();
        }
        orders.sweep();
    }

    private void carryOut(MarketReports out) {
        switch (requests.kind()) {
            case PLACE:
                arrive(requests.order(), out);
                break;
            case CANCEL:
                cancelNow(out);
                break;
            default:
                replaceNow(out);
        }
    }

    private void arrive(PaperOrder order, MarketReports out) {
        ExecutionReason refused = order == null ? ExecutionReason.TOO_MANY_ORDERS
            : !order.isValid() || !order.isLive() ? ExecutionReason.INVALID
            : !feed.isTrading(order.instrumentId) ? ExecutionReason.NOT_TRADING : null;
        if (refused != null) {
            if (order != null) {
                orders.giveBack(order);
            }
            out.rejected(requests.handle(), refused);
            return;
        }
        order.owesAccepted = true;
        order.queuedMs = lastMsBefore(requests.dueNs());
        orders.arrive(order);
        matching.meet(order, books.of(order.instrumentId));
        reporter.report(order);
    }

    /** The venue's last millisecond before a moment of ours, absent while its clock is unknown. */
    private long lastMsBefore(long ns) {
        return clockOffsetNs == Event.ABSENT
            ? Event.ABSENT : Math.floorDiv(ns + clockOffsetNs - 1, MS);
    }

    private ExecutionReason whyNotFound() {
        return requests.isOfKnown()
            ? ExecutionReason.ALREADY_DONE : ExecutionReason.UNKNOWN_ORDER;
    }

    private void cancelNow(MarketReports out) {
        PaperOrder order = orders.find(requests.handle());
        if (order == null) {
            out.cancelRejected(requests.handle(), whyNotFound());
            return;
        }
        order.end = PaperOrder.End.CANCELLED;
        reporter.report(order);
    }

    private void replaceNow(MarketReports out) {
        PaperOrder order = orders.find(requests.handle());
        long price = requests.price();
        long quantity = requests.quantity();
        if (order == null) {
            out.replaceRejected(requests.handle(), whyNotFound());
            return;
        }
        if (price <= 0 || quantity <= 0) {
            out.replaceRejected(requests.handle(), ExecutionReason.INVALID);
            return;
        }
        PaperBook book = books.of(order.instrumentId);
        boolean keepsPlace = price == order.price && quantity < order.quantity;
        order.price = price;
        boolean crosses = order.isPostOnly()
            && matching.unusable(order.instrumentId, book) == null && book.isReachedBy(order);
        if (quantity <= order.filled || crosses) {
            order.end = PaperOrder.End.CANCELLED;
        } else {
            order.quantity = quantity;
            order.owesReplaced = true;
            if (!keepsPlace) {
                orders.toBack(order);
                order.hasMet = false;
                order.ahead = PaperOrder.UNKNOWN;
                order.queuedMs = lastMsBefore(requests.dueNs());
                matching.meet(order, book);
            }
        }
        reporter.report(order);
    }

    /**
     * Takes in one event, after feed, books and account have.
     *
     * @param event      any input
     * @param visibility whether it is a tick that counts
     * @param out        is told
     */
    public void onEvent(Event event, Visibility visibility, MarketReports out) {
        if (event.type() == EventType.INSTRUMENT) {
            toScale(event.instrument());
        }
        reporter.begin(out);
        switch (event.type()) {
            case VENUE_CLOCK:
                clockOffsetNs = event.get(VenueClockFields.OFFSET_NS);
                break;
            case QUOTE:
                if (visibility == Visibility.LIVE) {
                    onQuote(event);
                }
                break;
            case TRADE:
                if (visibility == Visibility.LIVE && event.sourceCode() == SOCKET) {
                    onTrade(event);
                }
                break;
            case MARK:
                if (visibility == Visibility.LIVE) {
                    onMark(event);
                }
                break;
            default:
                break;
        }
        orders.sweep();
    }

    /**
     * Takes over an instrument's scale, before anything is reported or decided in it: whether they
     * hear of an INSTRUMENT before this market or after it, to others it is the scale there is.
     */
    private void toScale(int id) {
        if (id == PaperRequests.UNKNOWN_ORDER) {
            return;
        }
        PaperBook book = books.of(id);
        int priceDigits = book.priceExponent() - instruments.priceExponent(id);
        int quantityDigits = book.quantityExponent() - instruments.quantityExponent(id);
        if (priceDigits == 0 && quantityDigits == 0) {
            return;
        }
        book.toExponents(instruments.priceExponent(id), instruments.quantityExponent(id));
        requests.widen(id, priceDigits, quantityDigits);
        for (int i = 0; i < orders.count(); i++) {
            if (orders.get(i).instrumentId == id) {
                orders.get(i).widen(priceDigits, quantityDigits);
                // One that does not fit any more has ended.
                reporter.owes(reporter.owes() || !orders.get(i).isLive());
            }
        }
    }

    private void onQuote(Event quote) {
        int id = quote.instrument();
        TopOfBook top = tops.get(id);
        PaperBook book = books.of(id);
        book.onQuote(quote, top);
        if (orders.count() > 0 && matching.unusable(id, book) == null) {
            matching.onQuote(id, book);
        }
    }

    private void onTrade(Event trade) {
        int id = trade.instrument();
        PaperBook book = books.of(id);
        long price = trade.get(TradeFields.PRICE);
        long quantity = Decimals.rescale(trade.get(TradeFields.QTY), trade.quantityExponent(),
            book.quantityExponent());
        boolean counts = book.isTradeOfItsOwn(trade.get(TradeFields.AGGREGATE) == 1);
        if (counts && price > 0 && quantity > 0) {
            // Where the buyer was the maker, a seller has met what buys.
            int side = trade.get(TradeFields.BUYER_MAKER) == 1
                ? Side.BUY.ordinal() : Side.SELL.ordinal();
            matching.onTrade(id, book, side, price, trade.priceExponent(), quantity,
                trade.get(TradeFields.TRANSACT_MS));
        }
    }

    private void onMark(Event mark) {
        int id = mark.instrument();
        PaperBook book = books.of(id);
        boolean isDue = book.isFundingDue(mark.get(MarkFields.EVENT_MS));
        if (isDue && book.mark() != Event.ABSENT && book.fundingRate() != Event.ABSENT) {
            long amount = account.fundingDue(id, reporter.position(id), book.mark(),
                book.markExponent(), book.fundingRate(), book.markExponent());
            book.owedFunding(Money.add(book.owedFunding(), amount));
            reporter.reportFunding(id, book);
        }
        book.onMark(mark, isDue);
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("clockOffsetNs", clockOffsetNs).put("owes", reporter.owes());
        out.part("books", books).part("orders", orders).part("requests", requests);
    }

    @Override
    public void readState(StateReader in) {
        clockOffsetNs = in.getLong();
        reporter.owes(in.getBoolean());
        books.readState(in);
        orders.readState(in);
        requests.readState(in);
    }
}
