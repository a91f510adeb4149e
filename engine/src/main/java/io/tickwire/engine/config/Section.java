package io.tickwire.engine.config;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One map of keys, read key by key. A wrong value is reported and replaced by its default, so that
 * one pass finds all problems. Blank counts as absent. Long because each type of value has a method
 * that checks it.
 */
final class Section {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");
    private static final Pattern PERCENT = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,6})?%");
    private static final int MAX_DIGITS = 18;
    /** Most settings of a strategy. */
    static final int MAX_SETTINGS = 64;
    /** Longest name of a setting, characters; YAML takes no key beyond 1024, escapes included. */
    static final int MAX_NAME_LENGTH = 128;
    /** Longest value of a setting, characters. */
    static final int MAX_VALUE_LENGTH = 1024;

    private final String path;
    private final Map<String, Object> values;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Section(String path, Map<String, Object> values, Problems problems) {
        this.path = path;
        this.values = values;
        this.problems = problems;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    boolean isBlank(String key) {
        Object value = values.get(key);
        return value == null || "".equals(value);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** A map below; one that is absent or blank has all its defaults. */
    Section section(String key) {
        known.add(key);
        Object value = values.get(key);
        if (value instanceof Map) {
            return new Section(path(key), YamlTree.asMap(value), problems);
        }
        if (!isBlank(key)) {
            problems.add(path(key), "not a map", value, "allowed are keys below it");
        }
        return new Section(path(key), Map.of(), problems);
    }

    /** Text that must be there if its key is; {@code allowed} says what the pattern means. */
    String text(String key, String byDefault, Pattern pattern, String allowed) {
        String text = scalar(key, allowed);
        if (text == null) {
            return byDefault;
        }
        if (!pattern.matcher(text).matches()) {
            problems.add(path(key), "not allowed", text, allowed);
            return byDefault;
        }
        return text;
    }

    /** Text, empty where the key is absent or blank. */
    String blankOrText(String key, Pattern pattern, String allowed) {
        known.add(key);
        return isBlank(key) ? "" : text(key, "", pattern, allowed);
    }

    /** A duration from {@code min} to {@code max}, all as people write them; ns. */
    long durationNs(String key, String byDefault, String min, String max) {
        return quantity(key, Durations.parse(byDefault), Durations.parse(min),
            Durations.parse(max), Durations::parse, "duration", Durations.EXAMPLES, min, max);
    }

    /** A duration, or {@code none}, which is the default; ns, 0 = none. */
    long durationOrNoneNs(String key, String min, String max) {
        known.add(key);
        if (!values.containsKey(key) || "none".equals(values.get(key))) {
            return 0;
        }
        return quantity(key, 0, Durations.parse(min), Durations.parse(max), Durations::parse,
            "duration", "none, or " + Durations.EXAMPLES, min, max);
    }

    /** A size from {@code min} to {@code max}, all as people write them; bytes. */
    long size(String key, String byDefault, String min, String max) {
        return quantity(key, Sizes.parse(byDefault), Sizes.parse(min), Sizes.parse(max),
            Sizes::parse, "size", Sizes.EXAMPLES, min, max);
    }

    /** A whole number from {@code min} to {@code max}. */
    int whole(String key, int byDefault, int min, int max) {
        return (int) quantity(key, byDefault, min, max, Section::parseWhole, "whole number",
            "digits only", Integer.toString(min), Integer.toString(max));
    }

    /** A whole number, or {@code none}, which is 0; blank is the default. */
    int wholeOrNone(String key, int byDefault, int min, int max) {
        known.add(key);
        return isBlank(key) ? byDefault : "none".equals(values.get(key)) ? 0
            : (int) quantity(key, byDefault, min, max, Section::parseWhole, "whole number",
                "none, or digits only", Integer.toString(min), Integer.toString(max));
    }

    private static long parseWhole(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        return text.length() > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private interface Parser {
        long parse(String text);
    }

    private long quantity(
        String key, long byDefault, long min, long max, Parser parser, String what,
        String form, String minText, String maxText) {
        String range = minText + " to " + maxText;
        String text = scalar(key, range);
        if (text == null) {
            return byDefault;
        }
        long value;
        try {
            value = parser.parse(text);
        } catch (IllegalArgumentException e) {
            problems.add(path(key), "not a " + what, text, form + "; allowed are " + range);
            return byDefault;
        }
        if (value < min || value > max) {
            problems.add(path(key), "out of range", text, "allowed are " + range);
            return byDefault;
        }
        return value;
    }

    /** A percentage from {@code min} to {@code max}, as text with its sign. */
    String percent(String key, String byDefault, String min, String max) {
        return percent(key, byDefault, min, max, "");
    }

    /** The same, or {@code none}; blank is the default. */
    String percentOrNone(String key, String byDefault, String min, String max) {
        known.add(key);
        return isBlank(key) ? byDefault : "none".equals(values.get(key)) ? "none"
            : percent(key, byDefault, min, max, "none, or ");
    }

    private String percent(String key, String byDefault, String min, String max, String besides) {
        String range = min + " to " + max;
        String text = scalar(key, range);
        if (text == null) {
            return byDefault;
        }
        if (!PERCENT.matcher(text).matches()) {
            problems.add(path(key), "not a percentage", text,
                besides + "up to 6 digits behind the point and the sign %; allowed are " + range);
            return byDefault;
        }
        if (ofPercent(text).compareTo(ofPercent(min)) < 0
            || ofPercent(text).compareTo(ofPercent(max)) > 0) {
            problems.add(path(key), "out of range", text, "allowed are " + range);
            return byDefault;
        }
        return text;
    }

    private static BigDecimal ofPercent(String text) {
        return new BigDecimal(text.substring(0, text.length() - 1));
    }

    /** A positive decimal as text without exponent, or {@code none}; blank is the default. */
    String positiveDecimalOrNone(String key, String byDefault) {
        known.add(key);
        if (isBlank(key)) {
            return byDefault;
        }
        String text = scalar(key, "");
        if (text == null) {
            return byDefault;
        }
        if (!text.equals("none")
            && (!DECIMAL.matcher(text).matches() || new BigDecimal(text).signum() == 0)) {
            problems.add(path(key), "not a positive decimal", text,
                "allowed are none, or up to 18 digits before and 18 behind the point, no exponent");
            return byDefault;
        }
        return text;
    }

    /** One of the constants, by name in lower case. */
    <E extends Enum<E>> E choice(String key, E byDefault, List<E> allowed) {
        String text = scalar(key, oneOf(allowed));
        if (text == null) {
            return byDefault;
        }
        E found = find(allowed, text);
        if (found == null) {
            problems.add(path(key), "unknown", text, oneOf(allowed));
            return byDefault;
        }
        return found;
    }

    /** A list of different constants, at least one, by name in lower case. */
    <E extends Enum<E>> List<E> choices(String key, List<E> allowed) {
        List<String> texts = list(key, oneOf(allowed));
        if (texts == null) {
            return allowed;
        }
        List<E> found = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            E one = find(allowed, text);
            String at = path(key) + "[" + i + "]";
            if (one != null && found.contains(one)) {
                problems.add(at, "duplicate", text, "each is allowed once");
            } else if (one != null) {
                found.add(one);
            } else if (text != null) {
                problems.add(at, "unknown", text, oneOf(allowed));
            }
        }
        if (texts.isEmpty()) {
            problems.add(path(key), "empty", "[]", "at least one; " + oneOf(allowed));
        }
        return List.copyOf(found);
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E find(List<E> allowed, String text) {
        return allowed.stream().filter(e -> label(e).equals(text)).findFirst().orElse(null);
    }

    private static String oneOf(List<? extends Enum<?>> allowed) {
        return "allowed are " + String.join(", ", allowed.stream().map(Section::label).toList());
    }

    /**
     * The texts of a list, null for each that is none, its problem noted; null altogether if the
     * key is absent or, the problem noted, no list.
     */
    List<String> list(String key, String allowed) {
        known.add(key);
        if (!values.containsKey(key)) {
            return null;
        }
        Object value = values.get(key);
        if (!(value instanceof List<?> list)) {
            problems.add(path(key), isBlank(key) ? "no value" : "not a list", value,
                "a list such as [A, B]; " + allowed);
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof String text) {
                texts.add(text);
            } else {
                problems.add(path(key) + "[" + texts.size() + "]", "not a single value",
                    element, allowed);
                texts.add(null);
            }
        }
        return texts;
    }

    /** Keys and texts that are somebody else's to check, in the order of the keys. */
    Map<String, String> settings(String key) {
        Section below = section(key);
        Map<String, String> settings = new TreeMap<>();
        below.values.forEach((name, value) -> {
            if (value instanceof Map || value instanceof List) {
                problems.add(below.path(name), "not a single value", value, "text or a number");
                return;
            }
            String text = value == null ? "" : value.toString();
            if (name.length() > MAX_NAME_LENGTH || text.length() > MAX_VALUE_LENGTH) {
                problems.add(below.path(name), "too long", text, "names up to "
                    + MAX_NAME_LENGTH + ", values up to " + MAX_VALUE_LENGTH + " characters");
            }
            settings.put(name, text);
        });
        if (settings.size() > MAX_SETTINGS) {
            problems.add(below.path, "too many", settings.size(), "at most " + MAX_SETTINGS);
        }
        return settings;
    }

    /** Call last: names each key that nobody asked for, with the nearest that exists. */
    void rejectUnknown() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                String nearest = known.stream()
                    .min((a, b) -> Integer.compare(distance(key, a), distance(key, b)))
                    .orElseThrow();
                // More than half of it another word, and it is no slip.
                boolean near = key.startsWith(nearest) || nearest.startsWith(key)
                    || distance(key, nearest) * 2 <= Math.max(key.length(), nearest.length());
                problems.add(path(key), "unknown key, "
                    + (near ? "did you mean " + path(nearest) + "? " : "")
                    + "known here are " + String.join(", ", known));
            }
        }
    }

    private String scalar(String key, String allowed) {
        known.add(key);
        if (!values.containsKey(key)) {
            return null;
        }
        Object value = values.get(key);
        if (isBlank(key)) {
            problems.add(path(key), "no value", value, allowed + "; or leave out the key");
            return null;
        }
        if (!(value instanceof String text)) {
            problems.add(path(key), "not a single value", value, allowed);
            return null;
        }
        return text;
    }

    /** Edits, case apart, that turn one word into the other (Levenshtein). */
    private static int distance(String word, String other) {
        String a = word.substring(0, Math.min(word.length(), 64)).toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j - 1], diagonal) + 1);
            }
        }
        return row[b.length()];
    }
}
