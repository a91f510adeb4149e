package io.tickwire.engine.order;

import io.tickwire.engine.instrument.InstrumentTable;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A configured limit in each instrument's own scale, computed when the instrument is first met and
 * again when its scale becomes finer; only then does it allocate. Engine thread only.
 */
final class QuantityLimit {
    private static final int NOT_YET = Integer.MAX_VALUE;

    private final BigDecimal limit;
    private final InstrumentTable instruments;
    private long[] mantissas = new long[64];
    private int[] exponents = new int[64];

    QuantityLimit(String limit, InstrumentTable instruments) {
        this.limit = new BigDecimal(limit);
        this.instruments = instruments;
        Arrays.fill(exponents, NOT_YET);
    }

    /** Mantissa of the instrument's quantity exponent; digits finer than that are cut. */
    long of(int id) {
        int exponent = instruments.quantityExponent(id);
        if (id >= exponents.length || exponents[id] != exponent) {
            workOut(id, exponent);
        }
        return mantissas[id];
    }

    private void workOut(int id, int exponent) {
        int before = exponents.length;
        if (id >= before) {
            int length = Math.max(id + 1, before * 2);
            mantissas = Arrays.copyOf(mantissas, length);
            exponents = Arrays.copyOf(exponents, length);
            Arrays.fill(exponents, before, length, NOT_YET);
        }
        BigDecimal scaled = limit.movePointRight(-exponent);
        mantissas[id] = scaled.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
        exponents[id] = exponent;
    }
}
