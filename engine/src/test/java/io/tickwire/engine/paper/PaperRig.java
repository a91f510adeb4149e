package io.tickwire.engine.paper;

import io.tickwire.engine.account.Account;
import io.tickwire.engine.account.Money;
import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.ExecutionReason;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.feed.FeedView;
import io.tickwire.engine.feed.TopOfBooks;
import io.tickwire.engine.feed.Visibility;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The paper market driven by steps in words, its reports in words. Symbols begin with two decimals
 * of price and three of quantity.
 *
 * <pre>
 * +20ms STEP                               time passes first; alone it is a TIMER
 * quote 100.00 x 2 / 100.10 x 3            best bid and ask; [decimals 3 4] of what is written
 * trade sell 1 @ 100.00                    somebody sells, so what buys is met
 * mark 100.00 rate 0.0001 next 5s          next funding, from now
 * buy LIMIT GTC 1 @ 100.00 #1 [reduce]     an order of ours
 * cancel #1       replace #1 2 @ 100.00
 * poll STEP, backfill STEP, single STEP    polled; fetched afterwards; a trade of its own
 * STEP made -5ms                           by the venue's clock, from now
 * stale, fresh, fresh polled               of the quotes
 * scale 3 4                                the instrument has so many decimals
 * clock 1ms                                the venue's clock is ahead of ours
 * full, room 1, room                       for no report more, for one, for all
 * restart                                  state is written and read
 * </pre>
 */
final class PaperRig implements FeedView, MarketReports {
    static final Config.Paper CONFIG =
        new Config.Paper(20_000_000, "0.02%", "0.05%", "10000", false);

    private static final Pattern AFTER = Pattern.compile("\\+(\\d+)(ms|ns|s)( (.*))?");
    private static final Pattern MADE = Pattern.compile("(.*) made (-?\\d+)ms");
    private static final Pattern QUOTE =
        Pattern.compile("quote (\\S+) x (\\S+) / (\\S+) x (\\S+)( decimals (\\d+) (\\d+))?");
    private static final Pattern TRADE = Pattern.compile("trade (buy|sell) (\\S+) @ (\\S+)");
    private static final Pattern MARK =
        Pattern.compile("mark (\\S+) rate (\\S+)( next (-?\\d+)ms)?");
    private static final Pattern ORDER = Pattern.compile(
        "(buy|sell) (MARKET|LIMIT) (\\w+) (\\S+)( @ (\\S+))? #(\\d+)( reduce)?");
    private static final Pattern REPLACE = Pattern.compile("replace #(\\d+) (\\S+) @ (\\S+)");

    private final Config.Paper config;
    private final Given given = new Given();
    private final InstrumentTable instruments = new InstrumentTable();
    private final TopOfBooks books = new TopOfBooks();
    private final Map<Long, Side> sides = new HashMap<>();
    private final Map<Long, Integer> symbols = new HashMap<>();
    private final List<String> reports = new ArrayList<>();
    private Account account = new Account(instruments);
    private PaperMarket market;
    private boolean fresh = true;
    private boolean trading = true;
    private int room = Integer.MAX_VALUE;
    private Source source = Source.SOCKET;
    private boolean single;
    private long madeMs;
    private long number;
    private int symbol = 1;
    private final boolean late;

    PaperRig(Config.Paper config) {
        this(config, false);
    }

    /** Late: instruments and account have taken an INSTRUMENT in before the market's time passes. */
    PaperRig(Config.Paper config, boolean late) {
        this.config = config;
        this.late = late;
        market = new PaperMarket(config, instruments, this, books, account);
        for (int id = 1; id <= 3; id++) {
            input(given.instrument(id, "SYM" + id, -3, 1), Visibility.LIVE);
        }
    }

    PaperMarket market() {
        return market;
    }

    Account account() {
        return account;
    }

    Given given() {
        return given;
    }

    /** One step; what was reported by it, joined by semicolons. */
    String step(String text) {
        reports.clear();
        source = Source.SOCKET;
        single = false;
        madeMs = 0;
        symbol = 1;
        run(text.strip());
        return String.join("; ", reports);
    }

