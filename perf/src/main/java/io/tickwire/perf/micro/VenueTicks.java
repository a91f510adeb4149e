package io.tickwire.perf.micro;

import java.math.BigDecimal;

/** The messages as objects with all their members, for libraries that make such. */
final class VenueTicks {
    private VenueTicks() {
    }

    static Class<?> of(String kind) {
        return switch (kind) {
            case "24hrTicker" -> Ticker.class;
            case "bookTicker" -> BookTicker.class;
            case "aggTrade" -> AggTrade.class;
            default -> MarkPrice.class;
        };
    }

    /** Members that all have. */
    public static class Any {
        public String e;
        public long E;
        public String s;
        public String ps;
        public int st;
    }

    /** Statistics of 24 hours. */
    public static final class Ticker extends Any {
        public BigDecimal p;
        public BigDecimal P;
        public BigDecimal w;
        public BigDecimal c;
        public BigDecimal Q;
        public BigDecimal o;
        public BigDecimal h;
        public BigDecimal l;
        public BigDecimal v;
        public BigDecimal q;
        public long O;
        public long C;
        public long F;
        public long L;
        public long n;
    }

    /** Best bid and ask. */
    public static final class BookTicker extends Any {
        public long u;
        public BigDecimal b;
        public BigDecimal B;
        public BigDecimal a;
        public BigDecimal A;
        public long T;
    }

    /** Trades of one aggressor at one price. */
    public static final class AggTrade extends Any {
        public long a;
        public BigDecimal p;
        public BigDecimal q;
        public BigDecimal nq;
        public long f;
        public long l;
        public long T;
        public boolean m;
    }

    /** Mark price and funding. */
    public static final class MarkPrice extends Any {
        public BigDecimal p;
        public BigDecimal ap;
        public BigDecimal P;
        public BigDecimal i;
        public BigDecimal r;
        public long T;
    }
}
