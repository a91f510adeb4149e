package io.tickwire.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.MarkFields;
import io.tickwire.engine.event.OrderIntentFields;
import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.SignalFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StatsFields;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.TimeInForce;
import io.tickwire.engine.event.TimerFields;
import io.tickwire.engine.event.TradeFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports, line by line. */
final class DumpTest {
    @TempDir
    Path folder;

    private Path session;
    private Path out;

    @BeforeEach
    void writeJournal() throws IOException {
        session = folder.resolve("session");
        out = folder.resolve("out");
        try (JournalBuilder journal = new JournalBuilder(session)) {
            head(journal);
            ticks(journal);
            decisions(journal);
            journal.input(EventType.END, Source.ENGINE, 0, 0, "");
            journal.append();
        }
    }

    /** What stands at the head of a segment is no row. */
    private static void head(JournalBuilder journal) {
        journal.head(EventType.INSTRUMENT, 1, "BTCUSDT");
        journal.append();
        journal.head(EventType.INSTRUMENT, 2, "A,\"B\"");
        journal.append();
        journal.head(EventType.SNAPSHOT, 0, "state");
        journal.append();
    }

    private static void ticks(JournalBuilder journal) {
        journal.input(EventType.INSTRUMENT, Source.REST, 1, 0, "BTCUSDT").exponents(-2, -3);
        journal.append();
        journal.input(EventType.QUOTE, Source.SOCKET, 1, 7, "").exponents(-2, -3)
            .set(QuoteFields.UPDATE_ID, 400_900_217).set(QuoteFields.BID, 6_512_340)
            .set(QuoteFields.BID_QTY, 31_210).set(QuoteFields.ASK, 6_512_350)
            .set(QuoteFields.ASK_QTY, 7)
            .set(QuoteFields.TRANSACT_MS, 1_700_000_000_001L)
            .set(QuoteFields.EVENT_MS, 1_700_000_000_002L);
        journal.append();
        journal.input(EventType.QUOTE, Source.POLL, 1, 7, "").exponents(2, 0)
            .set(QuoteFields.BID, 651).set(QuoteFields.BID_QTY, 0).set(QuoteFields.ASK, -3);
        journal.append();
        journal.input(EventType.TRADE, Source.BACKFILL, 1, 7, "").exponents(-8, -18)
            .set(TradeFields.ID, 5).set(TradeFields.PRICE, 1).set(TradeFields.QTY, Long.MAX_VALUE)
            .set(TradeFields.FIRST_ID, 5).set(TradeFields.LAST_ID, 6)
            .set(TradeFields.BUYER_MAKER, 1)
            .set(TradeFields.AGGREGATE, 0).set(TradeFields.TRANSACT_MS, 1_700_000_000_003L);
        journal.append();
        journal.input(EventType.STATS, Source.SOCKET, 1, 7, "").exponents(-3, 0)
            .flags(Flags.QUANTITY_ABSENT)
            .set(StatsFields.LAST, 100_500).set(StatsFields.OPEN, 100_000)
            .set(StatsFields.HIGH, 101_000)
            .set(StatsFields.LOW, 99_999).set(StatsFields.VOLUME, 12)
            .set(StatsFields.CHANGE_PCT, -500)
            .set(StatsFields.COUNT, 9).set(StatsFields.EVENT_MS, 4);
        journal.append();
        journal.input(EventType.MARK, Source.SOCKET, 1, 7, "").exponents(-8, 0)
            .set(MarkFields.MARK, 6_512_345_678_901L).set(MarkFields.INDEX, 6_512_000_000_000L)
            .set(MarkFields.FUNDING_RATE, -10_000).set(MarkFields.NEXT_FUNDING_MS, 0)
            .set(MarkFields.EVENT_MS, 5);
        journal.append();
        journal.input(EventType.TIMER, Source.ENGINE, 0, 0, "").set(TimerFields.LATE_NS, 0);
        journal.append();
    }

