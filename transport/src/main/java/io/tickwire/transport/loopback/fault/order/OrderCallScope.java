package io.tickwire.transport.loopback.fault.order;

import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.wire.HttpCall;
import java.util.Set;

/** Which calls about orders a fault concerns, and every how many of them. */
final class OrderCallScope {
    private static final String ALL = "all";
    private static final String PLACE = "place";
    private static final String CHANGE = "change";
    private static final String CANCEL = "cancel";
    private static final Set<String> KINDS = Set.of(ALL, PLACE, CHANGE, CANCEL);
    private static final int MAX_EVERY = 1_000_000;

    private final String kind;
    private final int every;
    private int seen;

    private OrderCallScope(String kind, int every) {
        this.kind = kind;
        this.every = every;
    }

    /** Reads the keys {@code calls} and {@code every}. */
    static OrderCallScope read(FaultEntry entry) {
        return new OrderCallScope(
            entry.word("calls", ALL, KINDS::contains, "all, place, change or cancel"),
            entry.whole("every", 1, one -> one >= 1 && one <= MAX_EVERY,
                "allowed are 1 to " + MAX_EVERY));
    }

    /** Whether a call is concerned; counts it. The first one is. */
    boolean concerns(HttpCall call) {
        String path = call.uri().split("\\?", 2)[0];
        String what = kind(call.method(), path);
        return what != null && (kind.equals(ALL) || kind.equals(what)) && seen++ % every == 0;
    }

    /** Null where it is about no order, or changes none. */
    private static String kind(String method, String path) {
        boolean order = path.equals("/fapi/v1/order") || path.equals("/fapi/v1/batchOrders");
        return switch (method) {
            case "POST" -> order ? PLACE : null;
            case "PUT" -> order ? CHANGE : null;
            case "DELETE" -> order || path.equals("/fapi/v1/allOpenOrders") ? CANCEL : null;
            default -> null;
        };
    }

    /** For people. */
    @Override
    public String toString() {
        String calls = switch (kind) {
            case PLACE -> "calls that place orders";
            case CHANGE -> "calls that change orders";
            case CANCEL -> "calls that cancel orders";
            default -> "calls that place, change or cancel orders";
        };
        return every == 1 ? calls : "one in " + every + " of the " + calls;
    }
}
