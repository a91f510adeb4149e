package io.tickwire.perf.faults;

import io.tickwire.perf.process.EngineProcess;
import io.tickwire.perf.process.VenueProcess;
import java.io.IOException;
import java.nio.file.Path;

/** Faults that an engine is sent through, whoever makes them. */
public interface Scenario {
    /**
     * What its faults need of venue and engine.
     *
     * @param folder of the run; gets the files that they are told of
     * @return it
     * @throws IOException if a file cannot be written
     */
    RunSetup setup(Path folder) throws IOException;

    /**
     * Begins when both processes run.
     *
     * @param venue  that the engine is connected to, or about to be
     * @param engine that is sent through
     * @return to be advanced until all is over
     * @throws IOException if nothing can be done to them
     */
    FaultInjector begin(VenueProcess venue, EngineProcess engine) throws IOException;

    /** @return how many faults are in it */
    int faults();

    /** @return when the last fault is over on a machine that is not busy, ns from the begin */
    long endNs();

    /**
     * The same scenario for a machine on which the first fault came before the engine was ready.
     *
     * @param byNs how much later everything is
     * @return it
     */
    Scenario delayed(long byNs);
}
