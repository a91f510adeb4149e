package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.transport.page.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way to a person's eyes: a venue closes its sockets for a while, and a real browser sees
 * the engine's page go from GREEN to YELLOW and back. Skipped, in words, without a browser.
 */
final class HealingPageTest {
    private static final Pattern PAGE = Pattern.compile("page: (http://127\\.0\\.0\\.1:\\d+/)");

    @TempDir
    Path folder;

    @Test
    void thePageSeesTheLossAndTheRecovery() throws Exception {
        boolean there = Browser.executable().isPresent();
        if (!there) {
            System.out.println(
                "SKIPPED HealingPageTest: no chromium in PATH, the page was not looked at");
        }
        assumeTrue(there, "no chromium in PATH");
        // The first of them that begins once the page has come.
        Path faults = Files.writeString(folder.resolve("faults.yaml"), "faults:\n"
            + "  - {at: 20s, for: 6s, fault: sockets-closed}\n"
            + "  - {at: 45s, for: 6s, fault: sockets-closed}\n"
            + "  - {at: 70s, for: 6s, fault: sockets-closed}\n");
        Path config = Files.writeString(folder.resolve("config.yaml"),
            "feed: {stableAfter: 3s, poll: {every: 200ms}}\n"
                + "reconnect: {min: 100ms, max: 1s, stormPerMinute: 100}\n"
                + "engine: {arena: 1MiB}\njournal: {segment: 2MiB}\n");
        try (LoopbackVenue venue =
                LoopbackVenue.start("--faults", faults.toString(), "--seed", "12");
            Run run = Run.start(folder, LiveMain.class, "--venue", "loopback",
                "--ws-url", venue.roots().ws(), "--rest-url", venue.roots().rest(),
                "--config", config.toString(), "--data", folder.resolve("data").toString(),
                "--mode", "monitor", "--http", "0");
            Browser browser = Browser.start(folder.resolve("profile"))) {
            run.awaitError("page: ");
            Matcher page = PAGE.matcher(run.errors());
            assertThat(page.find()).isTrue();
            browser.open(page.group(1));

            browser.awaitText("#flag", "GREEN"::equals);
            assertThat(browser.text("#reason")).isEqualTo("every stream fresh from its socket");
            browser.screenshot("live-1-green");

            browser.awaitText("#flag", "YELLOW"::equals);
            assertThat(browser.awaitText("#reason", text -> text.contains("polling")))
                .as("why, and what is done about it").contains("without its socket");
            browser.screenshot("live-2-yellow");

            browser.awaitText("#flag", "GREEN"::equals);
            assertThat(browser.text("#source")).isEqualTo("socket");
            browser.screenshot("live-3-green-again");
            assertThat(run.signal("TERM").exitCode()).as(run.toString()).isZero();
        }
    }
}
