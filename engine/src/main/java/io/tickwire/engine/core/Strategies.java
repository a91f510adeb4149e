package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.signal.Strategy;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** Makes the strategy that a configuration names. */
public final class Strategies {
    private Strategies() {
    }

    /**
     * Makes it with its settings.
     *
     * @param config names the class
     * @return a strategy in its initial state
     * @throws IllegalArgumentException if there is no such class, it is no strategy, has no public
     *                                  constructor of a Map, or refuses its settings
     */
    public static Strategy create(Config.Strategy config) {
        String name = config.className();
        try {
            return Class.forName(name).asSubclass(Strategy.class)
                .getConstructor(Map.class).newInstance(config.settings());
        } catch (ClassNotFoundException absent) {
            throw new IllegalArgumentException("strategy.class: no such class: " + name, absent);
        } catch (ClassCastException other) {
            throw new IllegalArgumentException(
                "strategy.class: " + name + " does not implement " + Strategy.class.getName(),
                other);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(
                refused.getCause().getMessage(), refused.getCause());
        } catch (ReflectiveOperationException noConstructor) {
            throw new IllegalArgumentException("strategy.class: " + name
                + " has no public constructor of one Map", noConstructor);
        }
    }
}
