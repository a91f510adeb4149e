package io.tickwire.perf.faults;

import static io.tickwire.engine.event.StreamKind.MARK;
import static io.tickwire.engine.event.StreamKind.QUOTE;
import static io.tickwire.engine.event.StreamKind.STATS;
import static io.tickwire.engine.event.StreamKind.TRADE;
import static io.tickwire.perf.faults.Expectation.Excuse.BACK_EARLY;
import static io.tickwire.perf.faults.Expectation.Excuse.FILLING;
import static io.tickwire.perf.faults.Expectation.Excuse.LOST_TRADES;
import static io.tickwire.perf.faults.Expectation.Excuse.NOT_POLLED;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is expected of every scenario that is shipped, and of every {@link Standstill}. */
final class Expectations {
    /** One a scenario; one without a line here, or a line without one, is an error. */
    static final List<Expectation> ALL = List.of(
        // All sockets end at once; what is said is said of the first fault of each.
        Expectation.closes("sockets-closed"),
        Expectation.closes("sockets-cut").but(BACK_EARLY),
        Expectation.closes("oversized").but(BACK_EARLY),
        Expectation.closes("rest-delay"),
        Expectation.closes("rest-failing").but(LOST_TRADES),
        Expectation.closes("rest-limited").but(LOST_TRADES),
        Expectation.closes("rest-silent").but(LOST_TRADES),
        Expectation.closes("rest-forbidden").but(LOST_TRADES).andRed(),
        // Not RED: whoever asks for the next trade asks a call that no cache has answered yet.
        Expectation.closes("rest-cached").but(LOST_TRADES),
        // First nobody is let in, then the sockets end.
        Expectation.closes("control-limit").bySecond(),
        Expectation.closes("upgrade-refused").bySecond(),
        Expectation.closes("upgrade-silent").bySecond(),
        Expectation.closes("subscribe-error-null-id").bySecond(),
        Expectation.closes("large-heads").bySecond(),
        // A name that is not found is looked for where it was.
        Expectation.closes("dns-failure").but(BACK_EARLY).bySecond(),
        Expectation.closes("accept-stalled").but(NOT_POLLED, LOST_TRADES).bySecond(),
        Expectation.closes("tls-certificate").but(NOT_POLLED, LOST_TRADES).bySecond(),
        Expectation.closes("html-answers").but(NOT_POLLED, LOST_TRADES).bySecond().andRed(),
        // First announced, so that they are replaced before; then not.
        Expectation.closes("lifetime").but(BACK_EARLY).bySecond(),

        // Sockets stay open and bring nothing good.
        Expectation.silences("half-open").but(BACK_EARLY),
        Expectation.silences("mute", TRADE),
        Expectation.silences("wrong-route", TRADE),
        Expectation.silences("frozen-time", MARK),
        // Trades may be ten seconds late, everything else less than these eight.
        Expectation.silences("delay", QUOTE, STATS, MARK),

        // Two symbols are traded no more, and nothing is done about the sockets of the others.
        Expectation.silences("delisted").of("ETHUSDT", "SOLUSDT").but(NOT_POLLED).andRed(),

        // Something is not there yet when the engine starts.
        Expectation.startsWithout("rest-starts-late"),
        Expectation.startsWithout("pending-trading").of("SOLUSDT").andRed(),
        Expectation.startsUnknown("list-empty"),

        // Single messages are missing.
        Expectation.loses("skip-ids"),
        Expectation.loses("malformed"),

        // In order, if unusual; binary frames are not, but what is in them is.
        Expectation.harmless("duplicate"),
        Expectation.harmless("reorder").but(FILLING),
        Expectation.harmless("fragmented"),
        Expectation.harmless("pings"),
        Expectation.harmless("binary-frames"),
        Expectation.harmless("rest-time-leaps"),
        Expectation.harmless("tick-ahead"),
        Expectation.harmless("tick-in-microseconds"),

        // Somebody stands still, the venue or we ourselves.
        Expectation.silences("venue-stopped").but(NOT_POLLED),
        Expectation.stalls("engine-stopped"),
        Expectation.stalls("io-thread-stopped"));

    private Expectations() {
    }

    /**
     * What keeps a table and scenarios from belonging together.
     *
     * @param table what is expected
     * @param names of the scenarios
     * @return one message each, empty where they do
     */
    static List<String> mismatch(List<Expectation> table, Collection<String> names) {
        Set<String> expected = new TreeSet<>();
        table.forEach(one -> expected.add(one.scenario()));
        List<String> problems = new ArrayList<>();
        for (String name : names) {
            if (!expected.remove(name)) {
                problems.add(name + ": nothing is said of what to expect of this scenario");
            }
        }
        expected.forEach(name -> problems.add(name + ": no such scenario"));
        return problems;
    }
}
