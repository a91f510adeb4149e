package io.tickwire.engine.core;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.signal.Strategy;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Instantiates the strategy that a configuration names. A journal keeps a copy of the strategy's
 * jar, and the configuration its hash, so that a rebuilt jar cannot replace the one that decided.
 */
public final class Strategies {
    private static final String KEPT = "strategy.jar";

    private Strategies() {
    }

    /**
     * Makes sure that the strategy can be made, and fixes its jar.
     *
     * @param config as it was read
     * @return the same with the jar's hash, to be frozen
     * @throws IllegalArgumentException if there is no such jar or class, it is no strategy, has no
     *                                  public constructor of a Map, or refuses its settings
     * @throws IOException              if the jar cannot be read
     */
    public static Config freeze(Config config) throws IOException {
        Config.Strategy strategy = config.strategy();
        create(strategy);
        return strategy.jar().isEmpty() ? config : config.withStrategy(
            strategy.withSha256(StrategyJar.sha256(StrategyJar.existing(strategy.jar()))));
    }

    /**
     * Makes the strategy of a new journal, which gets a copy of its jar.
     *
     * @param config  frozen
     * @param journal folder of a journal that is about to begin
     * @return a strategy in its initial state
     * @throws IllegalArgumentException as {@link #freeze}
     * @throws IOException              if the jar cannot be copied
     */
    public static Strategy begin(Config.Strategy config, Path journal) throws IOException {
        if (!config.jar().isEmpty()) {
            StrategyJar.copy(StrategyJar.existing(config.jar()), journal.resolve(KEPT));
        }
        return of(config, journal);
    }

    /**
     * Makes the strategy that a journal began with.
     *
     * @param config  frozen in the journal
     * @param journal folder; where its copy is gone, the jar that is named is taken if it is the
     *                same
     * @return a strategy in its initial state
     * @throws IllegalArgumentException as {@link #freeze}, or if the jar is another one
     */
    public static Strategy of(Config.Strategy config, Path journal) {
        Path kept = journal.resolve(KEPT);
        return config.jar().isEmpty() || !Files.exists(kept) ? create(config)
            : fromJar(config, kept);
    }

    /**
     * Makes a strategy outside any journal.
     *
     * @param config as it was read, or frozen
     * @return a strategy in its initial state
     * @throws IllegalArgumentException as {@link #of}
     */
    public static Strategy create(Config.Strategy config) {
        return config.jar().isEmpty()
            ? instance(config, config.className(), Strategies.class.getClassLoader(), "")
            : fromJar(config, StrategyJar.existing(config.jar()));
    }

    private static Strategy fromJar(Config.Strategy config, Path file) {
        StrategyJar jar = StrategyJar.open(file, config.sha256());
        String name = config.className().isEmpty() ? jar.serviceClass() : config.className();
        return instance(config, name, jar.loader(), " in " + file);
    }

    private static Strategy instance(
        Config.Strategy config, String name, ClassLoader loader, String where) {
        try {
            return Class.forName(name, true, loader).asSubclass(Strategy.class)
                .getConstructor(Map.class).newInstance(config.settings());
        } catch (ClassNotFoundException absent) {
            throw new IllegalArgumentException(
                "strategy.class: no such class: " + name + where, absent);
        } catch (LinkageError broken) {
            throw new IllegalArgumentException(
                "strategy.class: " + name + " cannot be loaded: " + words(broken), broken);
        } catch (ClassCastException other) {
            throw new IllegalArgumentException(
                "strategy.class: " + name + " does not implement " + Strategy.class.getName(),
                other);
        } catch (InvocationTargetException refused) {
            throw new IllegalArgumentException(
                refusal(name, config, refused.getCause()), refused.getCause());
        } catch (ReflectiveOperationException noConstructor) {
            throw new IllegalArgumentException("strategy.class: " + name
                + " has no public constructor of one Map", noConstructor);
        }
    }

    /** Why a class is not usable although it is there. */
    private static String words(LinkageError broken) {
        if (broken instanceof UnsupportedClassVersionError) {
            return "it was compiled for a later Java than " + Runtime.version().feature();
        }
        if (broken instanceof NoClassDefFoundError) {
            return "it needs a class that its jar does not have: " + broken.getMessage();
        }
        return wordsOf(broken);
    }

    /** What its constructor threw: in its own words where they name the setting. */
    private static String refusal(String name, Config.Strategy config, Throwable cause) {
        String message = cause.getMessage();
        return message != null && message.startsWith("strategy.settings.") ? message
            : "strategy.settings: " + name + " does not take "
                + new TreeMap<>(config.settings()) + ": " + wordsOf(cause);
    }

    /** Its message; of an exception without one its name is all there is. */
    private static String wordsOf(Throwable cause) {
        return cause.getMessage() == null || cause.getMessage().isBlank()
            ? "it threw a " + cause.getClass().getSimpleName() : cause.getMessage();
    }
}
