package io.tickwire.perf.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.perf.report.OtherLoad;
import io.tickwire.perf.report.Spread;
import io.tickwire.perf.report.TextTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code bench journal} has measured, beside what it is measured by. */
final class JournalRows {
    private static final double MB = 1e6;
    private static final double SECOND_NS = 1e9;
    private static final List<String> HEADS =
        List.of("what", "ns a record", "MB/s", "beside", "ratio", "bar");
    /** What is judged, and by what; a bar of 0 is none. */
    private static final List<Bar> BARS = List.of(
        new Bar("append a QUOTE", "copy, one CRC, a QUOTE", 0),
        new Bar("append a QUOTE and its frame", "copy, one CRC, a QUOTE and its frame", 0),
        new Bar("verify", "replay, compared", 2),
        new Bar("replay, compared", "bare read with CRC", 4),
        new Bar("dump as text", "replay, compared", 2));
    private static final String IMPORT = "import, by message";
    private static final double LEAST_IMPORT_MB_A_SECOND = 150;

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Bar(String what, String beside, double most) {
    }

    /** All that was measured of one thing, ns each, and the bytes of one. */
    private static final class Row {
        private final List<double[]> samples = new ArrayList<>();
        private double bytes;

        /** Of each round what it took in the middle, and of these the middle. */
        private double medianNs() {
            return median(samples.stream().mapToDouble(JournalRows::median).toArray());
        }

        private double mbPerSecond() {
            return bytes / medianNs() * SECOND_NS / MB;
        }
    }

    private static double median(double[] values) {
        return Spread.of(values).median();
    }

    /** One round of something that was done in batches. */
    void addBatches(String what, double[] ns, double bytes) {
        Row row = rows.computeIfAbsent(what, any -> new Row());
        row.samples.add(ns);
        row.bytes = bytes;
    }

    /** One round of something that took so long for so many. */
    void add(String what, long ns, long count, long bytes) {
        addBatches(what, new double[] {(double) ns / count}, (double) bytes / count);
    }

    private double ratio(Bar bar) {
        return rows.get(bar.what()).medianNs() / rows.get(bar.beside()).medianNs();
    }

    private boolean isWithin(Bar bar) {
        return bar.most() == 0 || ratio(bar) <= bar.most();
    }

    private boolean isImportWithin() {
        return rows.get(IMPORT).mbPerSecond() >= LEAST_IMPORT_MB_A_SECOND;
    }

    /** The table. */
    List<String> lines() {
        List<List<String>> table = new ArrayList<>(List.of(HEADS));
        rows.forEach((what, row) -> {
            Bar bar = BARS.stream().filter(one -> one.what().equals(what)).findFirst().orElse(null);
            table.add(List.of(what, number("%.1f", row.medianNs()),
                number("%.0f", row.mbPerSecond()), bar == null ? "" : bar.beside(),
                bar == null ? "" : number("%.2f", ratio(bar)),
                what.equals(IMPORT) ? ">= " + number("%.0f MB/s", LEAST_IMPORT_MB_A_SECOND)
                    : bar == null || bar.most() == 0 ? "" : "<= " + number("%.0f", bar.most())));
        });
        return TextTable.lines(table);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** Whether nothing is over its bar, or it cannot be judged. */
    boolean isWithinBars(double otherCores) {
        return OtherLoad.objection(otherCores) != null
            || BARS.stream().allMatch(this::isWithin) && isImportWithin();
    }

    /** The last line. */
    String verdict(double otherCores) {
        String objection = OtherLoad.objection(otherCores);
        if (objection != null) {
            return "journal: " + objection;
        }
        List<Bar> judged = BARS.stream().filter(bar -> bar.most() > 0).toList();
        long within = judged.stream().filter(this::isWithin).count() + (isImportWithin() ? 1 : 0);
        return "journal: " + within + " of " + (judged.size() + 1) + " within their bars";
    }

    /** Writes all of it into a file. */
    void write(Path file, String machine, String verdict, double otherCores) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(
            Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("machine", machine);
            json.writeStringField("verdict", verdict);
            if (otherCores >= 0) {
                json.writeNumberField("other_load", otherCores);
            } else {
                json.writeNullField("other_load");
            }
            json.writeArrayFieldStart("rows");
            for (Map.Entry<String, Row> entry : rows.entrySet()) {
                json.writeStartObject();
                json.writeStringField("what", entry.getKey());
                json.writeNumberField("ns", entry.getValue().medianNs());
                json.writeNumberField("mbPerSecond", entry.getValue().mbPerSecond());
                json.writeArrayFieldStart("rounds");
                for (double[] round : entry.getValue().samples) {
                    json.writeNumber(median(round));
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
