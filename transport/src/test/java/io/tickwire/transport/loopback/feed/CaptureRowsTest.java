package io.tickwire.transport.loopback.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.recording.RecordedLine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Times of REST rows made of a recording: what the frames say, where they say it. */
final class CaptureRowsTest {
    private final CaptureRows rows = new CaptureRows(
        new CaptureScan(List.of(new MarketSymbol("ABUSDT", 2, 0, 1, 1, 1)), Map.of()),
        CaptureTimes.kept());

    @Test
    void aQuoteHasItsTransactionTime() {
        frame("bookTicker", "\"T\":5,\"E\":6");

        assertThat(time(rows.bookTicker("ABUSDT"))).isEqualTo(5);
    }

    @Test
    void anOlderQuoteHasItsEventTime() {
        frame("bookTicker", "\"E\":6");

        assertThat(time(rows.bookTicker("ABUSDT"))).isEqualTo(6);
    }

    @Test
    void aQuoteWithoutTimesHasThatOfItsReceipt() {
        frame("bookTicker", "\"u\":1");

        assertThat(time(rows.bookTicker("ABUSDT"))).isEqualTo(1_626_992_741_062L);
    }

    @Test
    void aPriceIsThatOfTheNewestTradeOfEitherStream() {
        frame("trade", "\"p\":\"7.1\",\"T\":7");
        frame("aggTrade", "\"p\":\"7.2\",\"T\":8");
        String aggregateIsNewer = rows.price("ABUSDT");
        frame("trade", "\"p\":\"7.3\",\"T\":8");

        assertThat(List.of(aggregateIsNewer, rows.price("ABUSDT"))).containsExactly(
            "{\"symbol\":\"ABUSDT\",\"price\":\"7.2\",\"time\":8}",
            "{\"symbol\":\"ABUSDT\",\"price\":\"7.3\",\"time\":8}");
    }

    @Test
    void anIdWithoutTradeIsNoPrice() {
        frame("trade", "\"p\":\"7.1\",\"T\":7,\"X\":\"MARKET\"");
        frame("trade", "\"p\":\"0\",\"T\":9,\"X\": \"NA\"");

        assertThat(rows.price("ABUSDT"))
            .isEqualTo("{\"symbol\":\"ABUSDT\",\"price\":\"7.1\",\"time\":7}");
    }

    @Test
    void aMarkHasTheTimeOfItsEvent() {
        frame("markPrice@1s", "\"E\":1000,\"T\":28800000");

        assertThat(time(rows.premiumIndex("ABUSDT"))).isEqualTo(1000);
    }

    private static long time(String row) {
        JsonNode node = Client.json(row);
        return node.get("time").asLong();
    }

    private void frame(String stream, String fields) {
        String line = "1626992741.0625: {\"stream\":\"abusdt@" + stream + "\",\"data\":{\"s\":"
            + "\"ABUSDT\"," + fields + "}}";
        rows.onFrame(CaptureLine.of(RecordedLine.of(line)));
    }
}
