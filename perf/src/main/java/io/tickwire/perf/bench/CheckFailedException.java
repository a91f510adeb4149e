package io.tickwire.perf.bench;

/** What was checked is not so. The message says what, for the verdict. */
final class CheckFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    CheckFailedException(String message) {
        super(message);
    }
}
