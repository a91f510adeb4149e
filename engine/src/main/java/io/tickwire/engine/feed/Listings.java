package io.tickwire.engine.feed;

import io.tickwire.engine.budget.Priority;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.TradingStatus;
import io.tickwire.engine.event.TradingStatusFields;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * Which symbols the venue trades, as its list of symbols says. The list is asked for until it has
 * said so of each symbol, with back-off: where it could not be had at the start, and where
 * something else puts a symbol in doubt. A symbol that is not traded is left out: it is not polled,
 * and its silence is not that of its connection; the list is looked at again from time to time.
 * Engine thread only; does not allocate.
 */
final class Listings implements State {
    private static final long FIRST_WAIT_NS = 1_000_000_000L;
    private static final int MAX_WAIT_SHIFT = 6;
    /** Whatever was asked so long ago has nothing to do with what is asked now. */
    private static final long FORGET_NS = 3 * FIRST_WAIT_NS << MAX_WAIT_SHIFT;
    /** The list has a megabyte: a mere hint is followed no sooner than so long after the last. */
    private static final long HINT_NS = 60_000_000_000L;
    private static final long LOOK_AGAIN_NS = 5 * HINT_NS;

    private final StreamTable streams;
    private final RestRequests requests;
    /** Number of the request under way, 0 = none. */
    private long request;
    /** When the last one ended, or the list was there at the start, ns; 0 = not yet. */
    private long endedNs;
    /** How many in a row there were. */
    private int tries;
    /** Whether the last one had no answer. */
    private boolean unanswered;
    /** Whether the last other call had no answer either. */
    private boolean silent;
    /** Whether a symbol that is left out shows signs of trading. */
    private boolean hinted;

    Listings(StreamTable streams, RestRequests requests) {
        this.streams = streams;
        this.requests = requests;
    }

    void onTimer(long nowNs, Outputs outputs) {
        long sinceNs = nowNs - endedNs;
        if (request != 0 || !requests.has(FeedCall.LISTING) || sinceNs < waitNs()) {
            return;
        }
        if (sinceNs > FORGET_NS) {
            tries = 0;
        }
        request = requests.ask(FeedCall.LISTING, 0, 0, RequestReason.LISTING, Priority.URGENT,
            nowNs, outputs);
    }

    /** How long behind the last request the next one is due. */
    private long waitNs() {
        boolean anyLeftOut = false;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (stream.group != null && stream.group.planned) {
                if (!stream.listing.confirmed) {
                    return tries == 0 ? 0 : FIRST_WAIT_NS << Math.min(tries - 1, MAX_WAIT_SHIFT);
                }
                anyLeftOut |= stream.listing.notTrading;
            }
        }
        return !anyLeftOut ? Long.MAX_VALUE : hinted ? HINT_NS : LOOK_AGAIN_NS;
    }

    /**
     * A request has ended; what the list says was told before.
     *
     * @return whether it was the one for the list
     */
    boolean ended(long number, boolean answered, long nowNs) {
        if (request == 0 || number != request) {
            return false;
        }
        request = 0;
        endedNs = nowNs;
        tries++;
        unanswered = !answered;
        hinted = false;
        return true;
    }

    /** The venue can be reached: what had no answer need not wait. */
    void reached() {
        tries = unanswered ? 0 : tries;
    }

    /** Another call was answered, or was not: the first answer behind silence is such a sign. */
    void called(boolean answered) {
        if (answered && silent) {
            reached();
        }
        silent = !answered;
    }

    /**
     * The list says whether the venue trades a symbol. One that lacks a symbol which ticks may have
     * a hole: only the next one that lacks it, too, is believed.
     */
    void onStatus(Event status) {
        SymbolListing listing = streams.listing(status.instrument());
        if (listing == null) {
            return;
        }
        boolean before = listing.notTrading;
        long said = status.get(TradingStatusFields.STATUS);
        boolean firstAbsence = said == TradingStatus.NOT_LISTED.ordinal() && !listing.absent;
        endedNs = status.engineNs();
        listing.absent = said == TradingStatus.NOT_LISTED.ordinal();
        if (firstAbsence && !listing.isLeftOut() && isTicking(listing)) {
            listing.confirmed = false;
            return;
        }
        listing.confirmed = true;
        listing.refused = false;
        listing.notTrading = said != TradingStatus.TRADING.ordinal();
        listing.wasTrading |= !listing.notTrading;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (stream.listing == listing && listing.notTrading != before) {
                stream.tradingChanged(status.engineNs());
            }
        }
    }

    /** Whether any stream of it is well, or fresh from polls. */
    private boolean isTicking(SymbolListing listing) {
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (stream.listing == listing && (stream.isWell() || stream.poll.fresh)) {
                return true;
            }
        }
        return false;
    }

    /** A call about a symbol was answered that there is none. */
    void refused(int instrumentId) {
        SymbolListing listing = streams.listing(instrumentId);
        if (listing != null && !listing.notTrading && requests.has(FeedCall.LISTING)) {
            listing.refused = true;
            listing.confirmed = false;
        }
    }

    /** A call about several symbols was answered without this one. */
    void missing(StreamState stream, long nowNs) {
        stream.listing.confirmed &= nowNs - endedNs < HINT_NS;
    }

    /** A socket has brought something of a symbol that is left out. */
    void heard() {
        hinted = true;
    }

    /** A new incarnation: what was known stays until the list has been looked at again. */
    void resumed() {
        request = 0;
        endedNs = 0;
        tries = 0;
        unanswered = false;
        silent = false;
        hinted = false;
        for (int i = 0; i < streams.count(); i++) {
            SymbolListing listing = streams.get(i).listing;
            listing.confirmed = false;
            listing.refused = false;
            listing.absent = false;
        }
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("request", request).put("endedNs", endedNs).put("tries", tries)
            .put("unanswered", unanswered).put("silent", silent).put("hinted", hinted);
        for (int i = 0; i < streams.symbolCount(); i++) {
            SymbolListing listing = streams.symbol(i).listing;
            out.put("confirmed", listing.confirmed).put("notTrading", listing.notTrading)
                .put("wasTrading", listing.wasTrading).put("refused", listing.refused)
                .put("absent", listing.absent);
        }
    }

    @Override
    public void readState(StateReader in) {
        request = in.getLong();
        endedNs = in.getLong();
        tries = in.getInt();
        unanswered = in.getBoolean();
        silent = in.getBoolean();
        hinted = in.getBoolean();
        for (int i = 0; i < streams.symbolCount(); i++) {
            SymbolListing listing = streams.symbol(i).listing;
            listing.confirmed = in.getBoolean();
            listing.notTrading = in.getBoolean();
            listing.wasTrading = in.getBoolean();
            listing.refused = in.getBoolean();
            listing.absent = in.getBoolean();
        }
    }
}
