package io.tickwire.engine.event;

import java.util.List;

/**
 * One long of a body.
 *
 * @param name   as it stands in CSV headers and divergence reports
 * @param unit   what the long means
 * @param offset bytes from the start of the record
 * @param labels names of the values of a {@link Unit#LABEL}, else empty
 */
public record Field(String name, Unit unit, int offset, List<String> labels) {
    /**
     * Name of a value of a labelled field.
     *
     * @param value index
     * @return its label, or the number where a later version wrote one we do not know
     */
    public String label(long value) {
        return value >= 0 && value < labels.size()
            ? labels.get((int) value) : Long.toString(value);
    }
}
