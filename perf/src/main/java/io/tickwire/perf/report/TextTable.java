package io.tickwire.perf.report;

import java.util.ArrayList;
import java.util.List;

/** A table for people: columns as wide as need be, the first to the left, others to the right. */
public final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {
    }

    /**
     * Lays it out.
     *
     * @param rows the first is the header; all have as many cells
     * @return lines without blanks at their ends
     */
    public static List<String> lines(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String blanks = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + blanks : GAP + blanks + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
