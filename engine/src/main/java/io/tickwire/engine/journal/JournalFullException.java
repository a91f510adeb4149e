package io.tickwire.engine.journal;

/**
 * No new segment is available: the disk is full or too slow. Everything written before is intact.
 */
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
