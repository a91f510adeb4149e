package io.tickwire.engine.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TradeFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Given;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks in the instrument's scale, whatever the record's: -2 for prices, -3 for quantities. */
final class TickTest {
    private static final long ABSENT = Long.MIN_VALUE;

    @TempDir
    Path classes;

    private final Given given = new Given();
    private final InstrumentTable instruments = new InstrumentTable();

    @BeforeEach
    void instrument() {
        instruments.apply(given.instrument(1, "AAAUSDT", -3, 1));
    }

    private Trade trade(long price, int priceExponent, long quantity, int quantityExponent) {
        return Trade.of(given.aggregate(7, 1, 9, price, quantity)
            .exponents(priceExponent, quantityExponent), instruments);
    }

    @ParameterizedTest
    @CsvSource({
        "6512345, -2, 6512345", "65123450, -3, 6512345", "651234500000000, -10, 6512345",
        // Finer than the instrument: rounded half up, away from zero.
        "65123454, -3, 6512345", "65123455, -3, 6512346", "-65123454, -3, -6512345",
        "-65123455, -3, -6512346", "49, -4, 0", "50, -4, 1", "-50, -4, -1",
        // The largest there are.
        "9223372036854775807, -2, 9223372036854775807",
        "9223372036854775807, -3, 922337203685477581",
        "-9223372036854775807, -18, -922",
        // Coarser, where the instrument has become finer meanwhile.
        "651234, -1, 6512340", "92233720368547758, 0, 9223372036854775800",
        "92233720368547759, 0, -9223372036854775808", "0, 0, 0"})
    void aPriceComesInTheInstrumentsScale(long price, int exponent, long expected) {
        assertThat(trade(price, exponent, 1, -3).price()).isEqualTo(expected);
    }

    @Test
    void aQuantityHasTheScaleOfItsOwn() {
        assertThat(trade(1, -2, 1_500_000, -6).qty()).isEqualTo(1_500);
        assertThat(trade(1, -2, 1_500_499, -6).qty()).isEqualTo(1_500);
        assertThat(trade(1, -2, 1_500_500, -6).qty()).isEqualTo(1_501);
    }

    @Test
    void withoutAScaleThereAreNoNumbersInItButWhatTheVenueSentIsThere() {
        instruments.apply(given.provisional(2, "BBBUSDT"));
        Trade trade = Trade.of(given.aggregate(7, 2, 9, 7, 1_500), instruments);
        assertThat(trade.price()).isEqualTo(ABSENT);
        assertThat(trade.qty()).isEqualTo(ABSENT);
        assertThat(trade.priceAsDouble()).isEqualTo(0.07);
        assertThat(trade.qtyAsDouble()).isEqualTo(1.5);
    }

    @Test
    void aDoubleIsWhatTheVenueSent() {
        Trade finer = trade(65_123_455, -3, 1_500_499, -6);
        assertThat(finer.priceAsDouble()).isEqualTo(65_123.455);
        assertThat(finer.qtyAsDouble()).isEqualTo(1.500499);
        assertThat(trade(ABSENT, -2, ABSENT, -3).priceAsDouble()).isNaN();
    }

    @Test
    void aTradeSaysAllThatIsKnownOfIt() {
        Event event = given.after(5_000L).aggregate(7, 1, 42, 10_000, 1_000)
            .set(TradeFields.FIRST_ID, 100).set(TradeFields.LAST_ID, 105)
            .set(TradeFields.BUYER_MAKER, 1).set(TradeFields.EVENT_MS, 8);
        Trade trade = Trade.of(event, instruments);
        assertThat(trade.kind()).isEqualTo(StreamKind.TRADE);
        assertThat(List.of(trade.id(), trade.firstId(), trade.lastId(), trade.transactMs(),
            trade.eventMs(), trade.sequence(), trade.engineNs(), trade.receiveNs()))
            .containsExactly(42L, 100L, 105L, Given.START_NS / 1_000_000, 8L, 2L,
                Given.START_NS + 5_000, Given.START_NS + 4_000);
        assertThat(trade.instrumentId()).isEqualTo(1);
        assertThat(trade.source()).isEqualTo(Source.SOCKET);
        assertThat(trade.isBuyerMaker()).isTrue();
        assertThat(trade.isAggregate()).isTrue();
        event.set(TradeFields.BUYER_MAKER, ABSENT).set(TradeFields.AGGREGATE, 0);
        assertThat(trade.isBuyerMaker()).isFalse();
        assertThat(trade.isAggregate()).isFalse();
    }

