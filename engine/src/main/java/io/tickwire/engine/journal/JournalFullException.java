package io.tickwire.engine.journal;

/** No segment could be had: the disk is full or too slow. Everything written before is whole. */
public final class JournalFullException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Says why.
     *
     * @param message names the file and the cause
     * @param cause   what the disk said, may be null
     */
    public JournalFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