    private void run(String text) {
        Matcher matcher;
        if ((matcher = AFTER.matcher(text)).matches()) {
            long unit = matcher.group(2).equals("ns") ? 1
                : matcher.group(2).equals("ms") ? 1_000_000L : 1_000_000_000L;
            given.after(Long.parseLong(matcher.group(1)) * unit);
            if (matcher.group(4) == null) {
                input(given.timer(0), Visibility.LIVE);
            } else {
                run(matcher.group(4));
            }
        } else if ((matcher = MADE.matcher(text)).matches()) {
            madeMs = Long.parseLong(matcher.group(2));
            run(matcher.group(1));
        } else if (text.startsWith("poll ")) {
            source = Source.POLL;
            run(text.substring(5));
        } else if (text.startsWith("backfill ")) {
            source = Source.BACKFILL;
            run(text.substring(9));
        } else if (text.startsWith("single ")) {
            single = true;
            run(text.substring(7));
        } else if (text.startsWith("second ")) {
            symbol = 2;
            run(text.substring(7));
        } else if (text.startsWith("restart")) {
            restart();
        } else if (text.startsWith("full")) {
            room = 0;
        } else if (text.startsWith("room")) {
            room = text.equals("room") ? Integer.MAX_VALUE : Integer.parseInt(text.substring(5));
        } else if (text.equals("stale") || text.equals("fresh")) {
            fresh = text.equals("fresh");
        } else if (text.equals("delisted")) {
            trading = false;
        } else {
            act(text);
        }
    }

    private void act(String text) {
        String[] words = text.split(" ");
        Matcher matcher;
        if ((matcher = QUOTE.matcher(text)).matches()) {
            int priceExponent = matcher.group(6) == null ? -2 : -Integer.parseInt(matcher.group(6));
            int quantityExponent =
                matcher.group(7) == null ? -3 : -Integer.parseInt(matcher.group(7));
            input(given.quote(1, symbol, ++number, mantissa(matcher.group(1), priceExponent),
                    mantissa(matcher.group(2), quantityExponent),
                    mantissa(matcher.group(3), priceExponent),
                    mantissa(matcher.group(4), quantityExponent))
                .exponents(priceExponent, quantityExponent)
                .set(QuoteFields.TRANSACT_MS, venueMs()), Visibility.LIVE);
        } else if ((matcher = TRADE.matcher(text)).matches()) {
            input(given.aggregate(1, symbol, ++number, mantissa(matcher.group(3), -2),
                    mantissa(matcher.group(2), -3))
                .set(TradeFields.BUYER_MAKER, matcher.group(1).equals("sell") ? 1 : 0)
                .set(TradeFields.AGGREGATE, single ? 0 : 1)
                .set(TradeFields.TRANSACT_MS, venueMs()),
                source == Source.BACKFILL ? Visibility.BACKFILL : Visibility.LIVE);
        } else if ((matcher = MARK.matcher(text)).matches()) {
            input(given.mark(1, symbol, venueMs()).exponents(-6, 0)
                .set(MarkFields.MARK, mantissa(matcher.group(1), -6))
                .set(MarkFields.FUNDING_RATE, mantissa(matcher.group(2), -6))
                .set(MarkFields.NEXT_FUNDING_MS, matcher.group(4) == null ? Event.ABSENT
                    : Given.START_NS / 1_000_000 + Long.parseLong(matcher.group(4))),
                Visibility.LIVE);
        } else if ((matcher = ORDER.matcher(text)).matches()) {
            Side side = Side.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
            long handle = Long.parseLong(matcher.group(7));
            sides.put(handle, side);
            symbols.put(handle, symbol);
            market.place(handle, symbol, side.ordinal(),
                OrderType.valueOf(matcher.group(2)).ordinal(),
                TimeInForce.valueOf(matcher.group(3)).ordinal(),
                matcher.group(6) == null ? Event.ABSENT : price(matcher.group(6)),
                quantity(matcher.group(4)), matcher.group(8) != null, given.nowNs());
        } else if ((matcher = REPLACE.matcher(text)).matches()) {
            market.replace(Long.parseLong(matcher.group(1)), price(matcher.group(3)),
                quantity(matcher.group(2)), given.nowNs());
        } else if (words[0].equals("cancel")) {
            market.cancel(Long.parseLong(words[1].substring(1)), given.nowNs());
        } else if (words[0].equals("clock")) {
            input(given.venueClock(Long.parseLong(words[1].replace("ms", "")) * 1_000_000L),
                Visibility.LIVE);
        } else if (words[0].equals("scale")) {
            input(given.instrument(symbol, "SYM" + symbol, -Integer.parseInt(words[2]), 1)
                .exponents(-Integer.parseInt(words[1]), -Integer.parseInt(words[2])),
                Visibility.LIVE);
        } else {
            throw new IllegalArgumentException(text);
        }
    }

