package io.tickwire.perf.micro;

import io.tickwire.engine.random.SplitMix64;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Invented messages of a futures venue, with the members and the order of the real ones. Several
 * symbols and numbers of changing widths, more messages than a branch predictor learns by heart.
 */
final class TickMessages {
    /** How many differ, a power of two. */
    static final int COUNT = 512;
    static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT",
        "DOGEUSDT", "ADAUSDT", "LINKUSDT", "1000PEPEUSDT", "BNBUSDT", "SUIUSDT");

    /** Typical price in units of its last decimal, and decimals of prices and quantities. */
    private static final long[] PRICES =
        {8_373_320, 266_899, 1_381_200, 22_041, 14_920, 4_102, 12_870, 43_921_00, 858_410, 15_422};
    private static final int[] PRICE_DECIMALS = {2, 2, 4, 4, 5, 4, 3, 7, 3, 4};
    private static final int[] QUANTITY_DECIMALS = {3, 3, 2, 1, 0, 0, 2, 0, 2, 1};
    private static final long START_MS = 1_791_400_002_000L;

    private final SplitMix64 random = new SplitMix64(20_261_130);
    private final String kind;
    private int symbol;

    private TickMessages(String kind) {
        this.kind = kind;
    }

    /**
     * Messages of one kind.
     *
     * @param kind name of its event
     * @return always the same ones
     */
    static byte[][] of(String kind) {
        TickMessages source = new TickMessages(kind);
        byte[][] messages = new byte[COUNT][];
        for (int i = 0; i < COUNT; i++) {
            source.symbol = source.random.below(SYMBOLS.size());
            messages[i] = source.message(i).getBytes(StandardCharsets.US_ASCII);
        }
        return messages;
    }

    private String message(int index) {
        long eventMs = START_MS + index * 25L + random.below(25);
        String name = SYMBOLS.get(symbol);
        return switch (kind) {
            case "24hrTicker" -> format("{'e':'24hrTicker','E':%d,'s':'%s','ps':'%s','p':'%s',"
                    + "'P':'%s','w':'%s','c':'%s','Q':'%s','o':'%s','h':'%s','l':'%s','v':'%s',"
                    + "'q':'%s','O':%d,'C':%d,'F':%d,'L':%d,'n':%d,'st':1}",
                eventMs, name, name, decimal(random.below(40_000) - 20_000L, 2),
                decimal(random.below(12_000) - 6_000L, 3), price(), price(), quantity(5_000),
                price(), price(), price(), quantity(900_000_000), quantity(2_000_000_000),
                eventMs - 86_400_000, eventMs, id(8_150_000_000L), id(8_153_000_000L),
                random.below(9_000_000));
            case "bookTicker" -> format("{'e':'bookTicker','u':%d,'s':'%s','ps':'%s','b':'%s',"
                    + "'B':'%s','a':'%s','A':'%s','T':%d,'E':%d,'st':1}",
                id(11_757_092_630_000L), name, name, price(), quantity(50_000), price(),
                quantity(50_000), eventMs - 1, eventMs);
            case "aggTrade" -> aggTrade(eventMs, name);
            case "markPriceUpdate" -> format("{'e':'markPriceUpdate','E':%d,'s':'%s','p':'%s',"
                    + "'ap':'%s','P':'%s','i':'%s','r':'%s','T':%d,'st':1}",
                eventMs, name, longPrice(), longPrice(), longPrice(), longPrice(),
                decimal(random.below(30_000) - 5_000L, 8), START_MS + 15_600_000L);
            default -> throw new IllegalArgumentException("no such kind: " + kind);
        };
    }

    private String aggTrade(long eventMs, String name) {
        String quantity = quantity(20_000);
        long first = id(8_153_634_393L);
        return format("{'e':'aggTrade','E':%d,'a':%d,'s':'%s','p':'%s','q':'%s','nq':'%s','f':%d,"
                + "'l':%d,'T':%d,'m':%b,'st':1}",
            eventMs, id(3_477_868_000L), name, price(), quantity, quantity, first,
            first + random.below(5), eventMs - random.below(150), random.below(2) == 0);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values).replace('\'', '"');
    }

    private static String decimal(long mantissa, int decimals) {
        return BigDecimal.valueOf(mantissa, decimals).toPlainString();
    }

    private long id(long around) {
        return around + random.below(1_000_000_000);
    }

    private String price() {
        long typical = PRICES[symbol];
        return decimal(typical / 2 + random.below((int) typical), PRICE_DECIMALS[symbol]);
    }

    private String longPrice() {
        int more = 8 - PRICE_DECIMALS[symbol];
        return decimal(Long.parseLong(price().replace(".", "")) * (long) Math.pow(10, more), 8);
    }

    private String quantity(int bound) {
        // Small ones are as usual as large ones.
        return decimal(1 + random.below(Math.max(1, bound >> random.below(12))),
            QUANTITY_DECIMALS[symbol]);
    }
}
