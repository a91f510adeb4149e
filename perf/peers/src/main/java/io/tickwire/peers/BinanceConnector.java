package io.tickwire.peers;

import com.binance.connector.futures.client.impl.UMWebsocketClientImpl;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;

/** Binance's older client, which hands out texts; Jackson binds them to objects. */
final class BinanceConnector {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static long count;

    private BinanceConnector() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        Target target = Target.parse(arguments);
        ObjectReader quotes = MAPPER.readerFor(QuoteMessage.class);
        ObjectReader statistics = MAPPER.readerFor(StatisticsMessage.class);
        new UMWebsocketClientImpl(target.url()).combineStreams(
            new ArrayList<>(target.streams()), text -> {
                try {
                    target.meter().onMessage(target.isQuotes()
                        ? quotes.<QuoteMessage>readValue(text).data.updateId
                        : statistics.<StatisticsMessage>readValue(text).data.count, ++count);
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
        new CountDownLatch(1).await();
    }
}
