package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.signal.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategiesTest {
    private static final String SOURCE = """
        package mine;

        import io.tickwire.engine.event.Event;
        import io.tickwire.engine.signal.Decisions;
        import io.tickwire.engine.signal.Strategy;
        import java.util.Map;

        public final class Mine implements Strategy {
            private final Helper helper = new Helper();
            private final String word;

            public Mine(Map<String, String> settings) {
                word = settings.get("word");
            }

            @Override
            public void onTick(Event tick, Decisions decisions) {
            }

            @Override
            public String toString() {
                return word + helper.number;
            }

            private static final class Helper {
                private final int number = 7;
            }
        }
        """;

    @TempDir
    Path folder;

    private static Strategy create(String className, Path jar) {
        return Strategies.create(
            new Config.Strategy(className, jar.toString(), Map.of("word", "w")));
    }

    @Test
    void findsTheClassThatIsNamed() throws Exception {
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, null);
        assertThat(create("mine.Mine", jar)).hasToString("w7");
    }

    @Test
    void findsTheClassThatTheJarNames() throws Exception {
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, "# one\n\nmine.Mine  # this\n");
        assertThat(create("", jar)).hasToString("w7");
    }

    @Test
    void takesTheEnginesOwnByNameAlsoWithAJar() throws Exception {
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, "mine.Mine");
        assertThat(create("io.tickwire.engine.core.CountingStrategy", jar))
            .isInstanceOf(CountingStrategy.class);
    }

    @Test
    void journalKeepsTheJarItBeganWith() throws Exception {
        Path journal = Files.createDirectory(folder.resolve("journal"));
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, "mine.Mine");
        Config.Strategy config = new Config.Strategy("", jar.toString(), Map.of("word", "w"));
        assertThat(Strategies.begin(config, journal)).hasToString("w7");

        StrategyJars.jar(folder, "Mine", SOURCE.replace("number = 7", "number = 8"), "mine.Mine");
        assertThat(Strategies.create(config)).hasToString("w8");
        assertThat(Strategies.of(config, journal)).hasToString("w7");
        Files.delete(jar);
        assertThat(Strategies.of(config, journal)).hasToString("w7");
    }

    @Test
    void journalWithoutAJarTakesTheOneThatIsNamed() throws Exception {
        Path journal = Files.createDirectory(folder.resolve("journal"));
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, "mine.Mine");
        Config.Strategy config = new Config.Strategy("", jar.toString(), Map.of("word", "w"));
        assertThat(Strategies.of(config, journal)).hasToString("w7");
        Config.Strategy absent =
            new Config.Strategy("", folder.resolve("absent.jar").toString(), Map.of());
        assertThatThrownBy(() -> Strategies.begin(absent, journal))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("strategy.jar: no such file: " + folder.resolve("absent.jar"));
        assertThat(journal).isEmptyDirectory();
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, null);
        assertThatThrownBy(() -> create("mine.Other", jar))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("strategy.class: no such class: mine.Other in " + jar);
        assertThatThrownBy(() -> create("", jar))
            .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("has no META-INF");
        assertThatThrownBy(() -> create("mine.Mine", folder.resolve("absent.jar")))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("strategy.jar: no such file: " + folder.resolve("absent.jar"));
        Path two = StrategyJars.jar(folder, "Mine", SOURCE, "mine.Mine\nmine.Other\n");
        assertThatThrownBy(() -> create("", two))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("names [mine.Mine, mine.Other], not one class");
        Path noJar = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertThatThrownBy(() -> create("mine.Mine", noJar))
            .isInstanceOf(IllegalArgumentException.class);
    }
}
