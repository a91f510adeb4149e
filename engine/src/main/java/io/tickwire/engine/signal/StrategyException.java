package io.tickwire.engine.signal;

/** A strategy threw an exception, which is the cause. */
public final class StrategyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With all that its author needs.
     *
     * @param strategy name of its class
     * @param call     method of it
     * @param sequence of the input
     * @param cause    what it threw
     */
    StrategyException(String strategy, String call, long sequence, Throwable cause) {
        super("strategy " + strategy + " threw " + cause + " in " + call + " at sequence "
            + sequence, cause);
    }
}
