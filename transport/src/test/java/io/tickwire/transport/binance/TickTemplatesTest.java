package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.Source;
import io.tickwire.transport.binance.Recorder.Seen;
import io.tickwire.transport.json.JsonScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short way must lead where the long one does, whatever comes. */
class TickTemplatesTest {
    private static final int TRIES = 4_000;

    private final Recorder recorder = new Recorder(RowPolicy.ALL);

    static Stream<String> shapes() {
        // The empty rate of that one is no number, which no template takes.
        List<String> plain = Messages.TICKS.stream()
            .filter(message -> !message.equals(Messages.COIN_MARK)).toList();
        return Stream.concat(plain.stream(),
            plain.stream().map(message -> Messages.envelope("abcusdt@any", message)));
    }

    private static Random random() {
        long seed = Long.getLong("tickwire.seed", System.nanoTime());
        System.out.println("TickTemplatesTest seed " + seed + " (-Dtickwire.seed=)");
        return new Random(seed);
    }

    /** A template alone, as the decoder has them. */
    private final class Alone {
        final UnsafeBuffer buffer = recorder.ring.arena().buffer();
        final TickTemplate template = new TickTemplate();
        private final JsonScanner scanner = new JsonScanner();
        private final RowReader reader =
            new RowReader(scanner, recorder.ring.arena(), RowFields::slot);

        boolean learn(String message) {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            int position = recorder.copied(bytes);
            RowFields outer = new RowFields();
            RowFields inner = new RowFields();
            scanner.wrap(buffer, position, bytes.length);
            reader.read(outer, inner);
            boolean enveloped = outer.has(RowFields.DATA);
            return template.learn(
                buffer, position, bytes.length, enveloped ? inner : outer, enveloped);
        }

        boolean fits(byte[] message) {
            return template.read(buffer, recorder.copied(message), message.length);
        }

        boolean fits(String message) {
            return fits(message.getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatFitsBecomesTheSameEvent(String message) {
        Random random = random();
        Alone alone = new Alone();
        assertThat(alone.learn(message)).isTrue();
        Recorder longWay = new Recorder(RowPolicy.ALL);
        assertThat(longWay.decodeTheLongWay(message)).isEqualTo(recorder.decode(message));
        int fitting = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] changed = changed(message, random);
            String text = new String(changed, StandardCharsets.ISO_8859_1);
            fitting += alone.fits(changed) ? 1 : 0;
            recorder.discard();
            assertThat(recorder.decode(changed)).as(text)
                .isEqualTo(longWay.decodeTheLongWay(changed));
            // Both ways are to stay as they are, whatever has come.
            assertThat(recorder.decode(message)).isEqualTo(longWay.decodeTheLongWay(message));
        }
        assertThat(fitting).isBetween(TRIES / 50, TRIES * 9 / 10);
    }

