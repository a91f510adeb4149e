package io.tickwire.transport.monitor;

import io.tickwire.engine.event.BudgetUsedFields;
import io.tickwire.engine.event.BudgetWindowFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.event.VenueClockFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.transport.venue.VenueDisplay;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tracks the state of a feed from journal records: flags and reasons, last ticks, tick rate, clock
 * offset, request weight. Its only clock is engine time. One thread uses it.
 */
public final class FeedWatch {
    /** What no feed is read from, and most bytes of a journal are. */
    public static final Set<EventType> PASSED_OVER =
        Collections.unmodifiableSet(EnumSet.of(EventType.FRAME, EventType.SNAPSHOT));

    /** The one that VenueTerms puts first to be shown. */
    private static final int FIRST_WINDOW = 0;
    private static final long WEIGHT_WINDOW_NS = 60_000_000_000L;
    /** A TIMER that is later than this is worth a word: less comes of a busy machine. */
    private static final long STALL_NS = 1_000_000_000L;

    private final InstrumentTable instruments = new InstrumentTable();
    private final List<SymbolWatch> symbols = new ArrayList<>();
    private final VenueWatch venue = new VenueWatch();
    private final ConnectionWatch groups;
    private TickRate rate = new TickRate();
    private long nowNs;
    private long stallNs;
    private long missingIds;
    private long filledIds;
    private long lostIds;
    private long clockOffsetNs = Event.ABSENT;
    private long weightLimit = Event.ABSENT;
    private long weight = Event.ABSENT;
    private long weightNs;
    private boolean ended;

    /**
     * Knows nothing yet.
     *
     * @param display of the venue
     */
    public FeedWatch(VenueDisplay display) {
        this.groups = new ConnectionWatch(display);
    }

    /**
     * Takes a record.
     *
     * @param record any, in journal order
     */
    public void onRecord(Event record) {
        EventType type = record.type();
        if (type == null) {
            return;
        }
        if (type == EventType.RESUMED) {
            resumed();
        }
        advance(record.engineNs());
        if (type.isTick()) {
            onTick(record, type);
            return;
        }
        switch (type) {
            case INSTRUMENT:
                onInstrument(record);
                break;
            case TRADING_STATUS:
                onTradingStatus(record);
                break;
            case LINK:
                onLink(record);
                break;
            case CALL:
                groups.onFact(record);
                break;
            case REJECTED:
                groups.onRejected(record);
                break;
            case VENUE_CLOCK:
                clockOffsetNs = record.get(VenueClockFields.OFFSET_NS);
                break;
            case BUDGET_WINDOW:
                if (record.get(BudgetWindowFields.WINDOW) == FIRST_WINDOW) {
                    weightLimit = record.get(BudgetWindowFields.LIMIT);
                }
                break;
            case BUDGET_USED:
                if (record.get(BudgetUsedFields.WINDOW) == FIRST_WINDOW) {
                    weight = record.get(BudgetUsedFields.USED);
                    weightNs = record.engineNs();
                }
                break;
            case TIMER:
                stallNs = isStall(record) ? record.get(TimerFields.LATE_NS) : stallNs;
                break;
            case FEED_REQUEST:
                groups.onRequest(record);
                break;
            case FEED_STATUS:
                onStatus(record);
                break;
            case END:
                ended = true;
                break;
            default:
                break;
        }
    }

    private void onTradingStatus(Event record) {
        SymbolWatch symbol = symbol(record);
        if (symbol != null) {
            symbol.notTraded = ListingLog.words(record);
        }
    }

    /** Whether a record says that the engine's process has stood still for long. */
    static boolean isStall(Event record) {
        return record.type() == EventType.TIMER && record.get(TimerFields.LATE_NS) >= STALL_NS;
    }

    /** How long it last stood still, ns; 0 = never. */
    long stallNs() {
        return stallNs;
    }

    private void advance(long engineNs) {
        // The head of a segment is as old as what it repeats.
        venue.passed(nowNs == 0 ? 0 : Math.max(0, engineNs - nowNs));
        nowNs = Math.max(nowNs, engineNs);
        rate.advance(nowNs);
    }

