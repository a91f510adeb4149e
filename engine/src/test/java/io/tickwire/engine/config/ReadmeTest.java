package io.tickwire.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What README.md says of the configuration is so. */
final class ReadmeTest {
    @Test
    void allKeysAndTheirDefaultsAreThere() throws IOException {
        String readme = Files.readString(
            Path.of(System.getProperty("tickwire.root", "..")).resolve("README.md"));
        assertThat(readme).contains(
            "```yaml\n" + ConfigReader.toYaml(ConfigReader.read("")) + "```\n");
    }
}
