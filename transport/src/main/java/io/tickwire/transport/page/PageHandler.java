package io.tickwire.transport.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests for the page and its data, and refuses all others. */
final class PageHandler implements HttpHandler {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    /** By another name some other site would be asking, through a browser that it deceived. */
    private static final Pattern OWN_HOST =
        Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]{1,5})?");

    private final PageFeed feed;
    private final byte[] page;
    private final String policy;

    private PageHandler(PageFeed feed, byte[] page, String policy) {
        this.feed = feed;
        this.page = page;
        this.policy = policy;
    }

    static PageHandler of(PageFeed feed) throws IOException {
        try (InputStream resource = PageHandler.class.getResourceAsStream("page.html")) {
            if (resource == null) {
                throw new IOException("page.html is missing from this build");
            }
            byte[] page = resource.readAllBytes();
            String html = new String(page, StandardCharsets.UTF_8);
            return new PageHandler(feed, page, "default-src 'none'; connect-src 'self';"
                + " img-src data:; style-src '" + hash(html, "style") + "'; script-src '"
                + hash(html, "script")
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        }
    }

    /** Allows the page's own element and no other. */
    private static String hash(String html, String element) throws IOException {
        Matcher inside = Pattern.compile(
            "<" + element + ">(.*?)</" + element + ">", Pattern.DOTALL).matcher(html);
        if (!inside.find()) {
            throw new IOException("page.html has no " + element);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(inside.group(1).getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !OWN_HOST.matcher(host).matches()) {
            send(exchange, FORBIDDEN, "text/plain", bytes("only for this machine"));
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, METHOD_NOT_ALLOWED, "text/plain", bytes("only GET and HEAD"));
        } else {
            switch (String.valueOf(exchange.getRequestURI().getPath())) {
                case "/":
                    send(exchange, OK, "text/html", page);
                    break;
                case "/feed.json":
                    send(exchange, OK, "application/json", feed.json());
                    break;
                default:
                    send(exchange, NOT_FOUND, "text/plain", bytes("no such page"));
                    break;
            }
        }
    }

    private static byte[] bytes(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void send(HttpExchange exchange, int status, String type, byte[] body)
        throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