    private static void decisions(JournalBuilder journal) {
        journal.input(EventType.REJECTED, Source.SOCKET, 0, 7, "{bad").flags(Flags.CUT)
            .set(RejectedFields.REASON, RejectReason.NOT_JSON.ordinal())
            .set(RejectedFields.LENGTH, 4_000)
            .set(RejectedFields.FRAME_OFFSET, 0);
        journal.append();
        journal.output(EventType.FEED_STATUS, 2)
            .set(FeedStatusFields.KIND, StreamKind.TRADE.ordinal())
            .set(FeedStatusFields.FLAG, FeedFlag.YELLOW.ordinal())
            .set(FeedStatusFields.REASON, StatusReason.HOLE.ordinal())
            .set(FeedStatusFields.SILENCE_MS, 1_234).set(FeedStatusFields.GAP_MESSAGES, 3)
            .set(FeedStatusFields.FIRST_MISSING_ID, 41).set(FeedStatusFields.LAST_MISSING_ID, 43)
            .set(FeedStatusFields.FED_BY, Source.POLL.ordinal())
            .set(FeedStatusFields.STATE, FeedState.RECOVERING.ordinal())
            .set(FeedStatusFields.SINCE_NS, 1_700_000_000_000_000_000L)
            .set(FeedStatusFields.LAG_MS, 77);
        journal.commit();
        journal.output(EventType.SIGNAL, 2).set(SignalFields.CAUSE, 8)
            .set(SignalFields.SIDE, Side.SELL.ordinal()).set(SignalFields.CONFIDENCE, 723_000)
            .appendVar("Negative momentum, Volume spike".getBytes(StandardCharsets.UTF_8));
        journal.commit();
        journal.output(EventType.ORDER_INTENT, 1).exponents(-2, -3)
            .set(OrderIntentFields.CAUSE, 8).set(OrderIntentFields.CAUSE_ORDINAL, 2)
            .set(OrderIntentFields.SIDE, Side.BUY.ordinal())
            .set(OrderIntentFields.TYPE, OrderType.MARKET.ordinal())
            .set(OrderIntentFields.TIF, TimeInForce.IOC.ordinal()).set(OrderIntentFields.QTY, 1_500)
            .set(OrderIntentFields.REDUCE_ONLY, 0)
            .set(OrderIntentFields.HANDLE, 35_184_372_089_088L)
            .appendVar("0ABC".getBytes(StandardCharsets.US_ASCII));
        journal.commit();
    }

    private List<String> file(String type) throws IOException {
        return Files.readAllLines(out.resolve(type + ".csv"));
    }

