package io.tickwire.engine.market.account;

import io.tickwire.engine.event.OrderType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.event.TimeInForce;

/** One order of an account, from the moment it is taken. Only this package changes it. */
public final class AccountOrder {
    /** The market's quantity at its price is not known, as the market has not been there. */
    static final long UNSEEN = -1;

    private final SymbolAccount owner;
    private final OrderRequest request;
    private final long id;
    private final long createdNs;

    private long price;
    private long quantity;
    private long filled;
    private long cost;
    private OrderStatus status = OrderStatus.NEW;
    private ExpiryReason expiry = ExpiryReason.NONE;
    private long updatedNs;
    private int changes;
    /** Rising: of two orders at one price the lower one is filled first. */
    private long sequence;
    private long ahead = UNSEEN;

    AccountOrder(SymbolAccount owner, OrderRequest request, long id, long sequence, long nowNs) {
        this.owner = owner;
        this.request = request;
        this.id = id;
        this.sequence = sequence;
        price = request.price();
        quantity = request.quantity();
        createdNs = nowNs;
        updatedNs = nowNs;
    }

    void fill(long fillQuantity, long notional, long nowNs) {
        filled += fillQuantity;
        cost += notional;
        status = filled == quantity ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        updatedNs = nowNs;
    }

    void end(OrderStatus end, ExpiryReason reason, long nowNs) {
        status = end;
        expiry = reason;
        updatedNs = nowNs;
    }

    void change(long newPrice, long newQuantity, long newSequence, long nowNs) {
        price = newPrice;
        quantity = newQuantity;
        sequence = newSequence;
        ahead = UNSEEN;
        changes++;
        updatedNs = nowNs;
    }

    long sequence() {
        return sequence;
    }

    long ahead() {
        return ahead;
    }

    void ahead(long quantityAhead) {
        ahead = quantityAhead;
    }

    boolean isBuy() {
        return request.side() == Side.BUY;
    }

    /** Signed as positions are. */
    long signed(long ofQuantity) {
        return isBuy() ? ofQuantity : -ofQuantity;
    }

    /** @return what is left of it, at most what it may reduce where it is reduce-only */
    long fillable() {
        long open = quantity - filled;
        if (!request.reduceOnly()) {
            return open;
        }
        long held = owner.position().quantity();
        return Math.min(open, Math.max(0, isBuy() ? -held : held));
    }

    /** @return account and symbol */
    public SymbolAccount owner() {
        return owner;
    }

    /** @return as it was asked for; price and quantity may have changed since */
    public OrderRequest request() {
        return request;
    }

    /** @return the market's id, unique and rising per symbol */
    public long id() {
        return id;
    }

    /** @return the account's id */
    public String clientId() {
        return request.clientId();
    }

    /** @return buy or sell */
    public Side side() {
        return request.side();
    }

    /** @return limit or market */
    public OrderType type() {
        return request.type();
    }

    /** @return of a limit order */
    public TimeInForce timeInForce() {
        return request.timeInForce();
    }

    /** @return of a limit order, else 0 */
    public long price() {
        return price;
    }

    /** @return wanted in all */
    public long quantity() {
        return quantity;
    }

    /** @return filled so far */
    public long filled() {
        return filled;
    }

    /** @return money: sum of price times quantity of its fills */
    public long cost() {
        return cost;
    }

    /** @return where it stands */
    public OrderStatus status() {
        return status;
    }

    /** @return why it expired */
    public ExpiryReason expiry() {
        return expiry;
    }

    /** @return when it was taken, since the epoch */
    public long createdNs() {
        return createdNs;
    }

    /** @return when it last changed, since the epoch */
    public long updatedNs() {
        return updatedNs;
    }

    /** @return how often price or quantity were changed */
    public int changes() {
        return changes;
    }
}
