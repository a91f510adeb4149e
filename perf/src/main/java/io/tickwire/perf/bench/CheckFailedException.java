package io.tickwire.perf.bench;

/** A check of a bench failed. The message says which, for the verdict. */
final class CheckFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    CheckFailedException(String message) {
        super(message);
    }
}