    /** One to three bytes are changed, added or left out, digits most of all. */
    private static byte[] changed(String message, Random random) {
        StringBuilder text = new StringBuilder(message);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(text.length());
            boolean digit = Character.isDigit(text.charAt(at));
            char with = digit && random.nextInt(8) != 0 ? (char) ('0' + random.nextInt(10))
                : "0.-+\"\\,:{}eE tX\u00e9\u0001".charAt(random.nextInt(17));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, with);
                case 1 -> text.deleteCharAt(at);
                default -> text.setCharAt(at, with);
            }
        }
        return text.toString().getBytes(
            random.nextInt(4) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    @Test
    void aKeyThatComesTwiceIsNotLearned() {
        assertThat(new Alone().learn(
            Messages.TICKER.replace("\"st\":1", "\"c\":\"1.5\""))).isFalse();
        assertThat(new Alone().learn(
            Messages.TICKER.replace("\"st\":1", "\"s\":\"ABCUSDT\""))).isFalse();
        assertThat(new Alone().learn("{\"stream\":\"a\",\"data\":" + Messages.TICKER
            + ",\"data\":" + Messages.TICKER + "}")).isFalse();
    }

    @Test
    void escapesAreNotLearned() {
        assertThat(new Alone().learn(Messages.TICKER.replace("\"c\"", "\"\\u0063\""))).isFalse();
        assertThat(new Alone().learn(Messages.TICKER.replace("\"s\":\"A", "\"s\":\"\\u0041")))
            .isFalse();
    }

    /** What decides whether a trade is one belongs to the shape. */
    @Test
    void aTradeOfAnotherKindDoesNotFit() {
        Alone alone = new Alone();
        assertThat(alone.learn(Messages.TRADE)).isTrue();
        assertThat(alone.fits(Messages.TRADE.replace("95,", "96,"))).isTrue();
        assertThat(alone.fits(Messages.TRADE.replace("MARKET", "NA"))).isFalse();
        recorder.decode(Messages.TRADE);
        assertThat(recorder.decode(Messages.NA_TRADE)).isEmpty();
    }

    @Test
    void theShapeMayChangeInMidStreamAndBack() {
        String later = Messages.BOOK_TICKER.replace("\"st\":1", "\"new\":[1,{\"s\":\"XYZUSDT\"}]");
        String turned = Messages.COIN_BOOK_TICKER.replace("ABCUSD_PERP", "ABCUSDT");
        List<String> stream = new ArrayList<>();
        for (int change = 0; change < 12; change++) {
            for (int i = 0; i < 100; i++) {
                stream.add(List.of(Messages.BOOK_TICKER, later, turned).get(change % 3)
                    .replaceFirst("\"u\":\\d+", "\"u\":" + (change * 100 + i)));
            }
        }
        for (int i = 0; i < stream.size(); i++) {
            List<Seen> seen = recorder.decode(stream.get(i));
            Seen quote = seen.get(seen.size() - 1);
            assertThat(quote.get("update_id")).isEqualTo(Integer.toString(i));
            assertThat(quote.symbol()).isEqualTo("ABCUSDT");
        }
        assertThat(recorder.decoder.counters().ticks()).isEqualTo(stream.size());
    }

    /** More shapes than there is room for, none of them for long. */
    @Test
    void manyShapesTakeTurns() {
        Random random = random();
        Recorder longWay = new Recorder(RowPolicy.ALL);
        List<String> shapes = shapes().toList();
        shapes.forEach(shape -> {
            recorder.decode(shape);
            longWay.decodeTheLongWay(shape);
        });
        for (int i = 0; i < TRIES; i++) {
            String shape = shapes.get(random.nextInt(1 + random.nextInt(shapes.size())));
            assertThat(recorder.decode(shape)).isEqualTo(longWay.decodeTheLongWay(shape));
        }
        assertThat(recorder.decoder.counters().rejected()).isZero();
    }

    /** Nothing lies behind the arena that could be read ahead. */
    @Test
    void aMessageAtTheVeryEndOfTheArenaIsRead() {
        byte[] bytes = Messages.BOOK_TICKER.getBytes(StandardCharsets.UTF_8);
        List<Seen> first = recorder.decode(bytes);
        Seen quote = first.get(first.size() - 1);
        UnsafeBuffer arena = recorder.ring.arena().buffer();
        for (int behind = 0; behind <= 70; behind++) {
            int position = arena.capacity() - bytes.length - behind;
            arena.putBytes(position, bytes);
            recorder.decoder.onFrame(
                1, Source.SOCKET, FrameFormat.TEXT, 1, position, bytes.length);
            assertThat(recorder.drain()).containsExactly(quote);
        }
    }

    @Test
    void symbolsOfEveryLengthAreTold() {
        StringBuilder symbol = new StringBuilder();
        List<String> symbols = new ArrayList<>();
        for (int length = 1; length <= 20; length++) {
            symbol.append((char) ('A' + length));
            symbols.add(symbol.toString());
        }
        for (int round = 0; round < 3; round++) {
            for (String each : symbols) {
                List<Seen> seen = recorder.decode(Messages.BOOK_TICKER.replace("ABCUSDT", each));
                assertThat(seen.get(seen.size() - 1).symbol()).isEqualTo(each);
            }
        }
        assertThat(recorder.decoder.counters().instruments()).isEqualTo(symbols.size());
    }

    /** More than a template holds; the last value is one that refers to another. */
    @Test
    void aMessageOfTooManyPiecesIsNoShape() {
        String message = "{\"e\":\"bookTicker\",\"u\":1,\"b\":\"1.0\",\"B\":\"1\",\"a\":\"1.1\","
            + "\"A\":\"1\"" + " ".repeat(1_100) + ",\"s\":\"ABCUSDT\",\"ps\":\"ABCUSDT\"}";
        assertThat(new Alone().learn(message)).isFalse();
        for (int i = 0; i < 3; i++) {
            List<Seen> seen = recorder.decode(message);
            assertThat(seen.get(seen.size() - 1).type()).isEqualTo(EventType.QUOTE);
        }
    }

    /** A name is taken as it stands only where somebody knows it. */
    @Test
    void aNameThatIsNoJsonDoesNotFit() {
        // Names that have such bytes behind their escapes are known.
        recorder.decode(Messages.BOOK_TICKER.replace("ABCUSDT", "ABC\\\\USDT"));
        recorder.decode(Messages.BOOK_TICKER.replace("ABCUSDT", "ABC\\tUSDT"));
        recorder.decode(Messages.BOOK_TICKER);
        recorder.decode(Messages.BOOK_TICKER);
        for (String other : new String[] {"ABCUSDT\0", "ABCUSDT\0\0", "ABC\tUSDT",
            "ABC\\USDT"}) {
            List<Seen> seen = recorder.decode(Messages.BOOK_TICKER.replace("ABCUSDT", other));
            assertThat(seen.get(seen.size() - 1).type()).as(other)
                .isNotEqualTo(EventType.QUOTE);
        }
    }

    @Test
    void timesInMicrosecondsAreCutOnBothWays() {
        recorder.decode(Messages.AGG_TRADE);
        Seen trade = recorder.decode(
            Messages.AGG_TRADE.replace("1791400003488", "1791400003488999")).get(0);
        assertThat(trade.get("event_ms")).isEqualTo("1791400003488");
    }
}