    private long venueMs() {
        return given.nowNs() / 1_000_000 + madeMs;
    }

    /** As the stages do it. */
    void input(Event event, Visibility visibility) {
        if (source != Source.SOCKET) {
            event.buffer().putByte(
                event.offset() + Header.SOURCE, (byte) source.ordinal());
        }
        if (!late) {
            market.onTime(event.engineNs(), this);
        }
        if (event.type() == EventType.INSTRUMENT) {
            instruments.apply(event);
        }
        account.onEvent(event);
        if (late) {
            market.onTime(event.engineNs(), this);
        }
        books.onEvent(event, visibility);
        market.onEvent(event, visibility, this);
    }

    private void restart() {
        UnsafeBuffer state = new UnsafeBuffer(state());
        StateReader in = new StateReader(state, 0, state.capacity());
        account = new Account(instruments);
        account.readState(in);
        market = new PaperMarket(config, instruments, this, books, account);
        market.readState(in);
        if (in.remaining() != 0 || !Arrays.equals(state.byteArray(), state())) {
            throw new AssertionError("state that was read is not what was written");
        }
    }

    byte[] state() {
        StateWriter out = new StateWriter(new UnsafeBuffer(ByteBuffer.allocate(1 << 20)));
        account.writeState(out);
        market.writeState(out);
        byte[] state = new byte[out.length()];
        out.buffer().getBytes(0, state);
        return state;
    }

    private long price(String text) {
        return mantissa(text, instruments.priceExponent(symbol));
    }

    private long quantity(String text) {
        return mantissa(text, instruments.quantityExponent(symbol));
    }

    static long mantissa(String text, int exponent) {
        return text.equals("-") ? Event.ABSENT
            : new BigDecimal(text).movePointRight(-exponent).longValueExact();
    }

    private static String plain(long mantissa, int exponent) {
        BigDecimal value = BigDecimal.valueOf(mantissa, -exponent).stripTrailingZeros();
        return value.toPlainString();
    }

    String position() {
        return plain(account.position(1), instruments.quantityExponent(1));
    }

    String cash() {
        return plain(account.cash(Money.parse(config.balance())), Money.EXPONENT);
    }

    @Override
    public boolean isFresh(int instrumentId, StreamKind kind) {
        return fresh && kind == StreamKind.QUOTE;
    }

    @Override
    public boolean isTrading(int instrumentId) {
        return trading;
    }

    @Override
    public boolean isCurrent(int instrumentId, StreamKind kind) {
        return fresh && kind == StreamKind.QUOTE;
    }

    private void report(String text) {
        if (room-- <= 0) {
            throw new AssertionError("no room for: " + text);
        }
        reports.add(text);
    }

    @Override
    public boolean hasRoom() {
        return room > 0;
    }

    @Override
    public void accepted(long handle) {
        report("accepted " + handle);
    }

    @Override
    public void rejected(long handle, ExecutionReason reason) {
        report("rejected " + handle + " " + reason.label());
    }

    @Override
    public void filled(
        long handle, long price, int priceExponent, long quantity, boolean maker, long fee) {
        int id = symbols.get(handle);
        account.filled(id, sides.get(handle), price, priceExponent, quantity, fee);
        report("filled " + handle + " " + plain(quantity, instruments.quantityExponent(id)) + " @ "
            + Decimals.toString(price, priceExponent) + (maker ? " maker" : " taker") + " fee "
            + plain(fee, Money.EXPONENT));
    }

    @Override
    public void cancelled(long handle) {
        report("cancelled " + handle);
    }

    @Override
    public void cancelRejected(long handle, ExecutionReason reason) {
        report("cancel rejected " + handle + " " + reason.label());
    }

    @Override
    public void replaced(long handle, long price, long quantity) {
        int id = symbols.get(handle);
        report("replaced " + handle + " " + plain(quantity, instruments.quantityExponent(id))
            + " @ " + Decimals.toString(price, instruments.priceExponent(id)));
    }

    @Override
    public void replaceRejected(long handle, ExecutionReason reason) {
        report("replace rejected " + handle + " " + reason.label());
    }

    @Override
    public void expired(long handle, ExecutionReason reason) {
        report("expired " + handle + " " + reason.label());
    }

    @Override
    public void funded(int instrumentId, long amount) {
        account.funded(instrumentId, amount);
        report("funded " + instrumentId + " " + plain(amount, Money.EXPONENT));
    }
}
