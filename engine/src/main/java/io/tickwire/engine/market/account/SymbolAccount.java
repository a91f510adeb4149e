package io.tickwire.engine.market.account;

import io.tickwire.engine.market.SymbolMarket;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an account has of one symbol: orders, fills and position. Only this package changes it. */
public final class SymbolAccount {
    /** Most orders, and most fills, that are remembered; of finished ones the oldest go first. */
    public static final int MAX_REMEMBERED = 10_000;
    /** No timer runs. */
    static final long NEVER = Long.MAX_VALUE;

    private final Account account;
    private final SymbolMarket market;
    private final AccountPosition position;
    private final TreeMap<Long, AccountOrder> orders = new TreeMap<>();
    private final Map<Long, AccountOrder> open = new LinkedHashMap<>();
    private final Map<String, AccountOrder> byClientId = new LinkedHashMap<>();
    private final List<AccountFill> fills = new ArrayList<>();
    private long cancelAllNs = NEVER;

    SymbolAccount(Account account, SymbolMarket market) {
        this.account = account;
        this.market = market;
        position = new AccountPosition(market.symbol());
    }

    void add(AccountOrder order) {
        orders.put(order.id(), order);
        open.put(order.id(), order);
        byClientId.put(order.clientId(), order);
    }

    void close(AccountOrder order) {
        open.remove(order.id());
        if (orders.size() > MAX_REMEMBERED + open.size()) {
            orders.values().stream().filter(one -> !one.status().isOpen()).findFirst()
                .ifPresent(this::forget);
        }
    }

    private void forget(AccountOrder order) {
        orders.remove(order.id());
        byClientId.remove(order.clientId(), order);
    }

    void add(AccountFill fill) {
        if (fills.size() == 2 * MAX_REMEMBERED) {
            fills.subList(0, MAX_REMEMBERED).clear();
        }
        fills.add(fill);
    }

    long cancelAllNs() {
        return cancelAllNs;
    }

    void cancelAllNs(long timeNs) {
        cancelAllNs = timeNs;
    }

    /** @return whose */
    public Account account() {
        return account;
    }

    /** @return of which symbol */
    public SymbolMarket market() {
        return market;
    }

    /** @return its position, also where there is none */
    public AccountPosition position() {
        return position;
    }

    /** @return those that are remembered, rising by id */
    public Collection<AccountOrder> orders() {
        return List.copyOf(orders.values());
    }

    /** @return open ones, in the order they were taken */
    public List<AccountOrder> openOrders() {
        return List.copyOf(open.values());
    }

    /** @return the order of that id; null where none is remembered */
    public AccountOrder order(long id) {
        return orders.get(id);
    }

    /** @return the last order of that client id; null where none is remembered */
    public AccountOrder order(String clientId) {
        return byClientId.get(clientId);
    }

    /** @return those that are remembered, at least the last {@link #MAX_REMEMBERED}, in order */
    public List<AccountFill> fills() {
        return List.copyOf(fills);
    }
}
