package io.tickwire.transport.loopback.fault.listing;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultControls;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.SymbolStatuses;
import io.tickwire.transport.loopback.wire.Impairment;
import java.util.Locale;

/**
 * One symbol is not traded: its streams are silent on every socket, calls about it are answered
 * that there is none, and the list of symbols says so, or lacks it.
 */
final class NotTraded implements FaultAction {
    /** Name in scenario files of a symbol that is not traded yet. */
    static final String PENDING = "pending-trading";
    /** Name in scenario files of one that is traded no more. */
    static final String DELISTED = "delisted";

    /** Those of the venue (protocols A4) behind which nothing is traded any more. */
    private static final String STATUSES =
        "DELIVERING, DELIVERED, PRE_SETTLE, SETTLING, CLOSE (absent = in the list no more)";

    private final String symbol;
    private final String status;
    /** Sends nothing on. */
    private final Impairment silence = (socket, payload, next) -> { };

    NotTraded(String symbol, String status) {
        this.symbol = symbol;
        this.status = status;
    }

    /** Reads what is its own in an entry of {@link #PENDING}. */
    static FaultAction readPending(FaultEntry entry) {
        return new NotTraded(symbol(entry), SymbolStatuses.PENDING_TRADING);
    }

    /** Reads what is its own in an entry of {@link #DELISTED}. */
    static FaultAction readDelisted(FaultEntry entry) {
        return new NotTraded(symbol(entry), entry.word("status", SymbolStatuses.NOT_LISTED,
            one -> one.matches("DELIVERING|DELIVERED|PRE_SETTLE|SETTLING|CLOSE"), STATUSES));
    }

    private static String symbol(FaultEntry entry) {
        String allowed = "a symbol such as ETHUSDT";
        String symbol =
            entry.word("symbol", "", text -> text.matches("[A-Z0-9]{1,20}(_[A-Z0-9]{1,10})?"),
                allowed);
        if (!entry.has("symbol")) {
            entry.problem("symbol", "missing, " + allowed);
        }
        return symbol;
    }

    @Override
    public String begin(FaultControls controls) {
        String streams = symbol.toLowerCase(Locale.ROOT) + "@";
        controls.hub().impair(name -> name.startsWith(streams), any -> true, silence);
        controls.statuses().stop(symbol, status);
        return symbol + " is not traded, and " + (status.equals(SymbolStatuses.NOT_LISTED)
            ? "not in the list" : "listed as " + status);
    }

    @Override
    public void end(FaultControls controls) {
        controls.statuses().resume(symbol);
        controls.hub().relieve(silence);
    }

    @Override
    public String scope() {
        return symbol;
    }
}
