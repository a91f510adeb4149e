package io.tickwire.perf.micro;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.perf.report.OtherLoad;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MicroResultsTest {
    private final MicroResults results = new MicroResults();

    private void add(String kind, String label, double ns, double otherLoad) {
        MicroRow row = new MicroRow(MicroRow.decodeGroup(kind), label, "a.B.c", kind);
        results.add(new MicroResults.Result(row, ns, ns - 1, ns + 1, otherLoad));
    }

    private void ticker(double oursNs, double scanNs, double libraryNs, double otherLoad) {
        add("24hrTicker", MicroRow.TICKWIRE, oursNs, otherLoad);
        add("24hrTicker", MicroRow.QUOTE_SCAN, scanNs, 0);
        add("24hrTicker", MicroRow.FASTJSON, libraryNs, 0);
    }

    @Test
    void whatIsJustWithinABarKeepsIt() {
        ticker(250, 50, 500, 0.5);
        assertThat(results.bars()).extracting(MicroResults.Bar::line).containsExactly(
            "decode 24hrTicker / floor: quote scan: 5.00, at most 5.00: OK",
            "decode 24hrTicker / fastjson2: 0.50, at most 0.50: OK");
        assertThat(results.verdict()).isEqualTo("micro: 2 of 2 within their bars");
        assertThat(results.isFailed()).isFalse();
    }

    @Test
    void whatIsBeyondItFails() {
        ticker(251, 50, 504, 0);
        assertThat(results.verdict()).isEqualTo("micro: 1 of 2 within their bars");
        assertThat(results.isFailed()).isTrue();
    }

    @Test
    void nothingIsJudgedOnABusyMachine() {
        ticker(1_000, 50, 504, 0.51);
        assertThat(results.verdict())
            .isEqualTo("micro: not judged: others had 0.51 of a core, more than 0.5");
        assertThat(results.isFailed()).isFalse();
    }

    @Test
    void allIsJudgedWhereTheSystemDoesNotTell() throws IOException {
        for (String label : List.of(MicroRow.TICKWIRE, MicroRow.QUOTE_SCAN, MicroRow.FASTJSON)) {
            add("24hrTicker", label, 1_000, OtherLoad.UNKNOWN);
        }
        assertThat(results.verdict()).isEqualTo("micro: 1 of 2 within their bars");
        assertThat(results.isFailed()).isTrue();
        MicroPage page = new MicroPage(results, "");
        assertThat(page.table().get(1)).endsWith("unknown");
        assertThat(new ObjectMapper().readTree(page.json()).get("other_load").isNull()).isTrue();
    }

    @Test
    void thePageAndTheObjectSayTheSame() throws IOException {
        ticker(250, 50, 500, 0.25);
        MicroPage page = new MicroPage(results, "2 <fast> processors");
        JsonNode root = new ObjectMapper().readTree(page.json());
        assertThat(root.get("verdict").asText()).isEqualTo("micro: 2 of 2 within their bars");
        assertThat(root.get("rows").get(1).get("ns").asDouble()).isEqualTo(50);
        assertThat(root.get("rows").get(0).get("other_load").asDouble()).isEqualTo(0.25);
        assertThat(page.html()).contains("2 &lt;fast&gt; processors", "<svg", "250.0")
            .doesNotContain("<fast>");
        assertThat(page.table().get(2)).containsExactly(
            "decode 24hrTicker", "floor: quote scan", "50.0", "49.0", "51.0", "0.00");
    }
}
