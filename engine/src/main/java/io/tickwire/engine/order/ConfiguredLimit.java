package io.tickwire.engine.order;

import io.tickwire.engine.config.Config;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A configured limit in each instrument's own scale, computed when the instrument is first met and
 * again when its scale becomes finer; only then does it allocate. Engine thread only.
 */
final class ConfiguredLimit {
    private static final int NOT_YET = Integer.MAX_VALUE;

    /** Null for no limit. */
    private final BigDecimal limit;
    private long[] mantissas = new long[64];
    private int[] exponents = new int[64];

    /** Of decimal text, or {@link Config.Risk#NONE}. */
    ConfiguredLimit(String limit) {
        this.limit = limit.equals(Config.Risk.NONE) ? null : new BigDecimal(limit);
        Arrays.fill(exponents, NOT_YET);
    }

    /**
     * The limit of one instrument.
     *
     * @param id       of the instrument
     * @param exponent its power of ten for what is limited
     * @return mantissa of that exponent; digits finer than it are cut, and what does not fit is
     *     {@link Long#MAX_VALUE}, as is no limit
     */
    long of(int id, int exponent) {
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
        mantissas[id] = limit == null ? Long.MAX_VALUE
            : limit.movePointRight(-exponent).min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue();
        exponents[id] = exponent;
    }
}
