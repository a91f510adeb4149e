package io.tickwire.replay.simulate.model;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.CallOutcome;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.signal.Tick;

/**
 * Hook between engine and world that changes nothing. A canary overrides one method and so breaks a
 * rule on purpose, without a hook in the product.
 */
public class Interceptor {
    /**
     * The configuration that the engine gets; the checkers hold the nominal one.
     *
     * @param nominal as the run has it
     * @return as the engine gets it
     */
    public Config config(Config nominal) {
        return nominal;
    }

    /**
     * A request on its way out.
     *
     * @param request may be altered
     * @return whether it is executed
     */
    public boolean executes(Event request) {
        return true;
    }

    /**
     * A fact about a link on its way in.
     *
     * @param fact what happened
     * @return how often it is told
     */
    public int times(LinkFact fact) {
        return 1;
    }

    /**
     * The end of a REST call on its way in.
     *
     * @param outcome how it ended
     * @return how often it is told
     */
    public int times(CallOutcome outcome) {
        return 1;
    }

    /**
     * The status of a REST answer on its way in.
     *
     * @param status of HTTP
     * @return as the engine hears it
     */
    public int status(int status) {
        return status;
    }

    /**
     * What the venue asks us to wait, on its way in.
     *
     * @param waitNs as said
     * @return as the engine hears it
     */
    public long waitNs(long waitNs) {
        return waitNs;
    }

    /**
     * The weight that the venue allows or counts, on its way in.
     *
     * @param weight as said
     * @param counted whether it is what is used, or else what is allowed
     * @return as the engine hears it
     */
    public long weight(long weight, boolean counted) {
        return weight;
    }

    /**
     * A tick on its way in.
     *
     * @param tick claimed and filled; may be altered
     */
    public void tick(Event tick) {
    }

    /**
     * A record on its way from the journal to the checkers.
     *
     * @param event input or output
     * @return whether they see it
     */
    public boolean records(Event event) {
        return true;
    }

    /**
     * A record on its way from the journal to the replay.
     *
     * @param event may be altered
     */
    public void replays(Event event) {
    }

    /**
     * What the strategy is shown.
     *
     * @param version what the tick really is
     * @return the same, or an older one that a leaky strategy shows instead
     */
    public long showsVersion(long version) {
        return version;
    }

    /**
     * How often the strategy is shown a tick.
     *
     * @param tick shown
     * @return 1, or what a leaky strategy makes of it
     */
    public int shows(Tick tick) {
        return 1;
    }
}
