package io.tickwire.transport;

/** What this program calls itself in session folders. */
public final class Version {
    /** Version of the modules, all built together. */
    public static final String TEXT = "0.1.0";

    private Version() {
    }
}
