package io.tickwire.engine.command;

/**
 * Ends a command with an exit code and a one-sentence message, for cases that {@link CommandRunner}
 * cannot derive from the type of an exception.
 */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /**
     * With a cause, which is not printed.
     *
     * @param exitCode of {@link ExitCode}
     * @param message  one sentence, or one line for each thing that is wrong
     * @param cause    what happened, or null
     */
    public CommandException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /**
     * Without a cause.
     *
     * @param exitCode of {@link ExitCode}
     * @param message  one sentence, or one line for each thing that is wrong
     */
    public CommandException(int exitCode, String message) {
        this(exitCode, message, null);
    }

    /** @return one of {@link ExitCode} */
    public int exitCode() {
        return exitCode;
    }
}
