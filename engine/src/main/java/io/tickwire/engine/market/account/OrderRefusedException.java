package io.tickwire.engine.market.account;

/** An order, a change or a cancellation was not taken. */
public final class OrderRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final OrderRefusal refusal;

    /** For a reason; there is no stack trace, as nothing is wrong with the program. */
    public OrderRefusedException(OrderRefusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    /** @return why */
    public OrderRefusal refusal() {
        return refusal;
    }
}
