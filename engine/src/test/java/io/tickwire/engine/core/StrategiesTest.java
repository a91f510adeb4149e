package io.tickwire.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.signal.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesTest {
    private static final String SOURCE = """
        package mine;

        import io.tickwire.engine.signal.Strategy;
        import io.tickwire.engine.signal.StrategyContext;
        import io.tickwire.engine.signal.Trade;
        import java.util.Map;

        public final class Mine implements Strategy {
            private final Helper helper = new Helper();
            private final String word;

            public Mine(Map<String, String> settings) {
                word = settings.get("word");
            }

            @Override
            public void onTrade(Trade trade, StrategyContext context) {
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
            new Config.Strategy(className, jar.toString(), "", Map.of("word", "w")));
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

    private Config frozen(Path jar) throws Exception {
        return Strategies.freeze(ConfigReader.read(
            "strategy: {class: mine.Mine, jar: " + jar + ", settings: {word: w}}\n"));
    }

    @Test
    void journalKeepsTheJarItBeganWith() throws Exception {
        Path journal = Files.createDirectory(folder.resolve("journal"));
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, null);
        Config.Strategy config = frozen(jar).strategy();
        assertThat(Strategies.begin(config, journal)).hasToString("w7");

        StrategyJars.jar(folder, "Mine", SOURCE.replace("number = 7", "number = 8"), null);
        assertThat(frozen(jar).strategy().sha256()).isNotEqualTo(config.sha256());
        assertThat(Strategies.create(frozen(jar).strategy())).hasToString("w8");
        assertThat(Strategies.of(config, journal)).hasToString("w7");
        Files.delete(jar);
        assertThat(Strategies.of(config, journal)).hasToString("w7");
    }

    @Test
    void anotherJarIsNeverTakenForIt() throws Exception {
        Path journal = Files.createDirectory(folder.resolve("journal"));
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, null);
        Config.Strategy config = frozen(jar).strategy();
        Strategies.begin(config, journal);
        Path kept = journal.resolve("strategy.jar");
        Path elsewhere = Files.move(kept, folder.resolve("elsewhere.jar"));
        assertThat(Strategies.of(config, journal)).as("the one it was copied from")
            .hasToString("w7");

        StrategyJars.jar(folder, "Mine", SOURCE.replace("number = 7", "number = 8"), null);
        assertThatThrownBy(() -> Strategies.of(config, journal))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("strategy.jar: " + jar + " is not the jar of strategy.sha256")
            .hasMessageEndingWith(", not " + config.sha256());
        Files.copy(jar, kept);
        assertThatThrownBy(() -> Strategies.of(config, journal))
            .hasMessageStartingWith("strategy.jar: " + kept + " is not the jar of strategy.sha256");
        Files.move(elsewhere, kept, StandardCopyOption.REPLACE_EXISTING);
        assertThat(Strategies.of(config, journal)).hasToString("w7");
    }

    /** A session may have been copied or packed; to open a pipe is to wait for its other end. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsNoFileIsNamedAndNotWaitedFor(boolean hashed) throws Exception {
        Path journal = Files.createDirectory(folder.resolve("journal"));
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, null);
        Config.Strategy config = frozen(jar).strategy();
        Config.Strategy kept = hashed ? config : config.withSha256("");
        Path strange = Files.createDirectory(journal.resolve("strategy.jar"));
        refused(() -> Strategies.of(kept, journal), strange + ": is a folder, not a file");
        Files.delete(strange);
        refused(() -> create("mine.Mine", journal), journal + ": is a folder, not a file");
        Assumptions.assumeTrue(
            new ProcessBuilder("mkfifo", strange.toString()).start().waitFor() == 0,
            "SKIPPED: no pipe can be made here");
        refused(() -> Strategies.of(kept, journal), strange + ": is a pipe or device, not a file");
        refused(() -> create("mine.Mine", strange), strange + ": is a pipe or device, not a file");
        Path begun = Files.createDirectory(folder.resolve("begun"));
        refused(() -> Strategies.begin(new Config.Strategy(
            "mine.Mine", strange.toString(), "", Map.of("word", "w")), begun),
            strange + ": is a pipe or device, not a file");
        assertThat(begun).isEmptyDirectory();
    }

    private static void refused(ThrowingCallable opener, String reason) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30),
            () -> assertThatThrownBy(opener).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("strategy.jar: " + reason));
    }

    @Test
    void aJournalOfBeforeHasNeitherCopyNorHash() throws Exception {
        Path journal = Files.createDirectory(folder.resolve("journal"));
        Path jar = StrategyJars.jar(folder, "Mine", SOURCE, null);
        Config.Strategy config = frozen(jar).strategy().withSha256("");
        assertThat(Strategies.of(config, journal)).hasToString("w7");
        Files.delete(jar);
        assertThatThrownBy(() -> Strategies.begin(config, journal))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("strategy.jar: no such file: " + jar);
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
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith("strategy.jar: " + noJar + " is no jar: ");
        Path strict = StrategyJars.jar(folder, "Mine", SOURCE.replace(
            "word = settings.get(\"word\");",
            "word = Integer.valueOf(settings.get(\"word\")).toString();"), null);
        assertThatThrownBy(() -> create("mine.Mine", strict))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("strategy.settings: mine.Mine does not take {word=w}: "
                + "For input string: \"w\"");
        Path mute = StrategyJars.jar(folder, "Mine", SOURCE.replace(
            "word = settings.get(\"word\");", "word = null; if (true) {"
                + " throw new UnsupportedOperationException(); }"), null);
        assertThatThrownBy(() -> create("mine.Mine", mute))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("strategy.settings: mine.Mine does not take {word=w}: "
                + "it threw a UnsupportedOperationException");
    }
}
