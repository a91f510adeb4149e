package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.transport.binance.Recorder.Seen;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each clause of the decoder by hand. */
class BinanceDecoderTest {
    private final Recorder all = new Recorder(RowPolicy.ALL);

    private Seen tick(String message) {
        List<Seen> ticks = all.decode(message).stream().filter(s -> s.type().isTick()).toList();
        assertThat(ticks).hasSize(1);
        return ticks.get(0);
    }

    private Seen rejection(String message) {
        List<Seen> seen = all.decode(message);
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).type()).isEqualTo(EventType.REJECTED);
        return seen.get(0);
    }

    private static String values(Seen seen) {
        return seen.values().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()
            .toPlainString()).collect(Collectors.joining(" "));
    }

    @Test
    void ticker() {
        Seen stats = tick(Messages.TICKER);
        assertThat(stats.type()).isEqualTo(EventType.STATS);
        assertThat(stats.symbol()).isEqualTo("ABCUSDT");
        assertThat(values(stats)).isEqualTo("change_pct=-3.550 count=3538937 "
            + "event_ms=1791400002123 high=86664.900 last=83091.600 low=82706.200 open=86150.000 "
            + "quote_volume=14374214019.710 volume=170340.583");
    }

    @Test
    void spotTicker() {
        assertThat(values(tick(Messages.SPOT_TICKER))).isEqualTo("change_pct=250.0000 count=18151 "
            + "event_ms=1672515782136 high=0.0025 last=0.0025 low=0.0010 open=0.0010 "
            + "quote_volume=18 volume=10000");
    }

    @Test
    void miniTicker() {
        assertThat(values(tick(Messages.MINI_TICKER))).isEqualTo("event_ms=1654791477302 "
            + "high=0.03514 last=0.03454 low=0.03326 open=0.03468 quote_volume=8205498.12000 "
            + "volume=239547480.00000");
    }

    @ParameterizedTest
    @ValueSource(strings = {Messages.BOOK_TICKER, Messages.COIN_BOOK_TICKER})
    void bookTickerWithTimes(String message) {
        assertThat(tick(message).values()).containsKeys("update_id", "transact_ms", "event_ms");
    }

    @Test
    void bookTicker() {
        assertThat(values(tick(Messages.BOOK_TICKER))).isEqualTo("ask=83091.70 ask_qty=3.763 "
            + "bid=83091.60 bid_qty=4.215 event_ms=1791400002658 transact_ms=1791400002657 "
            + "update_id=11757092630476");
    }

    @Test
    void spotBookTickerHasNoNameAndNoTimes() {
        assertThat(values(tick(Messages.SPOT_BOOK_TICKER))).isEqualTo("ask=29010.91000000 "
            + "ask_qty=3.99953000 bid=29010.90000000 bid_qty=13.94302000 update_id=19575390521");
        assertThat(rejection("{\"u\":1,\"s\":\"A\",\"b\":\"1\",\"B\":\"1\",\"a\":\"1\"}").reason())
            .isEqualTo(RejectReason.MISSING_FIELD);
    }

    @Test
    void aggTrade() {
        assertThat(values(tick(Messages.AGG_TRADE))).isEqualTo("aggregate=1 buyer_maker=0 "
            + "event_ms=1791400003488 first_id=8153634393 id=3477868433 last_id=8153634394 "
            + "price=83091.70 qty=0.022 transact_ms=1791400003338");
    }

    @Test
    void trade() {
        assertThat(values(tick(Messages.TRADE))).isEqualTo("aggregate=0 buyer_maker=1 "
            + "event_ms=1791400003345 id=8153634395 price=83091.70 qty=0.010 "
            + "transact_ms=1791400003340");
        assertThat(values(tick(Messages.SPOT_TRADE))).isEqualTo("aggregate=0 buyer_maker=0 "
            + "event_ms=1592591955766 id=343719861 price=9302.00000000 qty=0.00101900 "
            + "transact_ms=1592591955765");
        assertThat(values(tick(Messages.TRADE.replace("MARKET", "INSURANCE_FUND"))))
            .contains("id=8153634395");
    }

    @Test
    void tradesThatAreNoneAreCounted() {
        assertThat(all.decode(Messages.NA_TRADE)).isEmpty();
        assertThat(all.decode(Messages.NA_TRADE.replace("\"p\":\"0\"", "\"p\":5"))).isEmpty();
        assertThat(all.decoder.counters().notAvailable()).isEqualTo(2);
    }

    @Test
    void markPrice() {
        assertThat(values(tick(Messages.MARK))).isEqualTo("event_ms=1791400004000 "
            + "funding_rate=-0.00000078 index=83123.65891304 mark=83084.30000000 "
            + "next_funding_ms=1791417600000");
    }

    @Test
    void markPriceWithoutFunding() {
        assertThat(values(tick(Messages.COIN_MARK))).isEqualTo(
            "event_ms=1654858230006 mark=29996.97713232 next_funding_ms=0");
    }

    @Test
    void exponentsAreTheMostDecimalsAndAtLeastTheInstruments() {
        all.list("ABCUSDT", -4, -6);
        Seen quote = tick(Messages.BOOK_TICKER);
        assertThat(quote.priceExponent()).isEqualTo(-4);
        assertThat(quote.quantityExponent()).isEqualTo(-6);
        Seen mark = tick(Messages.MARK);
        assertThat(mark.priceExponent()).isEqualTo(-8);
        Seen stats = tick(Messages.TICKER.replace("\"v\":\"170340.583\"",
            "\"v\":\"170340.5831234\""));
        assertThat(stats.priceExponent()).isEqualTo(-4);
        assertThat(stats.quantityExponent()).isEqualTo(-7);
    }

    @Test
    void firstTickMakesTheInstrumentWithinItsFrame() {
        List<Seen> seen = all.decode(Messages.TICKER);
        assertThat(seen).extracting(Seen::type)
            .containsExactly(EventType.INSTRUMENT, EventType.STATS);
        Seen instrument = seen.get(0);
        assertThat(instrument.text()).isEqualTo("ABCUSDT");
        assertThat(instrument.values()).isEmpty();
        assertThat(instrument.priceExponent()).isEqualTo(-2);
        assertThat(instrument.quantityExponent()).isEqualTo(-3);
        assertThat(all.table.count()).isEqualTo(1);
        assertThat(all.decode(Messages.AGG_TRADE)).extracting(Seen::type)
            .containsExactly(EventType.TRADE);
    }

    @Test
    void aRefusedTickMakesNoInstrument() {
        rejection(Messages.TRADE.replace("\"t\":8153634395,", ""));
        assertThat(all.table.count()).isZero();
    }

    @Test
    void listedIgnoresAndCountsOtherSymbols() {
        Recorder listed = new Recorder(RowPolicy.LISTED);
        listed.list("ABCUSDT", -2, -3);
        assertThat(listed.decode(Messages.MINI_TICKER)).isEmpty();
        assertThat(listed.decode(Messages.TICKER)).hasSize(1);
        assertThat(listed.decoder.counters().unlisted()).isEqualTo(1);
        assertThat(listed.decoder.counters().ticks()).isEqualTo(1);
    }

    @Test
    void fullTable() {
        for (int i = 0; i < InstrumentTable.MAX_INSTRUMENTS - 1; i++) {
            all.list("S" + i, 0, 0);
        }
        assertThat(tick(Messages.TRADE.replace("ABCUSDT", "LAST")).symbol()).isEqualTo("LAST");
        assertThat(rejection(Messages.TRADE).reason()).isEqualTo(RejectReason.TOO_MANY_SYMBOLS);
        assertThat(tick(Messages.TRADE.replace("ABCUSDT", "S0")).symbol()).isEqualTo("S0");
    }

    @Test
    void symbols() {
        String most = "S".repeat(InstrumentTable.MAX_SYMBOL_LENGTH);
        assertThat(tick(Messages.TRADE.replace("ABCUSDT", most)).symbol()).isEqualTo(most);
        for (String bad : List.of("", most + "S", "\\ud83d")) {
            assertThat(rejection(Messages.TRADE.replace("ABCUSDT", bad)).reason())
                .isEqualTo(RejectReason.BAD_SYMBOL);
        }
        assertThat(tick(Messages.TRADE.replace("ABCUSDT", "\u5e01\u5b89USDT")).symbol())
            .isEqualTo("\u5e01\u5b89USDT");
        Seen same = tick(Messages.AGG_TRADE.replace("ABCUSDT", "\\u5e01\\u5B89USD\\u0054"));
        assertThat(same.symbol()).isEqualTo("\u5e01\u5b89USDT");
        assertThat(all.table.count()).isEqualTo(2);
        assertThat(tick(Messages.TRADE.replace("ABCUSDT", "\\u0041\\ud83d\\ude00")).symbol())
            .isEqualTo("A\ud83d\ude00");
    }

    @Test
    void escapesInKeysAndValues() {
        Seen trade = tick(Messages.TRADE.replace("\"e\":\"trade\"",
            "\"\\u0065\":\"tr\\u0061de\"").replace("\"83091.70\"", "\"83091\\u002e70\"")
            .replace("\"m\":", "\"\\u006D\" : "));
        assertThat(trade.get("price")).isEqualTo("83091.70");
        assertThat(trade.get("buyer_maker")).isEqualTo("1");
        assertThat(all.decode(Messages.NA_TRADE.replace("\"NA\"", "\"\\u004eA\""))).isEmpty();
    }

    @Test
    void theLastOfTwoCounts() {
        String twice = Messages.TRADE.replace("\"p\":", "\"p\":{\"x\":[1]},\"p\":7,\"p\":");
        assertThat(tick(twice).get("price")).isEqualTo("83091.70");
        assertThat(rejection(Messages.TRADE.replace("}", ",\"p\":7}")).reason())
            .isEqualTo(RejectReason.WRONG_TYPE);
        assertThat(tick("{\"stream\":1,\"data\":" + Messages.TICKER + ",\"data\":"
            + Messages.TRADE + "}").type()).isEqualTo(EventType.TRADE);
    }

    @Test
    void envelopesInAnyOrderAndArrays() {
        assertThat(tick(Messages.envelope("abcusdt@trade", Messages.TRADE)).type())
            .isEqualTo(EventType.TRADE);
        assertThat(tick(" { \"data\" : " + Messages.TRADE + " , \"x\":[{}], \"stream\" : \"s\" } ")
            .type()).isEqualTo(EventType.TRADE);
        String array = "[" + Messages.TICKER + " , " + Messages.MINI_TICKER + "]";
        assertThat(all.decode(array)).extracting(Seen::symbol)
            .containsExactly("ABCUSDT", "XYZUSD_PERP", "XYZUSD_PERP");
        assertThat(all.decode(Messages.envelope("!ticker@arr", array))).hasSize(2);
    }

    @Test
    void aBadRowDoesNotHurtTheOthers() {
        String bad = Messages.TICKER.replace("\"c\":\"83091.60\",", "");
        String array = " [" + Messages.TRADE + ", " + bad + "," + Messages.AGG_TRADE + "]";
        List<Seen> seen = all.decode(array);
        assertThat(seen).extracting(Seen::type).containsExactly(EventType.INSTRUMENT,
            EventType.TRADE, EventType.REJECTED, EventType.TRADE);
        Seen rejected = seen.get(2);
        assertThat(rejected.reason()).isEqualTo(RejectReason.MISSING_FIELD);
        assertThat(rejected.text()).isEqualTo(bad);
        assertThat(rejected.get("frame_offset")).isEqualTo("" + array.indexOf(bad));
        assertThat(rejected.get("length")).isEqualTo("" + bad.length());
    }

    @Test
    void nothingOfAMalformedMessageIsPublished() {
        String torn = "[" + Messages.TRADE + "," + Messages.AGG_TRADE;
        Seen rejected = rejection(torn);
        assertThat(rejected.reason()).isEqualTo(RejectReason.NOT_JSON);
        assertThat(rejected.text()).isEqualTo(torn);
        assertThat(rejection(Messages.TRADE + "x").reason()).isEqualTo(RejectReason.NOT_JSON);
        assertThat(rejection("").reason()).isEqualTo(RejectReason.NOT_JSON);
        assertThat(rejection("[".repeat(65)).reason()).isEqualTo(RejectReason.TOO_DEEP);
    }

    @Test
    void rejectedBytesAreCut() {
        String most = "x".repeat(BinanceDecoder.MAX_REJECTED_LENGTH);
        assertThat(rejection(most).flags()).isZero();
        assertThat(rejection(most).text()).isEqualTo(most);
        Seen cut = rejection(most + "y");
        assertThat(cut.flags()).isEqualTo(Flags.CUT);
        assertThat(cut.text()).isEqualTo(most);
        assertThat(cut.get("length")).isEqualTo("4097");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "\"p\":\"83091.70\"|\"p\":83091.70|WRONG_TYPE", "\"p\":\"83091.70\"|\"p\":null|WRONG_TYPE",
        "\"p\":\"83091.70\"|\"p\":\"8e3\"|WRONG_TYPE", "\"p\":\"83091.70\"|\"p\":\" 8\"|WRONG_TYPE",
        "\"p\":\"83091.70\"|\"p\":\".5\"|WRONG_TYPE", "\"p\":\"83091.70\"|\"p\":\"5.\"|WRONG_TYPE",
        "\"p\":\"83091.70\"|\"p\":\"\"|MISSING_FIELD", "\"p\":\"83091.70\"|\"x\":1|MISSING_FIELD",
        "\"p\":\"83091.70\"|\"p\":\"9223372036854775808\"|OUT_OF_RANGE",
        "\"p\":\"83091.70\"|\"p\":\"-9223372036854775808\"|OUT_OF_RANGE",
        "\"p\":\"83091.70\"|\"p\":\"0.0000000000000000001\"|OUT_OF_RANGE",
        "\"t\":8153634395|\"t\":\"8153634395\"|WRONG_TYPE", "\"t\":8153634395|\"t\":1.0|WRONG_TYPE",
        "\"t\":8153634395|\"t\":1e3|WRONG_TYPE",
        "\"t\":8153634395|\"t\":9223372036854775808|OUT_OF_RANGE",
        "\"t\":8153634395|\"t\":-9223372036854775808|OUT_OF_RANGE",
        "\"m\":true|\"m\":1|WRONG_TYPE", "\"m\":true|\"m\":\"true\"|WRONG_TYPE",
        "\"m\":true|\"M\":true|MISSING_FIELD", "\"s\":\"ABCUSDT\"|\"s\":7|WRONG_TYPE",
        "\"s\":\"ABCUSDT\"|\"S\":\"ABCUSDT\"|MISSING_FIELD"})
    void refusesFields(String good, String bad, RejectReason reason) {
        assertThat(Messages.TRADE).contains(good);
        assertThat(rejection(Messages.TRADE.replace(good, bad)).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"-5.25, -5.25", "+5.25, 5.25", "-0.00, 0.00", "007.5, 7.5",
        "0.123456789012345678, 0.123456789012345678", "9223372036854775807, 9223372036854775807",
        "1.000000000000000000000, 1.000000000000000000",
        "000000000000000000000000000000012.5, 12.5",
        "-9223372036854775807, -9223372036854775807"})
    void takesPlainDecimals(String text, String value) {
        assertThat(tick(Messages.TRADE.replace("83091.70", text)).get("price")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE + 1})
    void takesIdsOfALong(long id) {
        assertThat(tick(Messages.TRADE.replace("8153634395", "" + id)).get("id"))
            .isEqualTo("" + id);
    }

    @Test
    void pricesMustFitBesideEachOther() {
        String wide = Messages.BOOK_TICKER.replace("\"b\":\"83091.60\"",
            "\"b\":\"0.123456789012345678\"");
        assertThat(rejection(wide).reason()).isEqualTo(RejectReason.OUT_OF_RANGE);
        assertThat(rejection(Messages.TICKER.replace("82706.20", "0.12345678901234567"))
            .reason()).isEqualTo(RejectReason.OUT_OF_RANGE);
    }

    @Test
    void aVolumeThatDoesNotFitIsAbsentAndFlagged() {
        Seen narrow = tick(Messages.TICKER.replace("170340.583", "99999999999999999999"));
        assertThat(narrow.flags()).isEqualTo(Flags.QUANTITY_ABSENT);
        assertThat(narrow.get("volume")).isNull();
        assertThat(narrow.get("quote_volume")).isEqualTo("14374214019.71");
        Seen beside = tick(Messages.TICKER.replace("170340.583", "0.123456789012345678"));
        assertThat(beside.flags()).isEqualTo(Flags.QUANTITY_ABSENT);
        assertThat(beside.get("volume")).isEqualTo("0.123456789012345678");
        assertThat(beside.get("quote_volume")).isNull();
        assertThat(tick(Messages.MINI_TICKER).flags()).isZero();
    }

    @Test
    void whatFitsBesideEachOtherWithoutTheZerosThatEndItIsKept() {
        String large = Messages.TICKER.replace("170340.583", "14474283764783.00");
        Seen both = tick(large.replace("14374214019.71", "3413012.12000000"));
        assertThat(both.flags()).isZero();
        assertThat(both.get("volume")).isEqualTo("14474283764783.00");
        assertThat(both.get("quote_volume")).isEqualTo("3413012.12");
        Seen alone = tick(large.replace("14374214019.71", "3413012.12345678"));
        assertThat(alone.flags()).isEqualTo(Flags.QUANTITY_ABSENT);
        assertThat(alone.get("volume")).as("nothing is rounded, the base asset's is kept")
            .isEqualTo("14474283764783.00");
        assertThat(alone.get("quote_volume")).isNull();
        Seen zeros = tick(large.replace("14474283764783.00", "14474283764783.00000000"));
        assertThat(zeros.flags()).isZero();
        assertThat(new BigDecimal(zeros.get("volume"))).isEqualByComparingTo("14474283764783");
        assertThat(new BigDecimal(zeros.get("quote_volume")))
            .isEqualByComparingTo("14374214019.71");
        Seen quote = tick(Messages.BOOK_TICKER.replace("4.215", "92233720368547.00000000")
            .replace("3.763", "0.50000000"));
        assertThat(new BigDecimal(quote.get("bid_qty"))).isEqualByComparingTo("92233720368547");
        assertThat(new BigDecimal(quote.get("ask_qty"))).isEqualByComparingTo("0.5");
        Seen price = tick(Messages.MARK.replace("83084.30000000", "900000000000.10000000")
            .replace("83123.65891304", "900000000000.20000000")
            .replace("-0.00000078", "-0.01000000"));
        assertThat(new BigDecimal(price.get("mark"))).isEqualByComparingTo("900000000000.1");
        assertThat(new BigDecimal(price.get("funding_rate")))
            .isEqualByComparingTo("-0.01");
    }

    @ParameterizedTest
    @MethodSource("messagesWithTimes")
    void timesInMicrosecondsAreScaledAndThoseOfNoClockRefused(
        String message, String key, String field) {
        String time = Pattern.compile("\"" + key + "\":([0-9]+)").matcher(message)
            .results().findFirst().orElseThrow().group(1);
        String good = "\"" + key + "\":" + time;
        assertThat(tick(message).get(field)).isEqualTo(time);
        assertThat(tick(message.replace(good, good + "999")).get(field)).isEqualTo(time);
        assertThat(tick(message.replace(good, "\"" + key + "\":99999999999999")).get(field))
            .isEqualTo("99999999999999");
        for (String bad : List.of("-1", time + "000000", "100000000000000000",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808")) {
            assertThat(rejection(message.replace(good, "\"" + key + "\":" + bad)).reason())
                .as(bad).isEqualTo(RejectReason.BAD_TIME);
        }
    }

    static Stream<Arguments> messagesWithTimes() {
        return Stream.of(Arguments.of(Messages.TICKER, "E", "event_ms"),
            Arguments.of(Messages.MINI_TICKER, "E", "event_ms"),
            Arguments.of(Messages.BOOK_TICKER, "E", "event_ms"),
            Arguments.of(Messages.BOOK_TICKER, "T", "transact_ms"),
            Arguments.of(Messages.AGG_TRADE, "E", "event_ms"),
            Arguments.of(Messages.AGG_TRADE, "T", "transact_ms"),
            Arguments.of(Messages.TRADE, "E", "event_ms"),
            Arguments.of(Messages.TRADE, "T", "transact_ms"),
            Arguments.of(Messages.MARK, "E", "event_ms"),
            Arguments.of(Messages.MARK, "T", "next_funding_ms"));
    }

    @ParameterizedTest
    @MethodSource("rowsOfBothMarkets")
    void aSymbolOfBothMarketsIsToldWithWhatToDo(String spot, String futures) {
        String ofSpot = spot.replace("BNBBTC", "ABCUSDT");
        all.decode(Messages.MINI_TICKER);
        all.decode(ofSpot);
        all.decode(ofSpot.replace("ABCUSDT", "SPOTONLY"));
        all.decode(futures.replace("ABCUSDT", "FUTURESONLY"));
        assertThat(all.decoder.counters().warnings()).isEmpty();
        all.decode(futures);
        assertThat(all.decoder.counters().warnings()).containsExactly("ABCUSDT has rows of both"
            + " spot and futures, taken for one instrument, so that many count as older:"
            + " import each market by itself");
        all.decode(futures.replace("ABCUSDT", "SPOTONLY"));
        assertThat(all.decoder.counters().warnings()).singleElement().asString()
            .startsWith("ABCUSDT and 1 more have rows of both");
    }

    static Stream<Arguments> rowsOfBothMarkets() {
        List<String> futures = List.of(Messages.BOOK_TICKER, Messages.TRADE, Messages.AGG_TRADE,
            Messages.TICKER, Messages.MARK);
        return Stream.of(Messages.SPOT_BOOK_TICKER, Messages.SPOT_TRADE, Messages.SPOT_TICKER)
            .flatMap(spot -> futures.stream().map(other -> Arguments.of(spot, other)));
    }

    @Test
    void otherTrafficIsCountedByWhatItIs() {
        for (String message : List.of(Messages.DEPTH, Messages.SNAPSHOT, Messages.KLINE,
            "{\"e\":\"continuous_kline\"}", "{\"e\":\"forceOrder\",\"o\":{\"s\":\"A\"}}", "{}",
            "[]",
            "1", "\"e\"", "[1]", "{\"stream\":\"x\",\"data\":null}", "{\"e\":5}",
            Messages.envelope("s", Messages.DEPTH))) {
            assertThat(all.decode(message)).as(message).isEmpty();
        }
        BinanceCounters counters = all.decoder.counters();
        assertThat(counters.depth()).isEqualTo(3);
        assertThat(counters.klines()).isEqualTo(2);
        assertThat(counters.others()).isEqualTo(8);
        assertThat(counters.rejected()).isZero();
        assertThat(counters.frames()).isEqualTo(13);
    }

    @Test
    void repliesAreReported() {
        for (String reply : List.of(Messages.ACK, "{\"id\":12,\"result\":[\"a@b\"]}",
            "{\"result\":null,\"id\":\"x7\"}", "{\"result\":null,\"id\":null}",
            "{\"error\":{\"code\":4,\"msg\":\"Too many\"},\"id\":13}",
            "{\"error\":{\"code\":0,\"msg\":\"Unknown property\"}}", "{\"error\":\"x\",\"id\":1}",
            "{\"code\":2,\"msg\":\"Invalid request\",\"id\":14}")) {
            assertThat(all.decode(reply)).isEmpty();
        }
        assertThat(all.acks).containsExactly(
            "7:11:0", "7:12:0", "7:-:0", "7:-:0", "7:13:4", "7:-:-1", "7:1:-1", "7:14:2");
        assertThat(all.decoder.counters().acks()).isEqualTo(8);
    }

    @Test
    void theEndOfAConnectionIsAnnounced() {
        String shutdown = "{\"e\":\"serverShutdown\",\"E\":1791400002123}";
        for (String message : List.of(shutdown, Messages.envelope("!serverShutdown", shutdown),
            shutdown.replace("Shut", "\\u0053hut"))) {
            assertThat(all.decode(message)).isEmpty();
        }
        assertThat(all.acks).containsExactly("7:shutdown", "7:shutdown", "7:shutdown");
        for (String other : List.of(shutdown.replace("server", "Server"),
            shutdown.replace("\"e\"", "\"x\""), Messages.envelope("!serverShutdown", "null"))) {
            assertThat(all.decode(other)).isEmpty();
        }
        assertThat(all.acks).hasSize(3);
        assertThat(all.decoder.counters().others()).isEqualTo(6);
    }
}
