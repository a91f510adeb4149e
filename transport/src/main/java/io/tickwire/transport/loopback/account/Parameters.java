package io.tickwire.transport.loopback.account;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a call, of query and body together; one that is in both has the query's value.
 * An empty one counts as not sent.
 */
final class Parameters {
    private static final String DECIMAL = "^([0-9]{1,20})(\\.[0-9]{1,20})?$";
    private static final String WHOLE = "^[0-9]{1,18}$";

    private final Map<String, String> values;

    Parameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Decodes those of a call. */
    static Parameters of(ApiRequest request) throws ApiException {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String text : List.of(request.body(), request.query())) {
                new QueryStringDecoder(text, false).parameters()
                    .forEach((name, all) -> values.put(name, all.get(0)));
            }
        } catch (IllegalArgumentException notEncoded) {
            throw ApiException.badRequest(-1100, "Illegal characters found in a parameter.");
        }
        return new Parameters(values);
    }

    /** Null where it was not sent. */
    String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    boolean has(String name) {
        return text(name) != null;
    }

    String required(String name) throws ApiException {
        String value = text(name);
        if (value == null) {
            throw ApiException.missing(name);
        }
        return value;
    }

    /** In upper case. */
    String symbol() throws ApiException {
        return required("symbol").toUpperCase(Locale.ROOT);
    }

    long whole(String name, long otherwise) throws ApiException {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches(WHOLE)) {
            throw illegal(name, WHOLE);
        }
        return Long.parseLong(value);
    }

    /** As a mantissa; what is larger than any is the largest. */
    long decimal(String name, int decimals) throws ApiException {
        String value = required(name);
        if (!value.matches(DECIMAL)) {
            throw illegal(name, DECIMAL);
        }
        BigDecimal number = new BigDecimal(value).stripTrailingZeros();
        if (number.scale() > decimals) {
            throw ApiException.badRequest(-1111,
                "Precision is over the maximum defined for this asset.");
        }
        BigDecimal mantissa = number.movePointRight(decimals);
        return mantissa.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    boolean flag(String name) throws ApiException {
        String value = text(name);
        if (value == null || value.equalsIgnoreCase("false")) {
            return false;
        }
        if (!value.equalsIgnoreCase("true")) {
            throw ApiException.notValid(name);
        }
        return true;
    }

    private static ApiException illegal(String name, String range) {
        return ApiException.badRequest(-1100, "Illegal characters found in parameter '" + name
            + "'; legal range is '" + range + "'.");
    }
}
