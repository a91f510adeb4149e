package io.tickwire.replay.simulate.check;

/** A rule was broken; ends the run. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rule rule;

    /**
     * Tells of it.
     *
     * @param rule  broken
     * @param story when, what, which ids
     */
    public Violation(Rule rule, String story) {
        super(story);
        this.rule = rule;
    }

    /** @return what was broken */
    public Rule rule() {
        return rule;
    }
}
