package io.tickwire.transport.loopback.fault;

import io.tickwire.engine.config.Durations;
import io.tickwire.engine.text.TextCut;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The keys of one entry in a scenario file, read one by one. A value that is wrong is noted and
 * reading goes on.
 */
public final class FaultEntry {
    /** Answer where a duration is missing or wrong. */
    public static final long WRONG = -1;
    /** Longest fault, and longest time of most of its keys. */
    public static final String LONGEST = "720h";

    private static final int MAX_SHOWN_LENGTH = 80;

    private final String path;
    private final Map<String, Object> node;
    private final List<String> problems;
    private final Set<String> known = new LinkedHashSet<>();
    private long lastsNs = WRONG;

    /**
     * An entry of which nothing is read yet.
     *
     * @param path     in the file, for people
     * @param node     the map
     * @param problems gets what is wrong
     */
    public FaultEntry(String path, Map<String, Object> node, List<String> problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    /** @return whether the key is there, with a value or without */
    public boolean has(String key) {
        return node.containsKey(key);
    }

    /** Notes what is wrong with a key. */
    public void problem(String key, String text) {
        problems.add(path + "." + key + ": " + text);
    }

    /** A duration that must be there, from {@code min} to {@code max}; ns, or {@link #WRONG}. */
    public long durationNs(String key, String min, String max) {
        String range = "allowed are " + min + " to " + max;
        String text = required(key, Durations.EXAMPLES + "; " + range);
        if (text == null) {
            return WRONG;
        }
        try {
            long ns = Durations.parse(text);
            if (ns >= Durations.parse(min) && ns <= Durations.parse(max)) {
                return ns;
            }
            problem(key, "out of range, " + shown(text) + ", " + range);
        } catch (IllegalArgumentException e) {
            problem(key, "not a duration, " + shown(text) + ", " + Durations.EXAMPLES + "; "
                + range);
        }
        return WRONG;
    }

    /** How long the whole fault lasts; {@link #WRONG} where that is wrong. */
    public long lastsNs() {
        return lastsNs;
    }

    /** Remembers how long the fault lasts, for those whose doing depends on it. */
    public long lasts(long ns) {
        lastsNs = ns;
        return ns;
    }

    /** A duration that may be there; the default where there is none or a wrong one. */
    public long durationNs(String key, long byDefaultNs, String min, String max) {
        if (!has(key)) {
            known.add(key);
            return byDefaultNs;
        }
        long ns = durationNs(key, min, max);
        return ns == WRONG ? byDefaultNs : ns;
    }

    /** A text that passes; the default where there is none or a wrong one. */
    public String word(String key, String byDefault, Predicate<String> passes, String allowed) {
        String text = scalar(key, allowed);
        if (text == null) {
            return byDefault;
        }
        if (!passes.test(text)) {
            problem(key, "unknown, " + shown(text) + ", allowed are " + allowed);
            return byDefault;
        }
        return text;
    }

    /** One of these names, which must be there; null where it is not. */
    public String name(String key, Collection<String> names) {
        String allowed = "allowed are " + String.join(", ", names);
        String text = required(key, allowed);
        if (text != null && !names.contains(text)) {
            problem(key, "unknown, " + shown(text) + ", " + allowed);
            return null;
        }
        return text;
    }

    /** A whole number that passes; the default where there is none or a wrong one. */
    public int whole(String key, int byDefault, IntPredicate passes, String allowed) {
        String text = scalar(key, allowed);
        if (text == null) {
            return byDefault;
        }
        if (!text.matches("[0-9]{1,9}")) {
            problem(key, "not a whole number, " + shown(text) + ", " + allowed);
        } else if (!passes.test(Integer.parseInt(text))) {
            problem(key, "out of range, " + shown(text) + ", " + allowed);
        } else {
            return Integer.parseInt(text);
        }
        return byDefault;
    }

    /** True or false; the default where there is none or a wrong one. */
    public boolean flag(String key, boolean byDefault) {
        String text = scalar(key, "true or false");
        if (text != null && !text.equals("true") && !text.equals("false")) {
            problem(key, "not allowed, " + shown(text) + ", true or false");
            return byDefault;
        }
        return text == null ? byDefault : text.equals("true");
    }

    /** Call last: names each key that nobody asked for. */
    public void rejectUnknown() {
        for (String key : node.keySet()) {
            if (!known.contains(key)) {
                problem(onOneLine(key), "unknown key, known here are " + String.join(", ", known));
            }
        }
    }

    private String required(String key, String allowed) {
        if (!has(key)) {
            known.add(key);
            problem(key, "missing, " + allowed);
            return null;
        }
        return scalar(key, allowed);
    }

    /** Null where the key is absent or, the problem noted, has no value or more than one. */
    private String scalar(String key, String allowed) {
        known.add(key);
        if (!has(key)) {
            return null;
        }
        Object value = node.get(key);
        if (isBlank(value)) {
            problem(key, "no value, " + allowed);
            return null;
        }
        if (!(value instanceof String text)) {
            problem(key, "not a single value, " + allowed);
            return null;
        }
        return text;
    }

    /** @return whether a key has no value */
    public static boolean isBlank(Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }

    private static String shown(String text) {
        return '"' + onOneLine(text) + '"';
    }

    /** Somebody else's text in a message: not too long, and on one line. */
    public static String onOneLine(String text) {
        return TextCut.chars(text, MAX_SHOWN_LENGTH).replaceAll("\\p{Cntrl}", "?");
    }
}
