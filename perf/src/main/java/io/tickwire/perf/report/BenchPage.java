package io.tickwire.perf.report;

import java.util.List;

/** What a bench has measured as a page: plots and table, in one file that needs no other. */
public final class BenchPage {
    private BenchPage() {
    }

    /**
     * Writes it.
     *
     * @param title  of the page
     * @param about  lines on what it was measured on
     * @param cells  of the table, the first row its header
     * @param charts above it
     * @return HTML
     */
    public static String of(
        String title, List<String> about, List<List<String>> cells, List<Chart> charts) {
        StringBuilder out = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n"
            + "<meta charset=\"utf-8\">\n<title>" + escaped(title) + "</title>\n<style>\n"
            + "body { font: 15px/1.4 system-ui, sans-serif; margin: 2em auto; max-width: 70em }\n"
            + "table { border-collapse: collapse; font-size: 13px }\n"
            + "th, td { padding: 2px 8px; text-align: right; border-bottom: 1px solid #ddd }\n"
            + "th:first-child, td:first-child { text-align: left }\n"
            + "</style>\n<h1>" + escaped(title) + "</h1>\n");
        about.forEach(line -> out.append("<p>").append(escaped(line)).append("</p>\n"));
        charts.forEach(chart -> out.append("<h2>").append(escaped(chart.title()))
            .append("</h2>\n").append(chart.svg()));
        out.append("<h2>All rows</h2>\n<table>\n");
        String cell = "th";
        for (List<String> row : cells) {
            out.append("<tr>");
            for (String text : row) {
                out.append('<').append(cell).append('>').append(escaped(text))
                    .append("</").append(cell).append('>');
            }
            out.append("</tr>\n");
            cell = "td";
        }
        return out.append("</table>\n</html>\n").toString();
    }

    /**
     * Text as HTML and SVG have it.
     *
     * @param text of any characters
     * @return the same for a reader
     */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            .replace("\"", "&quot;");
    }
}
