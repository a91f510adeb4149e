package io.tickwire.transport.loopback.scenario;

import io.tickwire.engine.config.Durations;
import io.tickwire.transport.loopback.fault.FaultAction;

/**
 * One entry of a scenario.
 *
 * @param path   in the file, for people
 * @param name   of what happens
 * @param atNs   from the moment the venue listens
 * @param forNs  until it is over
 * @param action what happens
 */
record Fault(String path, String name, long atNs, long forNs, FaultAction action) {
    long endNs() {
        return atNs + forNs;
    }

    /**
     * Two of a name cannot last at the same time, except on different parts of the venue; one may
     * begin in the moment another ends.
     */
    boolean overlaps(Fault other) {
        return name.equals(other.name) && atNs < other.endNs() && other.atNs < endNs()
            && sharesScope(other);
    }

    private boolean sharesScope(Fault other) {
        String scope = action.scope();
        String otherScope = other.action.scope();
        return scope.isEmpty() || otherScope.isEmpty() || scope.equals(otherScope);
    }

    @Override
    public String toString() {
        return path + " " + name + " at " + Durations.format(atNs) + " for "
            + Durations.format(forNs);
    }
}
