package io.tickwire.transport.monitor;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderFields;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderState;
import io.tickwire.engine.event.PositionFields;
import io.tickwire.engine.event.PositionReason;
import io.tickwire.engine.event.RiskRefusalFields;
import io.tickwire.engine.event.RiskRule;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.transport.venue.VenueDisplay;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;

/**
 * Prints signals and what becomes of orders, one line each, and counts them. A signal on which no
 * order was asked for while the quotes of its symbol were not fresh would look like an oversight:
 * that is told once when the flag of the quotes has changed, and every ten seconds. One thread uses
 * it at a time.
 */
final class OrderLog {
    private static final long NO_ORDER_EVERY_NS = 10_000_000_000L;
    private static final RiskRule[] RULES = RiskRule.values();

    /** When and with which flag it was last told that a symbol has signals but no orders. */
    private record Told(FeedFlag flag, long ns) {
    }

    private final InstrumentTable instruments;
    private final FeedWatch watch;
    private final Consumer<String> data;
    private final OrderText text;
    private final boolean paper;

    /** Symbols with a signal in the input that is being read, and no order yet. */
    private final Set<Integer> unanswered = new LinkedHashSet<>();
    private long signalSequence;
    private final Map<Integer, Told> told = new HashMap<>();

    private final Map<RiskRule, Long> refused = new EnumMap<>(RiskRule.class);
    private long signals;
    /** How many orders ended so, by the state they ended in. */
    private final Map<OrderState, Long> ended = new EnumMap<>(OrderState.class);
    private long intents;
    /** Orders that are open, as far as anything was heard of them. */
    private final Set<Long> open = new HashSet<>();
    /** The fill whose POSITION comes next, empty = none. */
    private String fill = "";
    private String account = "";

    /**
     * Prints nothing yet.
     *
     * @param instruments kept up to date by the caller
     * @param watch       of the same journal; has not taken the record yet that is given here
     * @param data        takes the lines
     * @param display     of the venue
     * @param mode        of the session
     */
    OrderLog(InstrumentTable instruments, FeedWatch watch, Consumer<String> data,
        VenueDisplay display, Config.Mode mode) {
        this.instruments = instruments;
        this.watch = watch;
        this.data = data;
        this.text = new OrderText(instruments, display);
        this.paper = mode == Config.Mode.PAPER;
    }

    /** Takes any record, in journal order. */
    void onRecord(Event record) {
        if (!unanswered.isEmpty() && record.sequence() != signalSequence) {
            unanswered.forEach(this::noOrder);
            unanswered.clear();
        }
        switch (record.type()) {
            case SIGNAL -> {
                signals++;
                signalSequence = record.sequence();
                unanswered.add(record.instrument());
                data.accept(text.signal(record));
            }
            case ORDER_INTENT -> {
                intents++;
                open.add(record.get(OrderIntentFields.HANDLE));
                unanswered.remove(record.instrument());
                data.accept(text.intent(record));
            }
            case CANCEL_INTENT -> {
                unanswered.remove(record.instrument());
                data.accept(text.cancel(record));
            }
            case REPLACE_INTENT -> {
                unanswered.remove(record.instrument());
                data.accept(text.replace(record));
            }
            case ORDER -> onOrder(record);
            case POSITION -> onPosition(record);
            case RISK_REFUSAL -> {
                unanswered.remove(record.instrument());
                RiskRule rule = RULES[(int) record.get(RiskRefusalFields.RULE)];
                refused.merge(rule, 1L, Long::sum);
                data.accept(text.refusal(record, rule));
            }
            default -> { }
        }
    }

    private void onOrder(Event record) {
        OrderEvent event = OrderEvent.of(record.get(OrderFields.EVENT));
        OrderState state = OrderState.of(record.get(OrderFields.STATE));
        switch (event) {
            case PART_FILLED, FILLED -> fill = text.fill(record);
            case ACCEPTED -> {
                if (text.stays(record)) {
                    data.accept(text.order(record));
                }
            }
            default -> data.accept(text.order(record));
        }
        // Answers that come behind the end do not end it once more.
        boolean ends = state.isOver() && event != OrderEvent.CANCEL_REJECTED
            && event != OrderEvent.REPLACE_REJECTED;
        if (!state.isOver()) {
            open.add(record.get(OrderFields.HANDLE));
        }
        if (ends) {
            open.remove(record.get(OrderFields.HANDLE));
            ended.merge(state, 1L, Long::sum);
            text.over(record);
        }
    }

    private void onPosition(Event record) {
        if (record.get(PositionFields.REASON) == PositionReason.FUNDING.ordinal()) {
            data.accept(text.funding(record));
        } else if (!fill.isEmpty()) {
            data.accept(fill + text.positionBehind(record));
            fill = "";
        }
        account = text.account(record);
    }

    private void noOrder(int id) {
        StreamWatch quotes = watch.symbols().get(id - 1).stream(StreamKind.QUOTE);
        if (!paper || !quotes.isDegraded()) {
            told.remove(id);
            return;
        }
        Told before = told.get(id);
        if (before == null || before.flag() != quotes.flag
            || watch.nowNs() - before.ns() >= NO_ORDER_EVERY_NS) {
            told.put(id, new Told(quotes.flag, watch.nowNs()));
            data.accept("NO ORDER: " + instruments.symbol(id) + " | quotes " + quotes.flag.label()
                + ", " + FeedText.stream(quotes, watch) + ": the strategy asked for none");
        }
    }

    /** One line over all that was seen. */
    String summary() {
        String signalled = signals == 1 ? "1 signal" : signals + " signals";
        if (intents == 0 && ended.isEmpty() && refused.isEmpty()) {
            return "orders: none" + (paper ? "" : ", monitor mode") + ", " + signalled;
        }
        StringJoiner rules = new StringJoiner(", ", " (", ")");
        rules.setEmptyValue("");
        refused.forEach((rule, count) -> rules.add(rule.label() + " " + count));
        StringJoiner ends = new StringJoiner(", ");
        for (OrderState state : List.of(OrderState.FILLED, OrderState.EXPIRED,
            OrderState.CANCELLED, OrderState.REJECTED)) {
            long count = ended.getOrDefault(state, 0L);
            if (count > 0 || state == OrderState.FILLED || state == OrderState.EXPIRED) {
                ends.add(count + " " + state.label());
            }
        }
        if (!open.isEmpty()) {
            ends.add(open.size() + " open");
        }
        return "orders: " + ends + ", "
            + refused.values().stream().mapToLong(Long::longValue).sum() + " refused" + rules
            + ", " + signalled;
    }

    /** What the account came to, empty where nothing was filled. */
    String account() {
        return account;
    }
}
