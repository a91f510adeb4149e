package io.tickwire.transport.binance;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.FrameDecoder;
import io.tickwire.transport.venue.HttpCall;
import io.tickwire.transport.venue.KeepAlive;
import io.tickwire.transport.venue.LinkPlan;
import io.tickwire.transport.venue.NoticeListener;
import io.tickwire.transport.venue.RecordedStreams;
import io.tickwire.transport.venue.ReplyDecoder;
import io.tickwire.transport.venue.SocketProtocol;
import io.tickwire.transport.venue.Venue;
import io.tickwire.transport.venue.VenueBootstrap;
import io.tickwire.transport.venue.VenueClient;
import io.tickwire.transport.venue.VenueCodec;
import io.tickwire.transport.venue.VenueDisplay;
import io.tickwire.transport.venue.VenueRoots;
import io.tickwire.transport.venue.VenueTerms;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * USD-M futures of Binance, and whatever speaks like them. Their market data needs no login, and
 * they ping us, so that there is nothing to send to keep a connection (protocols/binance.md A1, A2,
 * A4).
 */
public final class BinanceVenue implements Venue {
    private static final String INSTRUMENTS = "/fapi/v1/exchangeInfo";

    private final String name;
    private final boolean hasHosts;

    private BinanceVenue(String name, boolean hasHosts) {
        this.name = name;
        this.hasHosts = hasHosts;
    }

    /** @return the venue itself */
    public static BinanceVenue usdm() {
        return new BinanceVenue("binance-usdm", true);
    }

    /**
     * Another venue that speaks like it.
     *
     * @param name of that one, whose addresses have to be given
     * @return the venue
     */
    public static BinanceVenue spokenBy(String name) {
        return new BinanceVenue(name, false);
    }

    @Override
    public String name() {
        return name;
    }

    /** Hosts as of November 2026. */
    @Override
    public VenueRoots roots(Config.Venue configured) {
        if (!hasHosts) {
            return VenueRoots.of(configured, "", "");
        }
        return configured.env().equals("live")
            ? VenueRoots.of(configured, "wss://fstream.binance.com", "https://fapi.binance.com")
            : VenueRoots.of(configured, "wss://demo-fstream.binance.com",
                "https://demo-fapi.binance.com");
    }

    @Override
    public VenueClient client(
        VenueRoots roots, List<String> symbols, List<StreamKind> streams) {
        return new VenueClient(this, new Bootstrap(roots), StreamPlan.of(symbols, streams),
            new Sockets(roots), new RestCalls(roots), new Codec());
    }

    @Override
    public VenueDisplay display() {
        return new Display();
    }

    @Override
    public FrameDecoder recordings(
        EventSink sink, InstrumentTable table, RecordedStreams streams) {
        return new BinanceDecoder(
            sink, table, RowPolicy.of(streams), (link, id, errorCode) -> { });
    }

    private record Bootstrap(VenueRoots roots) implements VenueBootstrap {
        @Override
        public HttpCall instruments() {
            return HttpCall.get(roots.call(INSTRUMENTS), INSTRUMENTS);
        }

        @Override
        public VenueTerms read(byte[] body) throws IOException {
            return ExchangeInfo.read(body);
        }

        @Override
        public VenueTerms unknown() {
            return ExchangeInfo.unknown();
        }
    }

    private record Sockets(VenueRoots roots) implements SocketProtocol {
        @Override
        public Upgrade upgrade(LinkPlan.Group group) {
            return new Upgrade(roots.socket(StreamPlan.path(group)), Map.of());
        }

        @Override
        public List<String> subscribe(LinkPlan.Group group, long firstRequestId) {
            return StreamPlan.subscribeMessages(group, firstRequestId);
        }

        @Override
        public KeepAlive keepAlive() {
            return KeepAlive.NONE;
        }
    }

    private record Codec() implements VenueCodec {
        @Override
        public FrameDecoder frames(
            EventSink sink, InstrumentTable table, NoticeListener listener) {
            return new BinanceDecoder(sink, table, RowPolicy.LISTED, listener);
        }

        @Override
        public ReplyDecoder replies(EventSink sink, InstrumentTable table) {
            return new RestDecoder(sink, table);
        }
    }

    private record Display() implements VenueDisplay {
        @Override
        public String silentReason(StreamKind kind) {
            return StreamPlan.silentReason(kind);
        }

        @Override
        public String price(String amount) {
            return "$" + amount;
        }

        @Override
        public String money(String amount) {
            return amount + " USDT";
        }
    }
}