    @Test
    void aQuoteHasTwoSides() {
        Event event = given.quote(7, 1, 5, 100_000, 2_000_000, 100_105, 3_000_500)
            .exponents(-3, -6).set(QuoteFields.TRANSACT_MS, 7);
        Quote quote = Quote.of(event, instruments);
        assertThat(quote.kind()).isEqualTo(StreamKind.QUOTE);
        assertThat(List.of(quote.bid(), quote.bidQty(), quote.ask(), quote.askQty(),
            quote.updateId(), quote.transactMs(), quote.eventMs())).containsExactly(
            10_000L, 2_000L, 10_011L, 3_001L, 5L, 7L, Given.START_NS / 1_000_000);
        assertThat(List.of(quote.bidAsDouble(), quote.bidQtyAsDouble(), quote.askAsDouble(),
            quote.askQtyAsDouble())).containsExactly(100.0, 2.0, 100.105, 3.0005);
        event.set(QuoteFields.ASK, ABSENT);
        assertThat(quote.ask()).isEqualTo(Quote.ABSENT);
    }

    @Test
    void statisticsHaveRatesAsDoubles() {
        Event event = given.stats(7, 1, 5).exponents(-3, -2).set(StatsFields.LAST, 100_005)
            .set(StatsFields.OPEN, 100_000).set(StatsFields.HIGH, 200_000)
            .set(StatsFields.LOW, 50_000).set(StatsFields.VOLUME, 123)
            .set(StatsFields.QUOTE_VOLUME, 9_999).set(StatsFields.CHANGE_PCT, -1_250)
            .set(StatsFields.COUNT, 11);
        Stats stats = Stats.of(event, instruments);
        assertThat(stats.kind()).isEqualTo(StreamKind.STATS);
        assertThat(List.of(stats.last(), stats.open(), stats.high(), stats.low(), stats.volume(),
            stats.count(), stats.eventMs()))
            .containsExactly(10_001L, 10_000L, 20_000L, 5_000L, 1_230L, 11L, 5L);
        assertThat(List.of(stats.lastAsDouble(), stats.openAsDouble(), stats.highAsDouble(),
            stats.lowAsDouble(), stats.volumeAsDouble(), stats.quoteVolume(),
            stats.changePercent())).containsExactly(100.005, 100.0, 200.0, 50.0, 1.23, 99.99,
            -1.25);
        event.set(StatsFields.VOLUME, Long.MAX_VALUE / 10 + 1);
        assertThat(stats.volume()).as("too large for three decimals").isEqualTo(ABSENT);
        event.set(StatsFields.VOLUME, Long.MAX_VALUE / 10);
        assertThat(stats.volume()).isEqualTo(Long.MAX_VALUE / 10 * 10);
    }

    @Test
    void aMarkPriceIsRoundedAndAFundingRateIsNot() {
        Event event = given.mark(7, 1, 5).exponents(-8, 0).set(MarkFields.MARK, 10_000_499_999L)
            .set(MarkFields.INDEX, 10_000_500_000L).set(MarkFields.FUNDING_RATE, -38_167)
            .set(MarkFields.NEXT_FUNDING_MS, 6);
        Mark mark = Mark.of(event, instruments);
        assertThat(mark.kind()).isEqualTo(StreamKind.MARK);
        assertThat(List.of(mark.mark(), mark.index(), mark.nextFundingMs(), mark.eventMs()))
            .containsExactly(10_000L, 10_001L, 6L, 5L);
        assertThat(List.of(mark.markAsDouble(), mark.indexAsDouble(), mark.fundingRate()))
            .containsExactly(100.00499999, 100.005, -0.00038167);
    }

    private List<String> errors(String call) {
        String source = "import io.tickwire.engine.signal.*;\n"
            + "class Mine implements Strategy {\n"
            + "    public void onTrade(Trade trade, StrategyContext context) {\n"
            + "        long price = " + call + ";\n    }\n}\n";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(
            URI.create("string:///Mine.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        compiler.getTask(new StringWriter(), null, found, List.of("-proc:none", "-Xlint:none",
            "-d", classes.toString(), "-cp",
            System.getProperty("java.class.path")), null, List.of(file)).call();
        return found.getDiagnostics().stream().map(each -> each.getCode()).toList();
    }

    @Test
    void askingATradeForABidDoesNotCompile() {
        assertThat(errors("trade.price()")).isEmpty();
        assertThat(errors("trade.bid()"))
            .containsExactly("compiler.err.cant.resolve.location.args");
        assertThat(errors("((Quote) trade).bid()")).containsExactly("compiler.err.prob.found.req");
    }
}
