package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.Source;
import io.tickwire.transport.binance.Recorder.Seen;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each clause of the decoder of REST replies by hand. */
class RestDecoderTest {
    private final Recorder recorder = new Recorder(RowPolicy.LISTED);

    @BeforeEach
    void listing() {
        recorder.list("ABCUSDT", -2, -3);
        recorder.list("\u5e01\u5b89USDT", 0, 0);
    }

    private Seen one(FeedCall call, String body) {
        List<Seen> seen = recorder.decode(call, body);
        assertThat(seen).hasSize(1);
        return seen.get(0);
    }

    private static String values(Seen seen) {
        return seen.symbol() + " " + seen.values().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue().toPlainString())
            .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "QUOTE|ABCUSDT ask=83091.70 ask_qty=3.763 bid=83091.60 bid_qty=4.215 "
            + "transact_ms=1791400000100",
        "PRICE|ABCUSDT event_ms=1791400000100 last=83091.60",
        "STATS|ABCUSDT change_pct=-3.550 count=3538937 event_ms=1791400002123 high=86664.900 "
            + "last=83091.600 low=82706.200 open=86150.000 quote_volume=14374214019.710 "
            + "volume=170340.583",
        "MARK|ABCUSDT event_ms=1791400004000 funding_rate=-0.00000078 index=83123.65891304 "
            + "mark=83084.30000000 next_funding_ms=1791417600000",
        "TRADE|ABCUSDT aggregate=1 buyer_maker=0 first_id=8153634393 id=3477868433 "
            + "last_id=8153634394 price=83091.70 qty=0.022 transact_ms=1791400003338"})
    void aRowIsATick(FeedCall call, String expected) {
        String row = RestMessages.of(call);
        assertThat(values(one(call, row))).isEqualTo(expected);
        assertThat(values(one(call, " [ " + row + " ] "))).isEqualTo(expected);
    }

    @Test
    void aTickOfAPollSaysWhatItIs() {
        byte[] body = RestMessages.QUOTE.getBytes(StandardCharsets.UTF_8);
        long before = recorder.ring.published();
        recorder.rest.onTicks(
            FeedCall.QUOTE, 0, Source.POLL, 1_700_000_000_000_000_000L, recorder.copied(body),
            body.length);
        Event tick = recorder.ring.wrap(new Event(), before + 1);
        assertThat(tick.type()).isEqualTo(EventType.QUOTE);
        assertThat(tick.sourceCode()).isEqualTo(Source.POLL.ordinal());
        assertThat(tick.link()).isZero();
        assertThat(tick.receiveNs()).isEqualTo(1_700_000_000_000_000_000L);
        assertThat(tick.frameLength()).isEqualTo(body.length);
        assertThat(tick.frameFormat()).isEqualTo(FrameFormat.REST.ordinal());
    }

    @Test
    void keysInAnyOrderWithUnknownOnesBetweenAndEscapes() {
        assertThat(values(one(FeedCall.PRICE, "{\"x\":{\"price\":\"1\"},\"time\":7,\"b\":[],"
            + "\"pr\\u0069ce\":\"2.5\",\"s\":\"X\",\"\":0,\"symbol\":\"\\u5e01\u5b89USD\\u0054\"}")))
            .isEqualTo("\u5e01\u5b89USDT event_ms=7 last=2.5");
    }

    @Test
    void keysOfSocketsAreNoneHere() {
        // The letters of a bookTicker beside the words of a quote.
        String row = RestMessages.QUOTE.replace("{", "{\"b\":1,\"B\":2,\"a\":3,\"A\":4,\"T\":5,"
            + "\"E\":6,\"u\":7,\"e\":\"trade\",\"s\":8,\"stream\":9,\"data\":{},\"code\":1,");
        assertThat(values(one(FeedCall.QUOTE, row)))
            .isEqualTo(values(one(FeedCall.QUOTE, RestMessages.QUOTE)));
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTE", "PRICE", "STATS", "MARK"})
    void rowsOfOthersAreLeftOutAndCounted(FeedCall call) {
        String row = RestMessages.of(call);
        String all = "[" + row.replace("ABCUSDT", "XYZUSDT") + "," + row + ","
            + row.replace("ABCUSDT", "\u5e01\u5b89USDT") + "]";
        assertThat(recorder.decode(call, all)).extracting(Seen::symbol)
            .containsExactly("ABCUSDT", "\u5e01\u5b89USDT");
        assertThat(recorder.rest.counters().unlisted()).isEqualTo(1);
        assertThat(recorder.table.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [ ] ", "{}", "[{}]", "[1,null,[],\"x\"]", "7", "null", "\"x\"",
        "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"})
    void whatHasNoRowIsNoTick(String body) {
        for (FeedCall call : RestMessages.CALLS) {
            assertThat(recorder.decode(call, body)).isEmpty();
        }
        assertThat(recorder.rest.counters().others()).isGreaterThanOrEqualTo(5);
        assertThat(recorder.rest.counters().rejected()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{\"symbol\":\"ABCUSDT\"", "<html>", "[{}] x"})
    void whatIsNoJsonIsRejectedWhole(String body) {
        for (FeedCall call : RestMessages.CALLS) {
            Seen rejected = one(call, body);
            assertThat(rejected.reason()).isEqualTo(RejectReason.NOT_JSON);
            assertThat(rejected.text()).isEqualTo(body);
        }
    }

    @Test
    void nothingOfATornArrayIsPublished() {
        String torn = "[" + RestMessages.TRADE + "," + RestMessages.TRADE;
        assertThat(one(FeedCall.TRADE, torn).reason()).isEqualTo(RejectReason.NOT_JSON);
    }

    @Test
    void aBadRowDoesNotHurtTheOthers() {
        String wrong = RestMessages.TRADE.replace("\"83091.70\"", "83091.70");
        String large = RestMessages.TRADE.replace("3477868433", "9223372036854775808");
        String array = "[" + RestMessages.TRADE + "," + wrong + ", " + large + ","
            + RestMessages.TRADE + "]";
        List<Seen> seen = recorder.decode(FeedCall.TRADE, array);
        assertThat(seen).extracting(Seen::type).containsExactly(
            EventType.TRADE, EventType.REJECTED, EventType.REJECTED, EventType.TRADE);
        assertThat(seen.get(1).reason()).isEqualTo(RejectReason.WRONG_TYPE);
        assertThat(seen.get(1).text()).isEqualTo(wrong);
        assertThat(seen.get(2).reason()).isEqualTo(RejectReason.OUT_OF_RANGE);
        assertThat(seen.get(2).get("frame_offset")).isEqualTo("" + array.indexOf(large));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "QUOTE|\"symbol\"|\"Symbol\"|MISSING_FIELD", "QUOTE|\"ABCUSDT\"|7|WRONG_TYPE",
        "QUOTE|\"ABCUSDT\"|\"\"|BAD_SYMBOL", "QUOTE|\"time\"|\"x\"|MISSING_FIELD",
        "PRICE|1791400000100|\"1791400000100\"|WRONG_TYPE",
        "MARK|\"83084.30000000\"|\"0.1234567890123456789\"|OUT_OF_RANGE",
        "STATS|\"83091.60\"|\"\"|MISSING_FIELD", "TRADE|false|\"false\"|WRONG_TYPE"})
    void refusesRows(FeedCall call, String good, String bad, RejectReason reason) {
        assertThat(RestMessages.of(call)).contains(good);
        assertThat(one(call, RestMessages.of(call).replace(good, bad)).reason())
            .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"QUOTE, time, transact_ms", "PRICE, time, event_ms", "STATS, closeTime, event_ms",
        "MARK, time, event_ms", "MARK, nextFundingTime, next_funding_ms", "TRADE, T, transact_ms"})
    void timesInMicrosecondsAreScaledAndThoseOfNoClockRefused(
        FeedCall call, String key, String field) {
        String row = RestMessages.of(call);
        String time = Pattern.compile("\"" + key + "\":([0-9]+)").matcher(row).results()
            .findFirst().orElseThrow().group(1);
        assertThat(one(call, row.replace(key + "\":" + time, key + "\":" + time + "001"))
            .get(field)).isEqualTo(time);
        assertThat(one(call, row.replace(key + "\":" + time, key + "\":-" + time)).reason())
            .isEqualTo(RejectReason.BAD_TIME);
        assertThat(one(call, row.replace(key + "\":" + time, key + "\":" + time + "000000"))
            .reason()).isEqualTo(RejectReason.BAD_TIME);
    }

    @Test
    void aThousandTradesComeAsTheyStand() {
        String[] rows = new String[1000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = RestMessages.TRADE.replace("3477868433", "" + (500 + i));
        }
        List<Seen> seen = recorder.decode(FeedCall.TRADE, "[" + String.join(",", rows) + "]");
        assertThat(seen).hasSize(1000);
        assertThat(seen.get(0).get("id")).isEqualTo("500");
        assertThat(seen.get(999).get("id")).isEqualTo("1499");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"serverTime\":1791400000123}|1791400000123|", "{\"x\":1,\"serverTime\":0}|0|",
        "{\"serverTime\":9223372036854}|9223372036854|",
        "{\"serverTime\":1791400000123456}|1791400000123|",
        "{\"serverTime\":9223372036855}||OUT_OF_RANGE", "{\"serverTime\":-1}||OUT_OF_RANGE",
        "{\"serverTime\":99999999999999999999}||OUT_OF_RANGE",
        "{\"serverTime\":\"1\"}||WRONG_TYPE", "{\"serverTime\":1.0}||WRONG_TYPE",
        "{}||MISSING_FIELD", "[]||MISSING_FIELD", "{\"serverTime\":1||NOT_JSON"})
    void readsTheVenuesTime(String body, Long timeMs, RejectReason reason) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long read = recorder.rest.onTime(1, recorder.copied(bytes), bytes.length);
        assertThat(read).isEqualTo(timeMs == null ? Event.ABSENT : timeMs);
        assertThat(recorder.drain()).extracting(Seen::reason)
            .isEqualTo(reason == null ? List.of() : List.of(reason));
    }

    @Test
    void otherBodiesAreFramesAndNoMore() {
        byte[] bytes = RestMessages.QUOTE.getBytes(StandardCharsets.UTF_8);
        recorder.rest.onOther(1, recorder.copied(bytes), bytes.length);
        Event frame = recorder.ring.wrap(new Event(), recorder.ring.published());
        assertThat(frame.type()).isEqualTo(EventType.FRAME);
        assertThat(frame.varText()).isEqualTo(RestMessages.QUOTE);
    }

    @Test
    void theClockBringsNoTicks() {
        assertThatThrownBy(() -> recorder.decode(FeedCall.CLOCK, "{}"))
            .isInstanceOf(IllegalArgumentException.class);
    }
}
