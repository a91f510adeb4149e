package io.tickwire.engine.event;

import java.util.Locale;

/**
 * A value that is journaled as its ordinal and printed as its label. The order of the constants is
 * part of the journal format: add at the end, never change.
 */
public interface Label {
    /** @return the constant's name */
    String name();

    /** @return as it stands in CSV and reports */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
