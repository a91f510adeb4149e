package io.tickwire.engine.core;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import io.tickwire.engine.config.Config;

/** Chooses how the engine thread waits for events, by configuration and number of processors. */
public final class WaitStrategies {
    /** From so many cores on, one may spin without taking another thread's time. */
    public static final int CORES_TO_YIELD = 4;

    private WaitStrategies() {
    }

    /**
     * The strategy of a configuration.
     *
     * @param waiting configured
     * @param cores   that this process may use; spinning on few busy ones costs milliseconds in the
     *                tail, and a core of its own whatever there is to do
     * @return a strategy for one ring
     */
    public static WaitStrategy of(Config.Wait waiting, int cores) {
        switch (waiting) {
            case SPIN:
                return new BusySpinWaitStrategy();
            case YIELD:
                return new YieldingWaitStrategy();
            case SLEEP:
                return new SleepingWaitStrategy();
            case BLOCK:
                return new ParkingWaitStrategy();
            default:
                return of(cores >= CORES_TO_YIELD ? Config.Wait.YIELD : Config.Wait.BLOCK, cores);
        }
    }
}
