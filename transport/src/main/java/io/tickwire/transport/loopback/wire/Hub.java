package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.message.Audience;
import io.tickwire.transport.loopback.message.Payload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The open sockets of a venue, and message delivery to them. Event loop only. */
public final class Hub implements Audience {
    private final Set<VenueSocket> sockets = new LinkedHashSet<>();
    /** Ends sockets while the venue takes none, else null. */
    private Consumer<OpenSocket> ending;
    private final Impairments impairments = new Impairments();
    /** Which streams are on the other endpoint just now. */
    private final List<Predicate<String>> moved = new ArrayList<>();
    private ControlBudget.Limit controlLimit = ControlBudget.USUAL;
    private boolean refusesSubscriptions;

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
    public int shut(Consumer<OpenSocket> how) {
        ending = how;
        List<VenueSocket> open = copy();
        sockets.clear();
        open.forEach(how);
        return open.size();
    }

    /** Takes sockets again. */
    public void reopen() {
        ending = null;
    }

    /** @return whether handshakes are refused */
    public boolean isShut() {
        return ending != null;
    }

    /** @return a copy, oldest first */
    public List<OpenSocket> sockets() {
        return List.copyOf(sockets);
    }

    /** @return how much a client may send just now */
    ControlBudget.Limit controlLimit() {
        return controlLimit;
    }

    /** Takes more or fewer messages from each client from now on. */
    public void limitControl(ControlBudget.Limit limit) {
        controlLimit = limit;
    }

    /** @return whether nobody may subscribe just now */
    boolean refusesSubscriptions() {
        return refusesSubscriptions;
    }

    /** Lets clients subscribe or not from now on; what is subscribed stays. */
    public void refuseSubscriptions(boolean refuse) {
        refusesSubscriptions = refuse;
    }

    /** Delivers streams on the other endpoint, until {@link #moveBack} with the same object. */
    public void move(Predicate<String> streams) {
        moved.add(streams);
    }

    /** Delivers them where they belong. */
    public void moveBack(Predicate<String> streams) {
        moved.remove(streams);
    }

    private StreamEndpoint endpoint(String stream) {
        StreamEndpoint usual = StreamEndpoint.ofStream(stream);
        for (Predicate<String> streams : moved) {
            if (streams.test(stream)) {
                return usual.other();
            }
        }
        return usual;
    }

    /**
     * Impairs messages on their way to the sockets, behind what impairs them already.
     *
     * @param streams    those it concerns, by name
     * @param on         the sockets it concerns
     * @param impairment begins
     */
    public void impair(
        Predicate<String> streams, Predicate<OpenSocket> on, Impairment impairment) {
        impairments.add(streams, on, impairment);
    }

    /** Takes an impairment away once it has sent on what it held. */
    public void relieve(Impairment impairment) {
        impairments.remove(impairment);
    }

    void remove(VenueSocket socket) {
        sockets.remove(socket);
    }

    @Override
    public boolean hasSubscribers() {
        for (VenueSocket socket : sockets) {
            if (!socket.subscriptions().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean wants(String stream) {
        StreamEndpoint endpoint = endpoint(stream);
        for (VenueSocket socket : sockets) {
            if (socket.subscriptions().wants(endpoint, stream)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void publish(Payload payload) {
        StreamEndpoint endpoint = endpoint(payload.stream());
        for (VenueSocket socket : copy()) {
            if (socket.subscriptions().wants(endpoint, payload)) {
                impairments.send(socket, payload);
            }
        }
    }

    @Override
    public void flush() {
        for (VenueSocket socket : copy()) {
            socket.flush();
        }
    }

    @Override
    public boolean congested() {
        for (VenueSocket socket : sockets) {
            if (socket.congested()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void dropCongested() {
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