    @Test
    void filesHaveTheColumnsAndRowsOfTheContract() throws IOException {
        assertThat(Result.journal("dump", session, "--out", out)).isEqualTo(new Result(0, "", ""));
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(
                "QUOTE.csv", "TRADE.csv", "STATS.csv", "MARK.csv", "SIGNAL.csv",
                "ORDER_INTENT.csv", "FEED_STATUS.csv", "REJECTED.csv");
        }
        assertThat(file("QUOTE")).containsExactly(
            "receive_ns,symbol,update_id,bid,bid_qty,ask,ask_qty,transact_ms,event_ms,"
                + "sequence,source,flags",
            "1700000000000001923,BTCUSDT,400900217,65123.40,31.210,65123.50,0.007,1700000000001,"
                + "1700000000002,2,socket,",
            "1700000000000002923,BTCUSDT,,65100,0,-300,,,,3,poll,");
        assertThat(file("TRADE")).containsExactly(
            "receive_ns,symbol,id,price,qty,first_id,last_id,buyer_maker,aggregate,transact_ms,"
                + "event_ms,sequence,source,flags",
            "1700000000000003923,BTCUSDT,5,0.00000001,9.223372036854775807,5,6,true,false,"
                + "1700000000003,,4,backfill,");
        assertThat(file("STATS")).containsExactly(
            "receive_ns,symbol,last,open,high,low,volume,quote_volume,change_pct,count,event_ms,"
                + "sequence,source,flags",
            "1700000000000004923,BTCUSDT,100.500,100.000,101.000,99.999,12,,-0.500,9,4,5,socket,"
                + "quantity-absent");
        assertThat(file("MARK")).containsExactly(
            "receive_ns,symbol,mark,index,funding_rate,next_funding_ms,event_ms,"
                + "sequence,source,flags",
            "1700000000000005923,BTCUSDT,65123.45678901,65120.00000000,-0.00010000,0,5,6,socket,");
        assertThat(file("REJECTED")).containsExactly(
            "receive_ns,stream,reason,length,bytes_base64,sequence,source,flags",
            "1700000000000007923,link 7,not json,4000,e2JhZA==,8,socket,cut");
        assertThat(file("FEED_STATUS")).containsExactly(
            "receive_ns,venue,symbol,kind,flag,reason,silence_ms,gap_messages,gap_ms,"
                + "sequence,source,flags,first_missing_id,last_missing_id,fed_by,state,since_ns,"
                + "lag_ms",
            "1700000000000007923,loopback,\"A,\"\"B\"\"\",trade,YELLOW,hole,1234,3,,8,engine,,"
                + "41,43,poll,recovering,1700000000000000000,77");
        assertThat(file("SIGNAL")).containsExactly(
            "receive_ns,symbol,sequence,cause,side,confidence,reasons,source,flags",
            "1700000000000007923,\"A,\"\"B\"\"\",8,8,SELL,0.723000,"
                + "\"Negative momentum, Volume spike\",engine,");
        assertThat(file("ORDER_INTENT")).containsExactly(
            "receive_ns,symbol,sequence,cause,client_id,side,type,tif,price,qty,reduce_only,"
                + "source,flags,handle",
            "1700000000000007923,BTCUSDT,8,8,0ABC,BUY,MARKET,IOC,,1.500,false,engine,,"
                + "35184372089088");
    }

    @Test
    void typesWithoutRowsAreHeadersOnly() throws IOException {
        Files.createDirectory(out);
        Result result = Result.journal("dump", session, "--type", "LINK,mark", "--out", out);
        assertThat(result).isEqualTo(new Result(0, "", ""));
        assertThat(file("LINK")).containsExactly(
            "receive_ns,link,symbol,fact,attempt,group,kind,close_code,http_status,error_code,"
                + "wait_ns,keep_alive_ns,words,sequence,ordinal,source,flags");
        assertThat(file("MARK")).hasSize(2);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void oneTypeGoesToStdout() {
        Result result = Result.journal("dump", session, "--type", "QUOTE", "--format", "csv");
        assertThat(result.code()).isZero();
        assertThat(result.lines()).hasSize(3);
        assertThat(result.lines().get(0)).startsWith("receive_ns,symbol,update_id");
        Result several = Result.journal("dump", session, "--type", "QUOTE,MARK", "--format", "csv");
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.out()).isEmpty();
        assertThat(several.err()).contains("needs one --type");
    }

    @Test
    void jsonIsJson() throws IOException {
        Result result = Result.journal("dump", session, "--format", "json");
        assertThat(result.code()).isZero();
        ObjectMapper mapper =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);
        List<JsonNode> rows = new ArrayList<>();
        for (String line : result.lines()) {
            rows.add(mapper.readTree(line));
        }
        assertThat(rows).hasSize(12);
        assertThat(rows.get(1).get("type").asText()).isEqualTo("QUOTE");
        assertThat(rows.get(1).get("bid").decimalValue()).isEqualByComparingTo("65123.40");
        assertThat(rows.get(2).has("ask_qty")).isFalse();
        assertThat(rows.get(3).get("buyer_maker").booleanValue()).isTrue();
        assertThat(rows.get(8).get("symbol").asText()).isEqualTo("A,\"B\"");
        assertThat(rows.get(10).get("type").asText()).isEqualTo("ORDER_INTENT");
        assertThat(rows.get(10).get("order_type").asText()).isEqualTo("MARKET");
    }

    @Test
    void textIsALineForEachRecord() {
        Result result = Result.journal("dump", session);
        assertThat(result.lines()).hasSize(12);
        assertThat(result.lines().get(10)).isEqualTo(
            "8.3 ORDER_INTENT receive_ns=1700000000000007923 symbol=BTCUSDT cause=8 client_id=0ABC side=BUY type=MARKET tif=IOC qty=1.500"
            + " reduce_only=false source=engine handle=35184372089088");
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        Files.createDirectory(out);
        Files.writeString(out.resolve("notes"), "mine");
        Result result = Result.journal("dump", session, "--out", out);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("not an empty folder");
        assertThat(out.resolve("QUOTE.csv")).doesNotExist();
        assertThat(Result.journal("dump", session, "--out", out.resolve("notes")).code())
            .isEqualTo(2);
        assertThat(Result.journal("dump", session, "--type", "NONSENSE").code()).isEqualTo(2);
    }

    @Test
    void describeSaysWhatIsThere() {
        Result result = Result.journal("describe", session);
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.lines()).contains("session       by-hand", "incarnations  1",
            "records       15", "  QUOTE BTCUSDT  2", "  SIGNAL A,\"B\"  1",
            "  venue: {name: loopback}");
        assertThat(result.lines().get(4)).startsWith("  00000001.journal  ").endsWith(
            " bytes  incarnation 1  15 records  sequences 1 to 9  "
                + "2023-11-14T22:13:20.000001Z to 2023-11-14T22:13:20.000009Z");
    }

    @Test
    void aFullDiskIsNamedWithTheFile() throws Exception {
        Files.createDirectory(out);
        Assumptions.assumeTrue(
            run("mount", "-t", "tmpfs", "-o", "size=32k", "tmpfs", out.toString()),
            "SKIPPED: a small tmpfs cannot be mounted here, full disk not tested");
        Path large = folder.resolve("large");
        try (JournalBuilder journal = new JournalBuilder(large)) {
            head(journal);
            for (int i = 0; i < 1_000; i++) {
                journal.input(EventType.QUOTE, Source.SOCKET, 1, 7, "");
                journal.append();
            }
            journal.input(EventType.END, Source.ENGINE, 0, 0, "");
            journal.append();
        }
        try {
            Result result = Result.journal("dump", large, "--type", "QUOTE", "--out", out);
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).isEqualTo(
                out.resolve("QUOTE.csv") + ": No space left on device\n");
        } finally {
            assertThat(run("umount", out.toString())).isTrue();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
