package io.tickwire.engine.paper;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.account.Money;
import io.tickwire.engine.event.Event;
import java.math.RoundingMode;

/**
 * Reports what was decided about orders. What there is no room for is owed, and comes first the
 * next time; meanwhile trades and quotes go on filling, and positions are reckoned with what is
 * owed. Engine thread only; does not allocate.
 */
final class PaperReporter {
    /** Power of ten of a fee's rate. */
    static final int RATE_EXPONENT = -8;

    private final PaperOrders orders;
    private final PaperBooks books;
    private final Account account;
    private final long makerRate;
    private final long takerRate;
    private MarketReports out;
    private boolean owes;

    PaperReporter(
        PaperOrders orders, PaperBooks books, Account account, long makerRate, long takerRate) {
        this.orders = orders;
        this.books = books;
        this.account = account;
        this.makerRate = makerRate;
        this.takerRate = takerRate;
    }

    /** What is reported until the next call goes there; what is owed goes first. */
    void begin(MarketReports reports) {
        out = reports;
        flush();
    }

    /** Whether something waits for room. */
    boolean owes() {
        return owes;
    }

    void owes(boolean something) {
        owes = something;
    }

    /** Whether a request can be carried out and at least begin to be reported. */
    boolean isReady() {
        return !owes && out.hasRoom();
    }

    private void flush() {
        if (!owes) {
            return;
        }
        for (int i = 0; i < orders.count(); i++) {
            if (!report(orders.get(i))) {
                return;
            }
        }
        for (int id = 1; id <= books.highest(); id++) {
            if (books.get(id) != null && !reportFunding(id, books.get(id))) {
                return;
            }
        }
        owes = false;
    }

    /** Reports a funding that is due, or owes it. */
    boolean reportFunding(int id, PaperBook book) {
        long amount = book.owedFunding();
        if (amount == 0) {
            return true;
        }
        if (!hasRoom()) {
            return false;
        }
        book.owedFunding(0);
        out.funded(id, amount);
        return true;
    }

    private boolean hasRoom() {
        if (!out.hasRoom()) {
            owes = true;
            return false;
        }
        return true;
    }

    /**
     * Reports what an order owes, in the order in which it happened.
     *
     * @return false where there is no room for all of it
     */
    boolean report(PaperOrder order) {
        if (order.isDone) {
            return true;
        }
        if (order.owesAccepted) {
            if (!hasRoom()) {
                return false;
            }
            order.owesAccepted = false;
            out.accepted(order.handle);
        }
        if (order.owesReplaced) {
            if (!hasRoom()) {
                return false;
            }
            order.owesReplaced = false;
            out.replaced(order.handle, order.price, order.quantity);
        }
        return reportFills(order) && reportEnd(order);
    }

    private boolean reportFills(PaperOrder order) {
        PaperBook book = books.of(order.instrumentId);
        if (order.owedTaken != 0) {
            if (!hasRoom()) {
                return false;
            }
            long quantity = order.owedTaken;
            order.owedTaken = 0;
            out.filled(order.handle, order.takenPrice, order.takenExponent, quantity, false,
                fee(order.takenPrice, order.takenExponent, quantity, book, takerRate));
        }
        if (order.owedMade != 0) {
            if (!hasRoom()) {
                return false;
            }
            long quantity = order.owedMade;
            order.owedMade = 0;
            out.filled(order.handle, order.price, book.priceExponent(), quantity, true,
                fee(order.price, book.priceExponent(), quantity, book, makerRate));
        }
        return true;
    }

    private boolean reportEnd(PaperOrder order) {
        switch (order.end) {
            case NONE:
                return true;
            case CANCELLED:
                if (!hasRoom()) {
                    return false;
                }
                order.isDone = true;
                out.cancelled(order.handle);
                return true;
            case EXPIRED:
                if (!hasRoom()) {
                    return false;
                }
                order.isDone = true;
                out.expired(order.handle, order.reason);
                return true;
            default:
                order.isDone = true;
                return true;
        }
    }

    private static long fee(
        long price, int exponent, long quantity, PaperBook book, long rate) {
        long worth = Money.of(
            price, exponent, quantity, book.quantityExponent(), RoundingMode.CEILING);
        return Money.rate(worth, rate, RATE_EXPONENT, RoundingMode.CEILING);
    }

    /** The position as it is when all that was decided is reported. */
    long position(int id) {
        long position = account.position(id);
        if (owes) {
            for (int i = 0; i < orders.count(); i++) {
                PaperOrder order = orders.get(i);
                if (order.instrumentId == id) {
                    long owed = order.owedTaken + order.owedMade;
                    position = Money.add(position, order.isBuy() ? owed : -owed);
                }
            }
        }
        return position;
    }

    /** How much of the position an order could make smaller; as much as it likes if it may open. */
    long allowed(PaperOrder order) {
        if (!order.reduceOnly) {
            return Long.MAX_VALUE;
        }
        long position = position(order.instrumentId);
        return position == Event.ABSENT ? 0 : Math.max(0, order.isBuy() ? -position : position);
    }
}
