package io.tickwire.engine.account;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** Position in one symbol. Engine thread only. */
final class Position implements State {
    /** Mantissa of {@link #exponent}, negative for short. */
    private long quantity;
    /** The instrument's quantity exponent as it was last. */
    private int exponent;

    Position(int exponent) {
        this.exponent = exponent;
    }

    long quantity() {
        return quantity;
    }

    void add(long signedQuantity) {
        quantity += signedQuantity;
    }

    /** An instrument's scale only ever becomes finer. */
    void toExponent(int finer) {
        if (finer < exponent) {
            quantity = Decimals.widen(quantity, exponent - finer);
            exponent = finer;
        }
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("quantity", quantity).put("exponent", exponent);
    }

    @Override
    public void readState(StateReader in) {
        quantity = in.getLong();
        exponent = in.getInt();
    }
}
