package io.tickwire.engine.ring;

/** The engine has stopped, so nothing more can be published. Ends the producer. */
public final class EngineStoppedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Says that the engine has stopped. */
    public EngineStoppedException() {
        super("the engine has stopped; nothing more can be published");
    }
}
