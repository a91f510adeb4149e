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
     * @param config names the class, the jar that it is in, or a jar that names its class
     * @return a strategy in its initial state
     * @throws IllegalArgumentException if there is no such jar or class, it is no strategy, has no
     *                                  public constructor of a Map, or refuses its settings
     */
    public static Strategy create(Config.Strategy config) {
        if (config.jar().isEmpty()) {
            return create(config.className(), Strategies.class.getClassLoader(), config);
        }
        StrategyJar jar = StrategyJar.open(config.jar());
        String name = config.className().isEmpty() ? jar.serviceClass() : config.className();
        return create(name, jar.loader(), config);
    }

    private static Strategy create(String name, ClassLoader loader, Config.Strategy config) {
        try {
            return Class.forName(name, true, loader).asSubclass(Strategy.class)
                .getConstructor(Map.class).newInstance(config.settings());
        } catch (ClassNotFoundException absent) {
            throw new IllegalArgumentException("strategy.class: no such class: " + name
                + (config.jar().isEmpty() ? "" : " in " + config.jar()), absent);
        } catch (LinkageError broken) {
            // Compiled for a later Java, or against something that is not in the jar.
            throw new IllegalArgumentException(
                "strategy.class: " + name + " cannot be loaded: " + broken, broken);
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
