package io.tickwire.transport.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A headless Chromium with one tab, driven by its own debugging protocol. One thread uses it;
 * screenshots go into the build output.
 */
public final class Browser implements AutoCloseable {
    private static final long DEADLINE_S = 60;
    private static final long END_WITHIN_S = 10;
    private static final long LOOK_EVERY_NS = 20_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Process process;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private WebSocket socket;

    private Browser(Process process) {
        this.process = process;
    }

    /** Where Chromium is; empty where there is none. */
    public static Optional<Path> executable() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts it.
     *
     * @param profile folder of its own, made here
     */
    public static Browser start(Path profile) throws Exception {
        Files.createDirectories(profile);
        ProcessBuilder command =
            new ProcessBuilder(executable().orElseThrow().toString(), "--headless",
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1000,800",
            "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
            .redirectErrorStream(true).redirectOutput(profile.resolve("output.txt").toFile());
        // What it leaves behind goes with the profile.
        command.environment().put("TMPDIR", profile.toString());
        Browser browser = new Browser(command.start());
        try {
            browser.connect(profile.resolve("DevToolsActivePort"));
            return browser;
        } catch (Exception | Error failure) {
            browser.close();
            throw failure;
        }
    }

    private void connect(Path portFile) throws Exception {
        await("the browser's port", () -> Files.exists(portFile) && lines(portFile).size() > 1);
        String port = lines(portFile).get(0);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest list = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/json/list")).build();
        JsonNode[] tab = new JsonNode[1];
        await("the browser's tab", () -> {
            String body = client.send(list, HttpResponse.BodyHandlers.ofString()).body();
            for (JsonNode one : JSON.readTree(body)) {
                tab[0] = one.get("type").asText().equals("page") ? one : tab[0];
            }
            return tab[0] != null;
        });
        socket = client.newWebSocketBuilder().buildAsync(
            URI.create(tab[0].get("webSocketDebuggerUrl").asText()), new Answers())
            .get(DEADLINE_S, TimeUnit.SECONDS);
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    /** Answers by their number; events are nobody's. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                complete(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void complete(String text) {
            try {
                JsonNode json = JSON.readTree(text);
                CompletableFuture<JsonNode> waiting = json.has("id")
                    ? answers.remove(json.get("id").asInt()) : null;
                if (waiting != null) {
                    waiting.complete(json);
                }
            } catch (IOException broken) {
                answers.values().forEach(one -> one.completeExceptionally(broken));
            }
        }
    }

    private JsonNode call(String method, ObjectNode parameters) throws Exception {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode call = JSON.createObjectNode().put("id", id).put("method", method);
        call.set("params", parameters);
        socket.sendText(call.toString(), true).get(DEADLINE_S, TimeUnit.SECONDS);
        JsonNode json = answer.get(DEADLINE_S, TimeUnit.SECONDS);
        if (json.has("error") || json.at("/result").has("exceptionDetails")) {
            throw new IllegalStateException(method + ": " + json);
        }
        return json.get("result");
    }

    /** Opens an address and waits until it is loaded. */
    public Browser open(String url) throws Exception {
        JsonNode result = call("Page.navigate", JSON.createObjectNode().put("url", url));
        if (result.has("errorText")) {
            throw new IllegalStateException(url + ": " + result.get("errorText").asText());
        }
        await(url, () -> evaluate("document.readyState + ' ' + location.href")
            .equals("complete " + url));
        return this;
    }

    /** Value of an expression, as text. */
    public String evaluate(String expression) throws Exception {
        return call("Runtime.evaluate", JSON.createObjectNode()
            .put("expression", expression).put("returnByValue", true))
            .at("/result/value").asText();
    }

    /** Text of an element as it is shown, empty where there is no such element. */
    public String text(String selector) throws Exception {
        return evaluate("(document.querySelector(" + JSON.writeValueAsString(selector)
            + ") || {innerText: ''}).innerText");
    }

    /** Waits until an element shows what is wanted. */
    public String awaitText(String selector, Predicate<String> condition) throws Exception {
        String[] seen = {""};
        await(selector + ", last seen: ", seen, () -> {
            seen[0] = text(selector);
            return condition.test(seen[0]);
        });
        return seen[0];
    }

    /** Whether pages shall think that their reader likes it dark. */
    public Browser dark(boolean isDark) throws Exception {
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features").addObject().put("name", "prefers-color-scheme")
            .put("value", isDark ? "dark" : "light");
        call("Emulation.setEmulatedMedia", media);
        return this;
    }

    /** Width and height of the window, CSS pixels. */
    public Browser size(int width, int height) throws Exception {
        call("Emulation.setDeviceMetricsOverride", JSON.createObjectNode().put("width", width)
            .put("height", height).put("deviceScaleFactor", 1).put("mobile", false));
        return this;
    }

    /** Keeps what is seen as {@code target/screenshots/NAME.png}. */
    public Path screenshot(String name) throws Exception {
        String png = call("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"))
            .get("data").asText();
        Files.createDirectories(SCREENSHOTS);
        return Files.write(
            SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode(png));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        await(what, new String[] {""}, condition);
    }

    private static void await(String what, String[] seen, Condition condition)
        throws Exception {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
        while (!condition.holds()) {
            if (System.nanoTime() - deadlineNs > 0) {
                throw new AssertionError("waited in vain for " + what + seen[0]);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
        List<ProcessHandle> helpers = process.descendants().toList();
        // It removes what it has put elsewhere, and must be gone before its folder is.
        process.destroy();
        try {
            process.onExit().get(END_WITHIN_S, TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
            process.destroyForcibly().onExit().join();
        } catch (InterruptedException | ExecutionException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        helpers.forEach(ProcessHandle::destroyForcibly);
        helpers.forEach(helper -> helper.onExit().join());
    }
}
