package io.tickwire.engine.command;

/** Exit codes of all commands; scripts depend on them. */
public final class ExitCode {
    /** Did what it was asked for; also when it was told to end. */
    public static final int OK = 0;
    /** What was checked does not hold. */
    public static final int CHECK_FAILED = 1;
    /** Wrong arguments, configuration or keys, or a folder that is in use. */
    public static final int USAGE = 2;
    /** The engine stopped itself, or was halted before it had ended. */
    public static final int STOPPED = 3;

    private ExitCode() {
    }
}
