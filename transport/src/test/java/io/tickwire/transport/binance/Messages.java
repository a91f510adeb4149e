package io.tickwire.transport.binance;

import java.util.List;

/** Messages in the shapes of 2021 to 2026, invented. */
final class Messages {
    static final String TICKER = """
        {"e":"24hrTicker","E":1791400002123,"s":"ABCUSDT","ps":"ABCUSDT","p":"-3058.40",\
        "P":"-3.550","w":"84385.14","c":"83091.60","Q":"0.002","o":"86150.00","h":"86664.90",\
        "l":"82706.20","v":"170340.583","q":"14374214019.71","O":1791313560000,\
        "C":1791400002123,"F":8150083791,"L":8153634403,"n":3538937,"st":1}""";
    static final String SPOT_TICKER = """
        {"e":"24hrTicker","E":1672515782136,"s":"BNBBTC","p":"0.0015","P":"250.00",\
        "w":"0.0018","x":"0.0009","c":"0.0025","Q":"10","b":"0.0024","B":"10","a":"0.0026",\
        "A":"100","o":"0.0010","h":"0.0025","l":"0.0010","v":"10000","q":"18","O":0,\
        "C":86400000,"F":0,"L":18150,"n":18151}""";
    static final String MINI_TICKER = """
        {"e":"24hrMiniTicker","E":1654791477302,"s":"XYZUSD_PERP","ps":"XYZUSD","c":"0.03454",\
        "o":"0.03468","h":"0.03514","l":"0.03326","v":"239547480","q":"8205498.12000"}""";
    static final String BOOK_TICKER = """
        {"e":"bookTicker","u":11757092630476,"s":"ABCUSDT","ps":"ABCUSDT","b":"83091.60",\
        "B":"4.215","a":"83091.70","A":"3.763","T":1791400002657,"E":1791400002658,"st":1}""";
    static final String COIN_BOOK_TICKER = """
        {"u":473188030574,"e":"bookTicker","s":"ABCUSD_PERP","ps":"ABCUSD","b":"30008.5",\
        "B":"6771","a":"30008.6","A":"4265","T":1654861398836,"E":1654861398843}""";
    static final String SPOT_BOOK_TICKER = """
        {"u":19575390521,"s":"ABCUSDT","b":"29010.90000000","B":"13.94302000",\
        "a":"29010.91000000","A":"3.99953000"}""";
    static final String AGG_TRADE = """
        {"e":"aggTrade","E":1791400003488,"a":3477868433,"s":"ABCUSDT","p":"83091.70",\
        "q":"0.022","nq":"0.022","f":8153634393,"l":8153634394,"T":1791400003338,\
        "m":false,"st":1}""";
    static final String TRADE = """
        {"e":"trade","E":1791400003345,"T":1791400003340,"s":"ABCUSDT","t":8153634395,\
        "p":"83091.70","q":"0.010","X":"MARKET","m":true,"st":1}""";
    static final String SPOT_TRADE = """
        {"e":"trade","E":1592591955766,"s":"ABCUSDT","t":343719861,"p":"9302.00000000",\
        "q":"0.00101900","b":2517144287,"a":2517144235,"T":1592591955765,"m":false,"M":true}""";
    static final String NA_TRADE = """
        {"e":"trade","E":1791400003345,"T":1791400003345,"s":"ABCUSDT","t":8153634396,\
        "p":"0","q":"0","X":"NA","m":false,"st":1}""";
    static final String MARK = """
        {"e":"markPriceUpdate","E":1791400004000,"s":"ABCUSDT","p":"83084.30000000",\
        "ap":"83084.30000000","P":"83195.15881449","i":"83123.65891304","r":"-0.00000078",\
        "T":1791417600000,"st":1}""";
    static final String COIN_MARK = """
        {"e":"markPriceUpdate","E":1654858230006,"s":"ABCUSD_220624","p":"29996.97713232",\
        "P":"29910.05037677","r":"","T":0}""";
    static final String DEPTH = """
        {"e":"depthUpdate","E":1791400004616,"T":1791400004613,"s":"ABCUSDT","ps":"ABCUSDT",\
        "U":117,"u":118,"pu":116,"b":[["83091.60","4.215"],["83090.00","0"]],\
        "a":[["83091.70","3.768"]],"st":1}""";
    static final String KLINE = """
        {"e":"kline","E":1791400004616,"s":"ABCUSDT","k":{"t":1791400000000, "i":"1m", \
        "o":"1.5", "x":false}}""";
    static final String SNAPSHOT = """
        {"lastUpdateId":1570223094073,"E":1654231622340,"T":1654231622320,\
        "bids":[["30564.6","0.024"]],"asks":[["30569.5","0.141"]]}""";
    static final String ACK = """
        {"result":null,"id":11}""";

    static final List<String> TICKS = List.of(TICKER, SPOT_TICKER, MINI_TICKER, BOOK_TICKER,
        COIN_BOOK_TICKER, SPOT_BOOK_TICKER, AGG_TRADE, TRADE, SPOT_TRADE, MARK, COIN_MARK);
    static final List<String> OTHERS = List.of(NA_TRADE, DEPTH, KLINE, SNAPSHOT, ACK);

    private Messages() {
    }

    static String envelope(String stream, String data) {
        return "{\"stream\":\"" + stream + "\",\"data\":" + data + "}";
    }
}