    /** The time until now belongs to nobody: no engine ran. */
    private void resumed() {
        venue.forget();
        groups.resumed();
        symbols.forEach(SymbolWatch::forget);
        rate = new TickRate();
        ended = false;
    }

    private void onInstrument(Event record) {
        instruments.apply(record);
        if (record.instrument() > symbols.size()) {
            symbols.add(new SymbolWatch(instruments.symbol(record.instrument())));
        }
    }

    /** The symbol that a record is about, null where there is none or it is not known. */
    SymbolWatch symbol(Event record) {
        int id = record.instrument();
        return id < 1 || id > symbols.size() ? null : symbols.get(id - 1);
    }

    private void onTick(Event tick, EventType type) {
        SymbolWatch symbol = symbol(tick);
        if (symbol == null || tick.sourceCode() == Source.BACKFILL.ordinal()) {
            return;
        }
        if (symbol.stream(StreamKind.ofTick(type)).onTick(tick)) {
            rate.tick();
            symbol.whole.shown(tick);
        }
    }

    private void onLink(Event fact) {
        groups.onFact(fact);
        SymbolWatch symbol = symbol(fact);
        if (fact.get(LinkFields.FACT) == LinkFact.CARRIES.ordinal() && symbol != null) {
            symbol.stream(StreamKind.of(fact.get(LinkFields.KIND))).link = fact.link();
        }
    }

    private void onStatus(Event row) {
        StreamKind kind = StreamKind.of(row.get(FeedStatusFields.KIND));
        StatusReason reason = StatusReason.of(row.get(FeedStatusFields.REASON));
        SymbolWatch symbol = symbol(row);
        if (row.get(FeedStatusFields.FLAG) == Event.ABSENT || reason.isAboutClock()) {
            return;
        }
        if (row.instrument() == 0) {
            venue.onStatus(row);
        } else if (reason == StatusReason.HOLE) {
            missingIds += Math.max(0, row.get(FeedStatusFields.GAP_MESSAGES));
        } else if (reason == StatusReason.FILLED) {
            filledIds += Math.max(0, row.get(FeedStatusFields.GAP_MESSAGES));
        } else if (reason == StatusReason.LOST) {
            lostIds += Math.max(0, row.get(FeedStatusFields.GAP_MESSAGES));
        } else if (symbol != null && !reason.isAboutTicks()) {
            (kind == StreamKind.NONE ? symbol.whole : symbol.stream(kind)).onStatus(row);
        }
    }

    /** @return engine time of the last record, ns since the epoch */
    public long nowNs() {
        return nowNs;
    }

    /** @return flag of the venue, null while nothing was told */
    public FeedFlag flag() {
        return venue.flag();
    }

    /** @return engine time since when that is the flag, ns since the epoch */
    public long sinceNs() {
        return venue.sinceNs();
    }

    VenueWatch venue() {
        return venue;
    }

    ConnectionWatch groups() {
        return groups;
    }

    /** @return whether any symbol is known */
    public boolean hasSymbols() {
        return !symbols.isEmpty();
    }

    /** In the order of their ids. */
    List<SymbolWatch> symbols() {
        return Collections.unmodifiableList(symbols);
    }

    double ticksPerSecond() {
        return rate.perSecond();
    }

    /** Venue clock minus ours, absent while unknown. */
    long clockOffsetNs() {
        return clockOffsetNs;
    }

    /** REST weight used in this minute as the venue said last, absent while it did not. */
    long weightUsed() {
        return weight != Event.ABSENT && nowNs - weightNs > WEIGHT_WINDOW_NS ? 0 : weight;
    }

    /** REST weight that the venue allows in a minute, absent while unknown. */
    long weightLimit() {
        return weightLimit;
    }

    /** Ids that were declared missing, whatever became of them. */
    long missingIds() {
        return missingIds;
    }

    /** Of those, how many were fetched. */
    long filledIds() {
        return filledIds;
    }

    /** Of those, how many cannot be had. */
    long lostIds() {
        return lostIds;
    }

    /** Whether the engine has closed its session. */
    boolean hasEnded() {
        return ended;
    }
}
