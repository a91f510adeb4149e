package io.tickwire.perf.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {
    @Test
    void aTableIsAsWideAsItsCells() {
        assertThat(TextTable.lines(List.of(List.of("a", "rate", ""), List.of("long", "1", "OK"))))
            .containsExactly("a     rate", "long     1  OK");
    }

    @Test
    void aChartHasEachPointOfEachSeries() throws Exception {
        Chart chart = new Chart("Age", "messages/s", "us");
        chart.add("a", 1_000, 50);
        chart.add("a", 100_000, 200);
        chart.add("<b>", 1_000, 20);
        chart.add("nowhere", 0, 20);
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new InputSource(new StringReader(chart.svg())));
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(3);
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(2);
        assertThat(chart.svg()).contains("&lt;b&gt;").doesNotContain("nowhere");
    }

    @Test
    void aChartWithoutPointsIsOneAllTheSame() {
        assertThat(new Chart("Age", "a", "b").svg()).startsWith("<svg").doesNotContain("NaN");
    }

    @Test
    void aPageHasItsTable() {
        String page = BenchPage.of("Title", List.of("two & three"),
            List.of(List.of("stream"), List.of("quote")), List.of(new Chart("Age", "a", "b")));
        assertThat(page).contains("<h1>Title</h1>", "two &amp; three", "<th>stream</th>",
            "<td>quote</td>", "<h2>Age</h2>");
    }

    /** Fields of proc(5): user, nice, system, idle, iowait, irq, softirq, steal. */
    @Test
    void busyIsWhatIsNeitherIdleNorAnInterrupt() {
        assertThat(OtherLoad.busyNs("cpu  100 20 3 9999 77 5 6 400 0 0"))
            .isEqualTo(523 * 10_000_000L);
        assertThat(OtherLoad.objection(0.5)).isNull();
        assertThat(OtherLoad.objection(OtherLoad.UNKNOWN)).isNull();
        assertThat(OtherLoad.objection(0.75))
            .isEqualTo("not judged: others had 0.75 of a core, more than 0.5");
    }

    /** Fields 14 to 17 of proc(5): utime, stime, cutime, cstime, whatever the name is. */
    @Test
    void ownIsWhatTheProcessAndItsEndedChildrenUsed() {
        assertThat(OtherLoad.ownNs("1 (a) b) S 1 1 1 0 -1 4194560 1 2 3 4 50 60 70 80 20 0\n"))
            .isEqualTo((50 + 60 + 70 + 80) * 10_000_000L);
    }
}
