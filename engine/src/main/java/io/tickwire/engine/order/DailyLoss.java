package io.tickwire.engine.order;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.account.Money;
import io.tickwire.engine.account.Prices;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.feed.TopOfBook;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.math.BigDecimal;

/**
 * What was lost since the day began, by engine time in UTC: cash and what open positions would
 * bring at the price they could be closed at now, against the same at the first input of the day.
 * Engine thread only.
 */
final class DailyLoss implements State, Prices {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final Account account;
    private final TopOfBooks books;
    /** Money; {@link Long#MAX_VALUE} = no limit. */
    private final long limit;
    private long dayBeganNs = Long.MIN_VALUE;
    /** Without the balance at the start, which falls out. */
    private long equityThen;

    /** Of decimal text, or {@link Config.Risk#NONE}. */
    DailyLoss(String limit, Account account, TopOfBooks books) {
        this.account = account;
        this.books = books;
        this.limit = limit.equals(Config.Risk.NONE) ? Long.MAX_VALUE
            : new BigDecimal(limit).movePointRight(-Money.EXPONENT)
                .min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
    }

    void onTime(long nowNs) {
        if (limit != Long.MAX_VALUE
            && (dayBeganNs == Long.MIN_VALUE || nowNs - dayBeganNs >= DAY_NS)) {
            equityThen = equity();
            // What is held without a quote has no worth yet: the day's beginning waits for it.
            dayBeganNs = equityThen == Event.ABSENT ? Long.MIN_VALUE
                : Math.floorDiv(nowNs, DAY_NS) * DAY_NS;
        }
    }

    boolean isBeyondLimit() {
        if (limit == Long.MAX_VALUE) {
            return false;
        }
        // Where it cannot be told any more, it is too much.
        long lost = Money.subtract(equityThen, equity());
        return lost == Event.ABSENT || lost >= limit;
    }

    /** At which the position could be closed: bid of a long one, ask of a short one. */
    @Override
    public long price(int instrumentId) {
        TopOfBook book = books.get(instrumentId);
        long price = book == null ? Event.ABSENT
            : account.position(instrumentId) > 0 ? book.bid() : book.ask();
        // An empty side is written as 0 by some venues.
        return price > 0 ? price : Event.ABSENT;
    }

    @Override
    public int exponent(int instrumentId) {
        TopOfBook book = books.get(instrumentId);
        return book == null ? 0 : book.priceExponent();
    }

    private long equity() {
        return Money.add(account.cash(0), account.openProfit(this));
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("dayBeganNs", dayBeganNs).put("equityThen", equityThen);
    }

    @Override
    public void readState(StateReader in) {
        dayBeganNs = in.getLong();
        equityThen = in.getLong();
    }
}
