package io.tickwire.peers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** The JDK's own WebSocket, with Jackson: token by token, or bound to an object. */
final class JdkWebSocket implements WebSocket.Listener {
    private static final JsonFactory JSON = new JsonFactory();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Target target;
    private final boolean bound;
    private final ObjectReader quotes = MAPPER.readerFor(QuoteMessage.class);
    private final ObjectReader statistics = MAPPER.readerFor(StatisticsMessage.class);
    private final StringBuilder part = new StringBuilder();
    private long count;

    private JdkWebSocket(Target target, boolean bound) {
        this.target = target;
        this.bound = bound;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Target target = Target.parse(arguments);
        HttpClient.newHttpClient().newWebSocketBuilder()
            .buildAsync(URI.create(target.url() + "/stream?streams="
                    + String.join("/", target.streams())),
                new JdkWebSocket(target, arguments[7].equals("databind"))).join();
        new CountDownLatch(1).await();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        CharSequence whole = text;
        if (!last || part.length() > 0) {
            part.append(text);
            whole = last ? part.toString() : null;
        }
        if (last) {
            part.setLength(0);
            take(whole.toString());
        }
        socket.request(1);
        return null;
    }

    private void take(String text) {
        try {
            long id = bound ? bound(text) : streamed(text);
            target.meter().onMessage(id, ++count);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private long bound(String text) throws IOException {
        if (target.isQuotes()) {
            QuoteMessage message = quotes.readValue(text);
            return message.data.updateId;
        }
        StatisticsMessage message = statistics.readValue(text);
        return message.data.count;
    }

    private long streamed(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                    && parser.currentName().equals("data")) {
                    parser.nextToken();
                    return target.isQuotes() ? quote(parser).updateId
                        : statistics(parser).count;
                }
            }
        }
        throw new IOException("no data");
    }

    private static QuoteMessage.Data quote(JsonParser parser) throws IOException {
        QuoteMessage.Data data = new QuoteMessage.Data();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "e" -> data.event = parser.getText();
                case "u" -> data.updateId = parser.getLongValue();
                case "s" -> data.symbol = parser.getText();
                case "ps" -> data.pair = parser.getText();
                case "b" -> data.bid = Double.parseDouble(parser.getText());
                case "B" -> data.bidQuantity = Double.parseDouble(parser.getText());
                case "a" -> data.ask = Double.parseDouble(parser.getText());
                case "A" -> data.askQuantity = Double.parseDouble(parser.getText());
                case "T" -> data.transactMs = parser.getLongValue();
                case "E" -> data.eventMs = parser.getLongValue();
                default -> data.settledIn = parser.getIntValue();
            }
        }
        return data;
    }

    private static StatisticsMessage.Data statistics(JsonParser parser) throws IOException {
        StatisticsMessage.Data data = new StatisticsMessage.Data();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "e" -> data.event = parser.getText();
                case "E" -> data.eventMs = parser.getLongValue();
                case "s" -> data.symbol = parser.getText();
                case "ps" -> data.pair = parser.getText();
                case "p" -> data.change = Double.parseDouble(parser.getText());
                case "P" -> data.changePercent = Double.parseDouble(parser.getText());
                case "w" -> data.average = Double.parseDouble(parser.getText());
                case "c" -> data.last = Double.parseDouble(parser.getText());
                case "Q" -> data.lastQuantity = Double.parseDouble(parser.getText());
                case "o" -> data.open = Double.parseDouble(parser.getText());
                case "h" -> data.high = Double.parseDouble(parser.getText());
                case "l" -> data.low = Double.parseDouble(parser.getText());
                case "v" -> data.volume = Double.parseDouble(parser.getText());
                case "q" -> data.quoteVolume = Double.parseDouble(parser.getText());
                case "O" -> data.openMs = parser.getLongValue();
                case "C" -> data.closeMs = parser.getLongValue();
                case "F" -> data.firstId = parser.getLongValue();
                case "L" -> data.lastId = parser.getLongValue();
                case "n" -> data.count = parser.getLongValue();
                default -> data.settledIn = parser.getIntValue();
            }
        }
        return data;
    }
}
