package io.tickwire.perf.toy;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.BudgetWindow;
import io.tickwire.transport.venue.CallRequest;
import io.tickwire.transport.venue.CallTerms;
import io.tickwire.transport.venue.FrameDecoder;
import io.tickwire.transport.venue.HttpCall;
import io.tickwire.transport.venue.KeepAlive;
import io.tickwire.transport.venue.LinkPlan;
import io.tickwire.transport.venue.Listing;
import io.tickwire.transport.venue.NoticeListener;
import io.tickwire.transport.venue.RecordedStreams;
import io.tickwire.transport.venue.ReplyDecoder;
import io.tickwire.transport.venue.SocketProtocol;
import io.tickwire.transport.venue.Venue;
import io.tickwire.transport.venue.VenueBootstrap;
import io.tickwire.transport.venue.VenueCalls;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venue.VenueCodec;
import io.tickwire.transport.venue.VenueRoots;
import io.tickwire.transport.venue.VenueTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A venue that is unlike the built-in one in all that the port is for: a login, symbols with tokens
 * of their own, binary little-endian packets, subscriptions in lines of text, a text ping of ours
 * without which it leaves, quotes of up to 50 instruments in one call, two budget windows in which
 * a call costs differently, one group of two connections, quotes and statistics only.
 */
final class ToyVenue implements Venue {
    static final String NAME = "toy";
    static final int BATCH = 50;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public VenueRoots roots(Config.Venue configured) {
        return VenueRoots.of(configured, "", "");
    }

    @Override
    public VenueClient client(
        VenueRoots roots, List<String> symbols, List<StreamKind> streams) {
        Access access = new Access(roots);
        List<LinkPlan.Stream> all = symbols.stream().flatMap(
            symbol -> streams.stream().map(kind -> new LinkPlan.Stream(symbol, kind))).toList();
        return new VenueClient(this, access,
            new LinkPlan(List.of(new LinkPlan.Group(1, 2, "feed", all))), access, access, access);
    }

    @Override
    public FrameDecoder recordings(
        EventSink sink, InstrumentTable table, RecordedStreams streams) {
        throw new UnsupportedOperationException("nobody has recorded it");
    }

    /** One client: the parts share the key of the login and the tokens of the symbols. */
    private static final class Access
        implements VenueBootstrap, SocketProtocol, VenueCalls, VenueCodec {
        private final VenueRoots roots;
        private final List<String> symbolsByToken = new ArrayList<>();
        private String key = "";

        Access(VenueRoots roots) {
            this.roots = roots;
        }

        @Override
        public HttpCall login() {
            return HttpCall.postJson(
                roots.call("/login"), "/login", Map.of(), "{\"pin\":\"1234\"}");
        }

        @Override
        public void loggedIn(byte[] body) throws IOException {
            key = new String(body, StandardCharsets.US_ASCII);
            if (!key.startsWith("key-")) {
                throw new IOException(key);
            }
        }

        @Override
        public HttpCall instruments() {
            return get("/instruments");
        }

        /** Lines of symbols, whose tokens are their places. */
        @Override
        public VenueTerms read(byte[] body) {
            symbolsByToken.addAll(
                List.of(new String(body, StandardCharsets.US_ASCII).split("\n")));
            return unknown().withListings(symbolsByToken.stream().map(symbol -> new Listing(
                symbol, new BigDecimal("0.05"), BigDecimal.ONE, null, null, null)).toList());
        }

        @Override
        public VenueTerms unknown() {
            return new VenueTerms(List.of(), List.of(
                new BudgetWindow(WindowKind.SLIDING, 20, TimeUnit.SECONDS.toNanos(1)),
                BudgetWindow.ofMinute(3000)));
        }

        @Override
        public Upgrade upgrade(LinkPlan.Group group) {
            return new Upgrade(roots.socket("/" + group.endpoint()), Map.of("X-Key", key));
        }

        @Override
        public List<String> subscribe(LinkPlan.Group group, long firstRequestId) {
            return List.of("sub|" + firstRequestId + "|" + tokens(group.streams().stream()
                .map(LinkPlan.Stream::symbol).distinct().toList()));
        }

        @Override
        public KeepAlive keepAlive() {
            return new KeepAlive(KeepAlive.Kind.TEXT, TimeUnit.MILLISECONDS.toNanos(200), "ping");
        }

        private String tokens(List<String> symbols) {
            return symbols.stream().map(symbol -> Integer.toString(symbolsByToken.indexOf(symbol)))
                .collect(Collectors.joining(","));
        }

        @Override
        public HttpCall http(CallRequest request) {
            return switch (request.call()) {
                case QUOTE -> ask("/quotes", request);
                case PRICE -> ask("/prices", request);
                case STATS -> ask("/statistics", request);
                case CLOCK -> get("/time");
                default -> throw new IllegalArgumentException("no call: " + request.call());
            };
        }

        private HttpCall ask(String path, CallRequest request) {
            return HttpCall.postJson(roots.call(path), path, Map.of("X-Key", key),
                "{\"tokens\":[" + tokens(request.symbols()) + "]}");
        }

        private HttpCall get(String path) {
            return new HttpCall("GET", roots.call(path), path, Map.of("X-Key", key),
                HttpCall.BodyKind.NONE, "");
        }

        @Override
        public CallTerms terms(FeedCall call) {
            return switch (call) {
                case QUOTE -> batch(5);
                case PRICE -> batch(2);
                case STATS -> batch(10);
                case CLOCK -> CallTerms.single(1, 1);
                default -> CallTerms.NONE;
            };
        }

        /** Each counts once in a second, and so much in a minute. */
        private static CallTerms batch(long inMinute) {
            return new CallTerms(
                List.of(new CallTerms.Cost(1, 0), new CallTerms.Cost(inMinute, 0)), BATCH);
        }

        @Override
        public long used(int window, UnaryOperator<String> headers) {
            String text = headers.apply("X-Used-" + window);
            return text == null ? Event.ABSENT : Long.parseLong(text);
        }

        @Override
        public Refusal refusal(int status, byte[] body) {
            return new Refusal(new String(body, StandardCharsets.US_ASCII), 0);
        }

        @Override
        public FrameDecoder frames(
            EventSink sink, InstrumentTable table, NoticeListener listener) {
            return new ToyDecoder(sink, table, symbolsByToken, listener);
        }

        @Override
        public ReplyDecoder replies(EventSink sink, InstrumentTable table) {
            return new ToyDecoder(sink, table, symbolsByToken, (link, id, errorCode) -> { });
        }
    }
}
