package io.tickwire.perf.micro;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.perf.report.BenchPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as lines of a table, as one JSON object, and as a page with plots. */
final class MicroPage {
    private static final int LABEL_WIDTH = 170;
    private static final int BAR_WIDTH = 480;
    private static final int ROW_HEIGHT = 24;

    private final MicroResults results;
    private final String machine;

    /**
     * Of some results.
     *
     * @param results measured
     * @param machine they were measured on, in words
     */
    MicroPage(MicroResults results, String machine) {
        this.results = results;
        this.machine = machine;
    }

    /** @return rows of cells, heads first */
    List<List<String>> table() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("what", "by", "ns", "lowest", "highest", "other load"));
        for (MicroResults.Result result : results.all()) {
            rows.add(List.of(result.row().group(), result.row().label(),
                ns(result.medianNs()), ns(result.lowestNs()), ns(result.highestNs()),
                result.otherLoad() < 0 ? "unknown"
                    : String.format(Locale.ROOT, "%.2f", result.otherLoad())));
        }
        return rows;
    }

    private static String ns(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** @return everything, for scripts */
    String json() {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode().put("machine", machine)
            .put("verdict", results.verdict()).put("judged", results.mayBeJudged());
        putLoad(root, results.otherLoad());
        ArrayNode rows = root.putArray("rows");
        for (MicroResults.Result result : results.all()) {
            ObjectNode row = rows.addObject().put("what", result.row().group())
                .put("by", result.row().label()).put("ns", result.medianNs())
                .put("lowest_ns", result.lowestNs()).put("highest_ns", result.highestNs());
            putLoad(row, result.otherLoad());
        }
        ArrayNode bars = root.putArray("bars");
        for (MicroResults.Bar bar : results.bars()) {
            bars.addObject().put("name", bar.name()).put("ratio", bar.ratio())
                .put("most", bar.most()).put("kept", bar.isKept());
        }
        return root.toPrettyString();
    }

    private static void putLoad(ObjectNode node, double load) {
        if (load < 0) {
            node.putNull("other_load");
        } else {
            node.put("other_load", load);
        }
    }

    /** @return a page that needs nothing but itself */
    String html() {
        StringBuilder page = new StringBuilder("""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Tickwire: bench micro</title>
            <style>body{font:15px sans-serif;margin:2em;max-width:760px}
            text{font:13px sans-serif}.own{fill:#2b6cb0}.other{fill:#a0aec0}</style></head><body>
            <h1>bench micro</h1>
            """);
        page.append("<p>").append(BenchPage.escaped(machine)).append("</p>\n<p>")
            .append(BenchPage.escaped(results.verdict())).append("</p>\n<ul>\n");
        results.bars().forEach(bar ->
            page.append("<li>").append(BenchPage.escaped(bar.line())).append("</li>\n"));
        page.append("</ul>\n");
        groups().forEach((group, rows) -> plot(page, group, rows));
        return page.append("</body></html>\n").toString();
    }

    private Map<String, List<MicroResults.Result>> groups() {
        Map<String, List<MicroResults.Result>> groups = new LinkedHashMap<>();
        results.all().forEach(result -> groups.computeIfAbsent(
            result.row().group(), group -> new ArrayList<>()).add(result));
        return groups;
    }

    private static void plot(
        StringBuilder page, String group, List<MicroResults.Result> rows) {
        double longest = rows.stream().mapToDouble(MicroResults.Result::medianNs).max().orElse(1);
        page.append("<h2>").append(BenchPage.escaped(group)).append(", ns</h2>\n");
        page.append(String.format(Locale.ROOT, "<svg width=\"%d\" height=\"%d\" role=\"img\">%n",
            LABEL_WIDTH + BAR_WIDTH + 80, rows.size() * ROW_HEIGHT));
        for (int i = 0; i < rows.size(); i++) {
            MicroResults.Result result = rows.get(i);
            int y = i * ROW_HEIGHT;
            int width = (int) Math.max(1, Math.round(result.medianNs() / longest * BAR_WIDTH));
            page.append(String.format(Locale.ROOT, "<text x=\"0\" y=\"%d\">%s</text>"
                    + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                    + "<text x=\"%d\" y=\"%d\">%s</text>%n",
                y + 16, BenchPage.escaped(result.row().label()),
                result.row().label().equals(MicroRow.TICKWIRE) ? "own" : "other", LABEL_WIDTH,
                y + 3, width, ROW_HEIGHT - 6, LABEL_WIDTH + width + 6, y + 16,
                ns(result.medianNs())));
        }
        page.append("</svg>\n");
    }
}
