package io.tickwire.transport.loopback.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamPathTest {
    @ParameterizedTest
    @CsvSource(delimiter = ' ', nullValues = "-", value = {
        "/public/ws/btcusdt@bookTicker PUBLIC false btcusdt@bookTicker",
        "/market/ws/btcusdt@ticker/ethusdt@aggTrade MARKET false btcusdt@ticker,ethusdt@aggTrade",
        "/market/stream?streams=btcusdt@ticker/!ticker@arr MARKET true btcusdt@ticker,!ticker@arr",
        "/market/stream?streams=btcusdt%40ticker MARKET true btcusdt@ticker",
        "/public/stream?streams=%E5%B8%81usdt@trade PUBLIC true 币usdt@trade",
        "/private/ws/someListenKey PRIVATE false someListenKey",
        "/private/ws PRIVATE false -", "/private/ws?listenKey=k PRIVATE false k",
        "/ws/btcusdt@bookTicker PUBLIC false btcusdt@bookTicker",
        "/stream?streams=btcusdt@ticker PUBLIC true btcusdt@ticker",
        "/public/ws PUBLIC false -", "/market/stream MARKET true -",
        "/ws PUBLIC false -", "/stream PUBLIC true -",
    })
    void takes(String uri, StreamEndpoint endpoint, boolean combined, String streams) {
        assertThat(StreamPath.parse(uri)).isEqualTo(new StreamPath(endpoint, combined,
            streams == null ? List.of() : List.of(streams.split(","))));
    }

    @Test
    void takesEventsOfEachListenKey() {
        assertThat(StreamPath.parse("/private/ws?listenKey=k&events=A/B")).isEqualTo(
            new StreamPath(StreamEndpoint.PRIVATE, false, List.of("k"),
                Map.of("k", Set.of("A", "B"))));
        assertThat(StreamPath.parse(
            "/private/stream?listenKey=k&events=A%2FA&listenKey=l&x=y&listenKey=m&events=B"))
            .isEqualTo(new StreamPath(StreamEndpoint.PRIVATE, true, List.of("k", "l", "m"),
                Map.of("k", Set.of("A"), "m", Set.of("B"))));
        assertThat(StreamPath.parse("/private/other?listenKey=k")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/market", "/ws/", "/public/ws/", "/market/stream/x",
        "/stream?streams=", "/stream?streams=a@ticker,b@ticker", "/ws/a@ticker,b@ticker",
        "/stream?streams=a//b", "/other/ws/a", "/fapi/v1/ping", "/Market/ws/a"})
    void refuses(String uri) {
        assertThat(StreamPath.parse(uri)).isNull();
    }

    @Test
    void takesTheMostStreamsAndNotOneMore() {
        assertThat(StreamPath.parse("/market/ws/" + names(1024)).streams()).hasSize(1024);
        assertThat(StreamPath.parse("/market/ws/" + names(1025))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"btcusdt@bookTicker,PUBLIC", "!bookTicker,PUBLIC", "btcusdt@depth,PUBLIC",
        "btcusdt@depth@100ms,PUBLIC", "btcusdt@depth20@500ms,PUBLIC", "btcusdt@trade,PUBLIC",
        "btcusdt@rpiDepth@500ms,PUBLIC", "btcusdt@aggTrade,MARKET", "btcusdt@ticker,MARKET",
        "btcusdt@markPrice@1s,MARKET", "!ticker@arr,MARKET", "!markPrice@arr@1s,MARKET",
        "btcusdt@kline_1m,MARKET",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeZ,PRIVATE",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde,MARKET",
        "tradingSession,MARKET", "btcusdt@BOOKTICKER,MARKET"})
    void knowsTheRouteOfAStream(String stream, StreamEndpoint endpoint) {
        assertThat(StreamEndpoint.ofStream(stream)).isEqualTo(endpoint);
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "s" + i + "@ticker")
            .collect(Collectors.joining("/"));
    }
}
