package io.tickwire.transport.live;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.transport.venue.KeepAlive;
import io.tickwire.transport.venue.LinkPlan;
import io.tickwire.transport.venue.NoticeListener;
import io.tickwire.transport.venue.VenueClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * The WebSocket connections that there are, by the ids of their links. The engine's requests name
 * the attempt to connect that they are about; those about one that is over do nothing. I/O thread
 * only.
 */
final class LinkSockets {
    private final Wire wire;
    private final VenueClient venue;
    private final EventSink sink;
    private final FactPublisher facts;
    private final LinkSocket.Intake intake;
    private final Int2ObjectHashMap<LinkSocket> sockets = new Int2ObjectHashMap<>();

    // What the venue says about a connection is met inside a frame and published behind it.
    private int ackLink;
    private long ackError;
    private String ackMessage = "";
    private int shutdownLink;

    private long nextRequestId = 1;

    /**
     * None yet.
     *
     * @param instruments the producer's own
     * @param beforeTicks run before messages are stamped and published
     * @param broken      told what a message has made us throw; the ring may be in any state
     */
    LinkSockets(
        Wire wire, VenueClient venue, EventSink sink, FactPublisher facts,
        InstrumentTable instruments, Runnable beforeTicks, Consumer<Throwable> broken) {
        this.wire = wire;
        this.venue = venue;
        this.sink = sink;
        this.facts = facts;
        this.intake = new LinkSocket.Intake(sink, facts,
            venue.codec().frames(sink, instruments, new Notices()),
            new LinkSocket.Owner(beforeTicks, this::publishNotices, this::forget, broken));
    }

    /** A connection has one socket at most: whatever it still has goes first. */
    void connect(int link, long attempt) {
        LinkSocket before = sockets.get(link);
        if (before != null) {
            before.drop();
        }
        LinkSocket socket = new LinkSocket(link, attempt, intake);
        sockets.put(link, socket);
        socket.connect(wire, venue.sockets().upgrade(venue.plan().groupOf(link)));
    }

    /** Asks for all streams of the connection. */
    void subscribe(int link, long attempt) {
        LinkSocket socket = socketOf(link, attempt);
        if (socket == null) {
            return;
        }
        LinkPlan.Group group = venue.plan().groupOf(link);
        List<String> messages = venue.sockets().subscribe(group, nextRequestId);
        socket.asks(nextRequestId, nextRequestId + messages.size());
        nextRequestId += messages.size();
        messages.forEach(message -> sendText(socket, message));
    }

    /** Sends what the venue wants to hear from us, so that it does not close the connection. */
    void keepAlive(int link, long attempt) {
        LinkSocket socket = socketOf(link, attempt);
        if (socket == null) {
            return;
        }
        KeepAlive wanted = venue.sockets().keepAlive();
        boolean sent = switch (wanted.kind()) {
            case PING_FRAME -> socket.sendPing();
            case TEXT -> sendText(socket, wanted.text());
            case NONE -> throw new IllegalStateException("the venue wants to hear nothing");
        };
        if (sent) {
            facts.keptAlive(link, attempt);
        } else {
            // The venue has not read for long: it will not hear us in time.
            socket.drop();
        }
    }

    /** False if nothing was sent. */
    private boolean sendText(LinkSocket socket, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        int position = sink.arena().claim(bytes.length);
        sink.arena().buffer().putBytes(position, bytes);
        boolean sent = socket.sendText(sink.arena().buffer(), position, bytes.length);
        if (sent && !venue.sockets().areMessagesSecret()) {
            sink.frameSent(socket.link(), FrameFormat.TEXT, position, bytes.length);
        }
        return sent;
    }

    /** Drops the connection at once. */
    void close(int link, long attempt) {
        LinkSocket socket = socketOf(link, attempt);
        if (socket != null) {
            socket.drop();
        }
    }

    /** The session ends: closes all politely, and nothing that still comes is published. */
    void leave() {
        // A copy: each leaves the map as it ends.
        new ArrayList<>(sockets.values()).forEach(LinkSocket::leave);
    }

    /** The socket that an attempt has made, null if it is gone. */
    private LinkSocket socketOf(int link, long attempt) {
        LinkSocket socket = sockets.get(link);
        return socket != null && socket.attempt() == attempt ? socket : null;
    }

    private void forget(LinkSocket ended) {
        if (sockets.get(ended.link()) == ended) {
            sockets.remove(ended.link());
        }
    }

    /** Notes what the venue says about a connection until the frame has ended. */
    private final class Notices implements NoticeListener {
        private String refusal = "";

        @Override
        public void onAck(int link, long id, long errorCode) {
            LinkSocket socket = sockets.get(link);
            if (errorCode != NO_ERROR && id != Event.ABSENT && socket != null
                && !socket.hasAsked(id)) {
                // About something that we did not ask here.
                return;
            }
            ackLink = link;
            ackError = errorCode;
            ackMessage = errorCode == NO_ERROR ? "" : refusal;
            refusal = "";
        }

        @Override
        public void onRefusal(int link, String message) {
            refusal = message;
        }

        @Override
        public void onShutdown(int link) {
            shutdownLink = link;
        }
    }

    private void publishNotices(long attempt) {
        if (ackLink != 0) {
            int link = ackLink;
            ackLink = 0;
            facts.subscribed(link, attempt, ackError, ackMessage);
        }
        if (shutdownLink != 0) {
            int link = shutdownLink;
            shutdownLink = 0;
            facts.closeAnnounced(link, attempt);
        }
    }
}
