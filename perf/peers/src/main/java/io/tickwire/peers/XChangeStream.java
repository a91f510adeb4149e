package io.tickwire.peers;

import info.bitrich.xchangestream.binance.BinanceStreamingExchange;
import info.bitrich.xchangestream.core.ProductSubscription;
import java.util.concurrent.CountDownLatch;
import org.knowm.xchange.ExchangeSpecification;
import org.knowm.xchange.binance.BinanceAdapters;
import org.knowm.xchange.currency.CurrencyPair;

/** XChange's streams, as far as its own raw tickers. */
final class XChangeStream {
    private static final int QUOTE_LENGTH = 4;
    private static long count;

    private XChangeStream() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        Target target = Target.parse(arguments);
        BinanceStreamingExchange exchange = new BinanceStreamingExchange() {
            @Override
            protected String getStreamingBaseUri() {
                return target.url() + "/";
            }
        };
        ExchangeSpecification specification = exchange.getDefaultExchangeSpecification();
        specification.setShouldLoadRemoteMetaData(false);
        specification.setExchangeSpecificParametersItem(
            BinanceStreamingExchange.USE_REALTIME_BOOK_TICKER, target.isQuotes());
        exchange.applySpecification(specification);
        ProductSubscription.ProductSubscriptionBuilder wanted = ProductSubscription.create();
        for (String symbol : target.symbols()) {
            // It knows symbols by the venue's list, which is not asked here.
            BinanceAdapters.putSymbolMapping(symbol, pair(symbol));
            wanted.addTicker(pair(symbol));
        }
        exchange.connect(wanted.build()).blockingAwait();
        for (String symbol : target.symbols()) {
            if (target.isQuotes()) {
                exchange.getStreamingMarketDataService().getRawBookTicker(pair(symbol))
                    .subscribe(ticker -> take(target, ticker.updateId));
            } else {
                exchange.getStreamingMarketDataService().getRawTicker(pair(symbol))
                    .subscribe(ticker -> take(target, ticker.getCount()));
            }
        }
        new CountDownLatch(1).await();
    }

    private static CurrencyPair pair(String symbol) {
        int at = symbol.length() - QUOTE_LENGTH;
        return new CurrencyPair(symbol.substring(0, at), symbol.substring(at));
    }

    private static void take(Target target, long id) {
        target.meter().onMessage(id, ++count);
    }
}
