package io.tickwire.transport.recording;

import io.tickwire.engine.text.TextCut;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Says what a line that cannot be taken looks like, and how it should look. */
final class LineForm {
    private static final int LOOKED_AT = 200;
    private static final int SHOWN = 40;
    private static final int CSV_COMMAS = 2;
    private static final Pattern ISO_TIME =
        Pattern.compile("\\D{0,2}[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*");
    private static final String WANTED =
        "; a line is the receive time, as a number since 1970, a space, and the message";
    private static final double S_NS = 1e9;
    private static final double MS_NS = 1e6;
    private static final long MINUTE_S = 60;
    private static final long HOUR_S = 3_600;
    private static final long DAY_S = 86_400;

    private LineForm() {
    }

    /** What is wrong with a line that was refused. */
    static String of(RecordedLine line) {
        String text = new String(line.bytes(), 0, Math.min(line.length(), LOOKED_AT),
            StandardCharsets.UTF_8).strip().replaceAll("[\\p{Cntrl}\\ufffd]", "?");
        return switch (line.kind()) {
            case TOO_LONG -> "refused: longer than what is read, " + line.fullLength() + " bytes";
            case BAD_TIME -> text.startsWith("{") || text.startsWith("[")
                ? "refused: JSON without a receive time before it" + WANTED
                : "refused: no time in s, ms, us or ns since 1970: " + text.split("\\s", 2)[0];
            default -> "refused: " + form(text) + WANTED;
        };
    }

    private static String form(String text) {
        return ISO_TIME.matcher(text).matches() ? "times in ISO 8601 are not read"
            : text.chars().filter(c -> c == ',').count() >= CSV_COMMAS ? "it looks like CSV"
            : text.startsWith("<") ? "it looks like XML or HTML"
            : "no known form: " + TextCut.chars(text, SHOWN);
    }

    /** What is wrong with a file, after its name unless that is there already. */
    static String ofFile(String name, String message) {
        return message.startsWith(name + ": ") ? message : name + ": " + message;
    }

    static String name(TimeUnit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    /** A span of time in its two largest units. */
    static String span(long ns) {
        long s = ns / (long) S_NS;
        if (s >= DAY_S) {
            return s / DAY_S + " d " + s % DAY_S / HOUR_S + " h";
        }
        if (s >= HOUR_S) {
            return s / HOUR_S + " h " + s % HOUR_S / MINUTE_S + " m";
        }
        if (s >= MINUTE_S) {
            return s / MINUTE_S + " m " + s % MINUTE_S + " s";
        }
        return s > 0 ? String.format(Locale.ROOT, "%.3f s", ns / S_NS)
            : String.format(Locale.ROOT, "%.3f ms", ns / MS_NS);
    }
}
