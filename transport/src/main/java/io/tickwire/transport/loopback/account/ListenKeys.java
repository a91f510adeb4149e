package io.tickwire.transport.loopback.account;

import io.tickwire.engine.market.account.Account;
import io.tickwire.transport.loopback.message.Audience;
import io.tickwire.transport.loopback.message.JsonBuilder;
import io.tickwire.transport.loopback.message.Payload;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The listen key of each account, one at a time, an hour long (protocols A8). */
final class ListenKeys {
    /** A key that is not extended lives so long. */
    static final long LIFE_NS = 3_600_000_000_000L;

    private static final long MS = 1_000_000L;

    private final Audience audience;
    private final Map<Account, ListenKeyLife> keys = new LinkedHashMap<>();
    private long made;

    ListenKeys(Audience audience) {
        this.audience = audience;
    }

    /** Null where the account has none. */
    String of(Account account) {
        ListenKeyLife life = keys.get(account);
        return life == null ? null : life.key();
    }

    /** Makes one, or extends the one there is. */
    String start(ApiCall call) {
        ListenKeyLife life = keys.get(call.account());
        return put(call, life == null ? make(call) : life.key());
    }

    String extend(ApiCall call) throws ApiException {
        ListenKeyLife life = keys.get(call.account());
        if (life == null) {
            throw ApiException.badRequest(-1125, "This listenKey does not exist.");
        }
        return put(call, life.key());
    }

    String stop(ApiCall call) {
        keys.remove(call.account());
        return new JsonBuilder().end();
    }

    private String put(ApiCall call, String key) {
        keys.put(call.account(), new ListenKeyLife(key, call.nowNs() + LIFE_NS));
        return new JsonBuilder().string("listenKey", key).end();
    }

    /** Nobody guesses one who does not know the time in ns; nothing here is worth more. */
    private String make(ApiCall call) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update((call.member().key().key() + ' ' + call.nowNs() + ' ' + ++made)
                .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest());
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }

    /** Ends those whose hour is over, and says so. */
    void advanceTo(long nowNs) {
        for (Iterator<ListenKeyLife> lives = keys.values().iterator(); lives.hasNext();) {
            ListenKeyLife life = lives.next();
            if (life.endNs() <= nowNs) {
                lives.remove();
                tellExpired(life.key(), nowNs);
            }
        }
    }

    /**
     * Ends all of them.
     *
     * @param nowNs since the epoch
     * @param told  whether their owners are told
     * @return how many there were
     */
    int endAll(long nowNs, boolean told) {
        int count = keys.size();
        if (told) {
            keys.values().forEach(life -> tellExpired(life.key(), nowNs));
        }
        keys.clear();
        return count;
    }

    private void tellExpired(String key, long nowNs) {
        audience.publish(Payload.of(key, "listenKeyExpired",
            new JsonBuilder().string("e", "listenKeyExpired").number("E", nowNs / MS)
                .string("listenKey", key).end()));
        audience.flush();
    }

    /**
     * One key.
     *
     * @param key   itself
     * @param endNs when it ends, since the epoch
     */
    private record ListenKeyLife(String key, long endNs) {
    }
}
