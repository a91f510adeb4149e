package io.tickwire.transport.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Source;
import io.tickwire.transport.monitor.FeedScript;
import io.tickwire.transport.monitor.Records;
import io.tickwire.transport.monitor.SessionInfo;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees, in a real browser. Skipped, in words, where there is none. */
final class PageTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    Path folder;

    private final AtomicLong nowNs = new AtomicLong();
    private final PageFeed feed = new PageFeed(
        new SessionInfo("20261125T100000Z-loopback-paper", "loopback", "paper", 1), Records.DISPLAY,
        50_000_000L, nowNs::get);
    private final FeedScript script = new FeedScript(feed::onRecord);

    @BeforeAll
    static void needsABrowser() {
        boolean there = Browser.executable().isPresent();
        if (!there) {
            System.out.println("SKIPPED PageTest: no chromium in PATH, the page was not looked at");
        }
        assumeTrue(there, "no chromium in PATH");
    }

    private static String background(Browser browser) throws Exception {
        return browser.evaluate(
            "getComputedStyle(document.querySelector('#panel')).backgroundColor");
    }

    private void quotes(double from) {
        for (int i = 0; i < 60; i++) {
            script.at(from + i * 0.1).tick(EventType.QUOTE, 1, Source.SOCKET)
                .tick(EventType.QUOTE, 2, Source.SOCKET);
        }
    }

    @Test
    void showsTheFlagWithItsReasonAndNeverAStaleGreen() throws Exception {
        PageServer server = PageServer.bind(0);
        try (Browser browser = Browser.start(folder.resolve("profile"))) {
            server.serve(feed);
            browser.dark(false).open(server.url());
            assertThat(browser.awaitText("#flag", "UNKNOWN"::equals)).isEqualTo("UNKNOWN");
            browser.screenshot("1-unknown");

            script.plan().clock(3_100_000).limit(2_400).used(12).green(2);
            quotes(187.9);
            browser.awaitText("#flag", "GREEN"::equals);
            assertThat(browser.text("#reason")).isEqualTo("every stream fresh from its socket");
            assertThat(browser.text("#since")).isEqualTo("since 22:13:22Z, 3 m 11 s");
            assertThat(browser.text("#facts")).as("said above already").doesNotContain("State");
            assertThat(browser.text("#source")).isEqualTo("socket");
            assertThat(browser.text("#rate")).isEqualTo("20");
            assertThat(browser.text("#clock")).isEqualTo("+3.1 ms");
            assertThat(browser.text("#about")).contains("20261125T100000Z-loopback-paper")
                .contains("paper");
            assertThat(browser.text("tr[data-symbol=BTCUSDT]")).contains("GREEN")
                .contains("0.0 s").contains("socket").contains("quote, trade");
            assertThat(background(browser)).isEqualTo("rgb(11, 122, 53)");
            assertThat(browser.evaluate("document.title")).startsWith("GREEN");
            browser.screenshot("2-green");

            script.yellow(194, 10.2).tick(EventType.TRADE, 1, Source.POLL).at(194.4);
            browser.awaitText("#flag", "YELLOW"::equals);
            assertThat(browser.text("#reason"))
                .isEqualTo("BTCUSDT trade silent for 10.6 s, polling");
            assertThat(browser.text("#aloud")).startsWith("Feed YELLOW: BTCUSDT trade silent");
            assertThat(browser.text("#source")).isEqualTo("socket and polling");
            assertThat(browser.text("tr[data-symbol=BTCUSDT]")).contains("0.4 s")
                .contains("polling").contains("trade YELLOW silent");
            browser.screenshot("3-yellow");
            browser.dark(true).screenshot("3-yellow-dark");

            script.green(200).at(200.1);
            browser.awaitText("#flag", "GREEN"::equals);
            browser.screenshot("4-green-again-dark");

            // The engine stands still: no record for longer than two seconds.
            nowNs.addAndGet(2 * SECOND_NS + 1);
            browser.awaitText("#flag", "RED"::equals);
            assertThat(browser.text("#reason")).isEqualTo("engine silent for 2.0 s");
            assertThat(browser.text("#symbols")).doesNotContain("GREEN");
            browser.dark(false).screenshot("5-silent");
            script.at(202.2);
            browser.awaitText("#flag", "GREEN"::equals);

            server.close();
            browser.awaitText("#flag", "RED"::equals);
            assertThat(browser.text("#reason")).isEqualTo("engine does not answer");
            assertThat(browser.text("#since")).startsWith("last answer at ");
            assertThat(browser.text("body")).doesNotContain("GREEN");
            assertThat(browser.evaluate("document.title")).startsWith("RED");
            browser.size(390, 844).screenshot("6-no-answer-narrow");
        } finally {
            server.close();
        }
    }

    @Test
    void anEndedSessionIsNotGreen() throws Exception {
        try (PageServer server = PageServer.bind(0);
            Browser browser = Browser.start(folder.resolve("profile"))) {
            server.serve(feed);
            script.plan().green(2).ended();
            browser.open(server.url());
            // On a busy machine the first answer may be too late for the page.
            browser.awaitText("#reason", "the session has ended"::equals);
            assertThat(browser.text("#flag")).isEqualTo("RED");
        }
    }

    @Test
    void nothingIsCutOffOnAPhone() throws Exception {
        try (PageServer server = PageServer.bind(0);
            Browser browser = Browser.start(folder.resolve("profile"))) {
            server.serve(feed);
            script.plan().green(2).yellow(9, 10.2).at(9.5);
            browser.open(server.url());
            browser.awaitText("#symbols", text -> text.contains("BTCUSDT"));
            browser.evaluate("document.body.style.maxWidth = '340px'");
            assertThat(browser.evaluate("String([...document.querySelectorAll("
                + "'#symbols td, #symbols th')].every(one => one.getBoundingClientRect().right"
                + " <= document.querySelector('#ticks').getBoundingClientRect().right))"))
                .isEqualTo("true");
        }
    }

    @Test
    void whatASymbolIsCalledIsTextAndNothingElse() throws Exception {
        try (PageServer server = PageServer.bind(0);
            Browser browser = Browser.start(folder.resolve("profile"))) {
            server.serve(feed);
            script.at(0).instrument(1, "<img/src=x/onerror=document.title='broken'>").at(1);
            browser.open(server.url());
            assertThat(browser.awaitText("#symbols", text -> text.contains("<img")))
                .contains("onerror");
            assertThat(browser.evaluate("document.querySelectorAll('img').length")).isEqualTo("0");
        }
    }
}
