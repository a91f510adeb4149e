package io.tickwire.transport.netty;

import java.util.regex.Pattern;

/** Makes text of a server safe to print. Not for the hot path. */
final class Printable {
    // Also those beyond ASCII: they could turn a terminal's line into another.
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}]+");

    private Printable() {
    }

    /** On one line, without control characters. */
    static String of(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").trim();
    }
}
