package io.tickwire.engine.event;

/** How long an order stays in the market. */
public enum TimeInForce implements Label {
    /** What does not fill at once expires. */
    IOC,
    /** Until filled or cancelled. */
    GTC,
    /** Whole at once or not at all. */
    FOK,
    /** Only if it rests (post only). */
    GTX;

    @Override
    public String label() {
        return name();
    }
}
