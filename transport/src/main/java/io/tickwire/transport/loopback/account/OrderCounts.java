package io.tickwire.transport.loopback.account;

import io.tickwire.transport.loopback.rest.OrderCountLimits;
import java.util.Map;
import java.util.TreeMap;

/** Orders of one account in the ten seconds and in the minute of the UTC clock (protocols A5). */
final class OrderCounts {
    private static final long TEN_SECONDS_MS = 10_000;
    private static final long MINUTE_MS = 60_000;

    private long tenSeconds;
    private long minute;
    private int inTenSeconds;
    private int inMinute;

    /**
     * Counts orders, whether they are taken or refused, unless they are too many.
     *
     * @param ofTenSeconds how many they count there
     * @param ofMinute     how many they count there
     * @param limit        most in ten seconds just now
     * @param nowMs        since the epoch
     * @throws ApiException where they are too many
     */
    void count(int ofTenSeconds, int ofMinute, int limit, long nowMs) throws ApiException {
        passTo(nowMs);
        if (inTenSeconds + ofTenSeconds > limit) {
            throw ApiException.tooManyOrders(limit + " orders per TEN_SECONDS");
        }
        if (inMinute + ofMinute > OrderCountLimits.MINUTE) {
            throw ApiException.tooManyOrders(OrderCountLimits.MINUTE + " orders per MINUTE");
        }
        inTenSeconds += ofTenSeconds;
        inMinute += ofMinute;
    }

    Map<String, String> headers() {
        return new TreeMap<>(Map.of("X-MBX-ORDER-COUNT-10S", Integer.toString(inTenSeconds),
            "X-MBX-ORDER-COUNT-1M", Integer.toString(inMinute)));
    }

    private void passTo(long nowMs) {
        if (nowMs / TEN_SECONDS_MS != tenSeconds) {
            tenSeconds = nowMs / TEN_SECONDS_MS;
            inTenSeconds = 0;
        }
        if (nowMs / MINUTE_MS != minute) {
            minute = nowMs / MINUTE_MS;
            inMinute = 0;
        }
    }
}
