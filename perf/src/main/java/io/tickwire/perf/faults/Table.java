package io.tickwire.perf.faults;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as lines of text: the first column to the left, numbers to the right. */
public final class Table {
    private static final String GAP = "  ";

    private Table() {
    }

    /**
     * Lays rows out.
     *
     * @param rows all of one length, the first being the heads
     * @return a line each
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
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + pad : GAP + pad + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
