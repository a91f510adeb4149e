package io.tickwire.transport.loopback.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.transport.loopback.Client;
import io.tickwire.transport.loopback.VenueServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody with a key at a venue, on the JDK's HTTP client; signs with no code of ours. */
public final class Trader {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final String key;
    private final String secret;

    public Trader(VenueServer venue, String key, String secret) {
        this.port = venue.port();
        this.key = key;
        this.secret = secret;
    }

    public static Trader ofDefault(VenueServer venue) {
        return new Trader(venue, "loopback-key", "loopback-secret");
    }

    /** A signed call that must go well. */
    public JsonNode call(String method, String path, String parameters) throws Exception {
        HttpResponse<String> response = send(method, path, parameters);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Client.json(response.body());
    }

    /** A signed call that must be refused: "status code". */
    public String refusal(String method, String path, String parameters) throws Exception {
        HttpResponse<String> response = send(method, path, parameters);
        return response.statusCode() + " " + Client.json(response.body()).get("code");
    }

    public HttpResponse<String> send(String method, String path, String parameters)
        throws Exception {
        String text = (parameters.isEmpty() ? "" : parameters + "&") + "timestamp="
            + System.currentTimeMillis();
        return raw(method, path + "?" + text + "&signature=" + sign(secret, text), "", key);
    }

    public HttpResponse<String> raw(String method, String uri, String body, String header)
        throws Exception {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + uri))
                .method(method, BodyPublishers.ofString(body));
        if (header != null) {
            request.header("X-MBX-APIKEY", header);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    public static String sign(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    public JsonNode place(String parameters) throws Exception {
        return call("POST", "/fapi/v1/order", parameters);
    }

    /** The listen key of its account. */
    public String listenKey() throws Exception {
        return Client.json(raw("POST", "/fapi/v1/listenKey", "", key).body()).get("listenKey")
            .asText();
    }

    /** Hears its events from now on. */
    public Client listen() throws Exception {
        return Client.open(HTTP, "ws://127.0.0.1:" + port + "/private/ws/" + listenKey());
    }

    /** Best price of the venue. */
    public String quote(String symbol, String field) throws Exception {
        return Client.json(raw("GET", "/fapi/v1/ticker/bookTicker?symbol=" + symbol, "", null)
            .body()).get(field).asText();
    }
}
