package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.signal.Strategy;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes the strategy that a configuration names. A journal keeps the jar of its strategy, so that
 * one that is built anew does not change what the old one decided.
 */
public final class Strategies {
    private static final String KEPT = "strategy.jar";

    private Strategies() {
    }

    /**
     * Makes the strategy of a new journal, which gets a copy of its jar.
     *
     * @param config  names the class, the jar that it is in, or a jar that names its class
     * @param journal folder of a journal that is about to begin
     * @return a strategy in its initial state
     * @throws IllegalArgumentException if there is no such jar or class, it is no strategy, has no
     *                                  public constructor of a Map, or refuses its settings
     * @throws IOException              if the jar cannot be copied
     */
    public static Strategy begin(Config.Strategy config, Path journal) throws IOException {
        if (!config.jar().isEmpty()) {
            StrategyJar.copy(config.jar(), journal.resolve(KEPT));
        }
        return of(config, journal);
    }

    /**
     * Makes the strategy that a journal began with.
     *
     * @param config  frozen in the journal
     * @param journal folder; where it has kept no jar, the one that is named is taken
     * @return a strategy in its initial state
     * @throws IllegalArgumentException as {@link #begin}
     */
    public static Strategy of(Config.Strategy config, Path journal) {
        Path kept = journal.resolve(KEPT);
        return create(config, Files.exists(kept) ? kept.toString() : config.jar());
    }

    /**
     * Makes a strategy outside any journal.
     *
     * @param config as for {@link #begin}
     * @return a strategy in its initial state
     * @throws IllegalArgumentException as {@link #begin}
     */
    public static Strategy create(Config.Strategy config) {
        return create(config, config.jar());
    }

    private static Strategy create(Config.Strategy config, String jarFile) {
        if (config.jar().isEmpty()) {
            return create(config.className(), Strategies.class.getClassLoader(), config);
        }
        StrategyJar jar = StrategyJar.open(jarFile);
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
