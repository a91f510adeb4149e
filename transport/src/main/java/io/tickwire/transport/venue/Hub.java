package io.tickwire.transport.venue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The open sockets of a venue and the way to them. On the event loop only. */
final class Hub {
    private final Set<VenueSocket> sockets = new LinkedHashSet<>();
    /** Ends sockets while the venue takes none, else null. */
    private Consumer<VenueSocket> ending;
    private final Impairments impairments = new Impairments();
    /** Which streams are on the other route just now. */
    private final List<Predicate<String>> moved = new ArrayList<>();
    private ControlLimit controlLimit = ControlLimit.USUAL;

    /** A socket whose handshake was under way when the venue shut ends like the others. */
    void add(VenueSocket socket) {
        if (isShut()) {
            ending.accept(socket);
        } else {
            sockets.add(socket);
        }
    }

    /**
     * Ends all sockets, and each that turns up, until {@link #reopen}.
     *
     * @param how ends one
     * @return how many there were
     */
    int shut(Consumer<VenueSocket> how) {
        ending = how;
        List<VenueSocket> open = copy();
        sockets.clear();
        open.forEach(how);
        return open.size();
    }

    void reopen() {
        ending = null;
    }

    /** @return whether handshakes are refused */
    boolean isShut() {
        return ending != null;
    }

    /** @return a copy, oldest first */
    List<VenueSocket> sockets() {
        return copy();
    }

    /** @return how much a client may send just now */
    ControlLimit controlLimit() {
        return controlLimit;
    }

    void limitControl(ControlLimit limit) {
        controlLimit = limit;
    }

    /** Delivers streams on the other route, until {@link #moveBack} with the same object. */
    void move(Predicate<String> streams) {
        moved.add(streams);
    }

    void moveBack(Predicate<String> streams) {
        moved.remove(streams);
    }

    private Route route(String stream) {
        Route usual = Route.ofStream(stream);
        for (Predicate<String> streams : moved) {
            if (streams.test(stream)) {
                return usual.other();
            }
        }
        return usual;
    }

    /** @return what happens to messages on their way to the sockets */
    Impairments impairments() {
        return impairments;
    }

    void remove(VenueSocket socket) {
        sockets.remove(socket);
    }

    /** @return whether anybody has subscribed to anything */
    boolean hasSubscribers() {
        for (VenueSocket socket : sockets) {
            if (!socket.subscriptions().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Asks before a payload is made.
     *
     * @param stream name
     * @return whether some socket wants it
     */
    boolean wants(String stream) {
        Route route = route(stream);
        for (VenueSocket socket : sockets) {
            if (socket.subscriptions().wants(route, stream)) {
                return true;
            }
        }
        return false;
    }

    /** Writes to every socket that wants it; sent with the next {@link #flush}. */
    void publish(Payload payload) {
        Route route = route(payload.stream());
        for (VenueSocket socket : copy()) {
            if (socket.subscriptions().wants(route, payload.stream())) {
                impairments.send(socket, payload);
            }
        }
    }

    void flush() {
        for (VenueSocket socket : copy()) {
            socket.flush();
        }
    }

    /** @return whether some client reads more slowly than we write */
    boolean congested() {
        for (VenueSocket socket : sockets) {
            if (socket.congested()) {
                return true;
            }
        }
        return false;
    }

    /** Gives up the clients that keep the others waiting. */
    void dropCongested() {
        for (VenueSocket socket : copy()) {
            if (socket.congested()) {
                socket.drop();
            }
        }
    }

    /** A failing write closes its socket, which leaves the set while we walk it. */
    private List<VenueSocket> copy() {
        return new ArrayList<>(sockets);
    }
}
