package io.tickwire.transport.binance;

import io.tickwire.engine.event.FeedCall;
import java.util.List;

/** Rows of REST replies in the shapes of 2026, invented. */
final class RestMessages {
    static final String QUOTE = """
        {"symbol":"ABCUSDT","bidPrice":"83091.60","bidQty":"4.215","askPrice":"83091.70",\
        "askQty":"3.763","time":1791400000100,"lastUpdateId":11757092630476}""";
    static final String PRICE = """
        {"symbol":"ABCUSDT","price":"83091.60","time":1791400000100}""";
    static final String STATS = """
        {"symbol":"ABCUSDT","priceChange":"-3058.40","priceChangePercent":"-3.550",\
        "weightedAvgPrice":"84385.14","lastPrice":"83091.60","lastQty":"0.002",\
        "openPrice":"86150.00","highPrice":"86664.90","lowPrice":"82706.20",\
        "volume":"170340.583","quoteVolume":"14374214019.71","openTime":1791313560000,\
        "closeTime":1791400002123,"firstId":8150083791,"lastId":8153634403,"count":3538937}""";
    static final String MARK = """
        {"symbol":"ABCUSDT","markPrice":"83084.30000000","indexPrice":"83123.65891304",\
        "estimatedSettlePrice":"83195.15881449","lastFundingRate":"-0.00000078",\
        "interestRate":"0.00010000","nextFundingTime":1791417600000,"time":1791400004000}""";
    static final String MARK_WITHOUT_FUNDING = """
        {"symbol":"ABCUSDT","markPrice":"83084.3","indexPrice":"83123.6","lastFundingRate":"",\
        "nextFundingTime":0,"time":1791400004000}""";
    static final String TRADE = """
        {"a":3477868433,"p":"83091.70","q":"0.022","nq":"0.022","f":8153634393,"l":8153634394,\
        "T":1791400003338,"m":false}""";
    static final List<String> ALL =
        List.of(QUOTE, PRICE, STATS, MARK, MARK_WITHOUT_FUNDING, TRADE);
    static final List<FeedCall> CALLS =
        List.of(FeedCall.QUOTE, FeedCall.PRICE, FeedCall.STATS, FeedCall.MARK, FeedCall.TRADE);

    private RestMessages() {
    }

    static String of(FeedCall call) {
        return switch (call) {
            case QUOTE -> QUOTE;
            case PRICE -> PRICE;
            case STATS -> STATS;
            case MARK -> MARK;
            default -> TRADE;
        };
    }
}
