package io.tickwire.peers;

import com.binance.connector.client.common.websocket.configuration.WebSocketClientConfiguration;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.DerivativesTradingUsdsFuturesWebSocketStreamsUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.api.DerivativesTradingUsdsFuturesWebSocketStreams;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.IndividualSymbolBookTickerStreamsRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.model.IndividualSymbolTickerStreamsRequest;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Binance's newer client: a queue for each stream, objects of its own. */
final class BinanceModular {
    private static final Object LOCK = new Object();
    private static long count;

    private BinanceModular() {
    }

    /** Waits for the next message of a stream and tells its id. */
    private interface Next {
        long id() throws InterruptedException;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Target target = Target.parse(arguments);
        WebSocketClientConfiguration configuration =
            DerivativesTradingUsdsFuturesWebSocketStreamsUtil.getClientConfiguration();
        configuration.setUrl(target.url() + "/stream");
        DerivativesTradingUsdsFuturesWebSocketStreams streams =
            new DerivativesTradingUsdsFuturesWebSocketStreams(configuration);
        for (String symbol : target.symbols()) {
            // It puts the symbol into the stream's name as it is.
            String name = symbol.toLowerCase(Locale.ROOT);
            Next next = target.isQuotes() ? quotes(streams, name) : statistics(streams, name);
            new Thread(() -> take(target, next), symbol).start();
        }
        new CountDownLatch(1).await();
    }

    private static Next quotes(
        DerivativesTradingUsdsFuturesWebSocketStreams streams, String symbol) {
        IndividualSymbolBookTickerStreamsRequest request =
            new IndividualSymbolBookTickerStreamsRequest();
        request.setSymbol(symbol);
        var queue = streams.individualSymbolBookTickerStreams(request);
        return () -> queue.take().getuLowerCase();
    }

    private static Next statistics(
        DerivativesTradingUsdsFuturesWebSocketStreams streams, String symbol) {
        IndividualSymbolTickerStreamsRequest request = new IndividualSymbolTickerStreamsRequest();
        request.setSymbol(symbol);
        var queue = streams.individualSymbolTickerStreams(request);
        return () -> queue.take().getnLowerCase();
    }

    private static void take(Target target, Next next) {
        try {
            while (true) {
                long id = next.id();
                synchronized (LOCK) {
                    target.meter().onMessage(id, ++count);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
