package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.transport.venue.LinkPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ConnectionGroups and names as in protocols/binance.md A1, limits as in A2. */
final class StreamPlanTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<StreamKind> ALL =
        List.of(StreamKind.QUOTE, StreamKind.TRADE, StreamKind.STATS, StreamKind.MARK);

    private static List<String> symbols(int count) {
        return IntStream.range(0, count).mapToObj(i -> "S" + i + "USDT").toList();
    }

    private static List<String> names(String subscribe) throws IOException {
        JsonNode message = JSON.readTree(subscribe);
        assertThat(message.get("method").asText()).isEqualTo("SUBSCRIBE");
        return StreamSupport.stream(message.get("params").spliterator(), false)
            .map(JsonNode::asText).toList();
    }

    @Test
    void eachPartHasARouteOfItsOwnWithTheStreamsThatLiveThere() throws IOException {
        LinkPlan plan = StreamPlan.of(List.of("BTCUSDT", "ETHUSDT"), ALL);
        assertThat(plan.groups()).extracting(LinkPlan.Group::firstLink).containsExactly(1, 3);
        assertThat(plan.groups()).extracting(StreamPlan::path)
            .containsExactly("/public/stream", "/market/stream");
        assertThat(names(StreamPlan.subscribeMessages(plan.groups().get(0), 1).get(0)))
            .containsExactly("btcusdt@bookTicker", "ethusdt@bookTicker");
        assertThat(names(StreamPlan.subscribeMessages(plan.groups().get(1), 1).get(0)))
            .containsExactly("btcusdt@aggTrade", "btcusdt@ticker", "btcusdt@markPrice@1s",
            "ethusdt@aggTrade", "ethusdt@ticker", "ethusdt@markPrice@1s");
    }

    @Test
    void bothLegsAreOfTheirGroup() {
        LinkPlan plan = StreamPlan.of(List.of("BTCUSDT"), ALL);
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(link -> plan.groupOf(link).endpoint()))
            .containsExactly("public", "public", "market", "market");
    }

    @ParameterizedTest
    @CsvSource({"QUOTE,public", "TRADE,market", "STATS,market", "MARK,market"})
    void thereIsNoRouteWithoutStreams(StreamKind kind, String group) {
        LinkPlan plan = StreamPlan.of(List.of("BTCUSDT"), List.of(kind));
        assertThat(plan.groups()).singleElement()
            .extracting(LinkPlan.Group::firstLink, LinkPlan.Group::endpoint)
            .containsExactly(1, group);
        assertThat(StreamPlan.of(List.of(), ALL).groups()).isEmpty();
        assertThat(StreamPlan.of(List.of("BTCUSDT"), List.of()).groups()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"QUOTE,bookTicker is served on /public", "TRADE,aggTrade is served on /market",
        "STATS,ticker is served on /market", "MARK,markPrice@1s is served on /market"})
    void silenceIsExplainedByTheRightGroup(StreamKind kind, String words) {
        assertThat(StreamPlan.silentReason(kind)).isEqualTo("acknowledged but silent: " + words);
    }

    @ParameterizedTest
    @CsvSource({"1023,1", "1024,1", "1025,2", "2048,2", "2049,3"})
    void aSocketCarriesAtMost1024Streams(int count, int groups) {
        LinkPlan plan = StreamPlan.of(symbols(count), List.of(StreamKind.QUOTE));
        assertThat(plan.groups()).hasSize(groups);
        assertThat(plan.groups()).allSatisfy(
            group -> assertThat(group.streams()).hasSizeBetween(1, 1024));
        assertThat(plan.groups()).extracting(LinkPlan.Group::firstLink)
            .containsExactlyElementsOf(
                IntStream.range(0, groups).mapToObj(i -> 2 * i + 1).toList());
        assertThat(plan.groups().stream().flatMap(group -> group.streams().stream())
            .map(LinkPlan.Stream::symbol).toList()).isEqualTo(symbols(count));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "199,1", "200,1", "201,2", "1024,6"})
    void aSubscribeHasAtMost200NamesAndAnIdOfItsOwn(int count, int expected)
        throws IOException {
        List<String> messages = StreamPlan.subscribeMessages(
            StreamPlan.of(symbols(count), List.of(StreamKind.QUOTE)).groups().get(0), 41);
        assertThat(messages).hasSize(expected);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < expected; i++) {
            assertThat(JSON.readTree(messages.get(i)).get("id").asLong()).isEqualTo(41 + i);
            assertThat(names(messages.get(i))).hasSizeLessThanOrEqualTo(200);
            all.addAll(names(messages.get(i)));
        }
        assertThat(all).hasSize(count).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"币安人生USDT", "A\"B", "A\\", "😀USDT", "ÄUSDT"})
    void anySymbolStaysItselfInAWellFormedMessage(String symbol) throws IOException {
        LinkPlan plan = StreamPlan.of(List.of(symbol), List.of(StreamKind.MARK));
        String message = StreamPlan.subscribeMessages(plan.groups().get(0), 1).get(0);
        String lower = symbol.codePoints().mapToObj(
            c -> Character.toString(Character.toLowerCase(c))).reduce("", String::concat);
        assertThat(names(message)).containsExactly(lower + "@markPrice@1s");
        // Raw, as it was seen to work.
        assertThat(message).doesNotContain("\\u");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "BTCUSDT|btcusdt", "币安人生USDT|币安人生usdt", "A\"B\\C|a\\\"b\\\\c", "A/<B>'|a/<b>'"})
    void theBytesOfASubscribeAreThoseThatWereSeenToWork(String symbol, String name) {
        LinkPlan plan = StreamPlan.of(List.of(symbol, "ETHUSDT"), List.of(StreamKind.MARK));
        assertThat(StreamPlan.subscribeMessages(plan.groups().get(0), 7)).containsExactly(
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"" + name + "@markPrice@1s\","
                + "\"ethusdt@markPrice@1s\"],\"id\":7}");
    }

    /** What the escaping must not let through: RFC 8259, section 7. */
    @Test
    void aControlCharacterIsEscaped() throws IOException {
        LinkPlan plan = StreamPlan.of(List.of("A\nB"), List.of(StreamKind.QUOTE));
        String message = StreamPlan.subscribeMessages(plan.groups().get(0), 1).get(0);
        assertThat(message).contains("a\\nb@bookTicker");
        assertThat(names(message)).containsExactly("a\nb@bookTicker");
    }
}
