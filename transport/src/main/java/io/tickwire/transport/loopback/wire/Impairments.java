package io.tickwire.transport.loopback.wire;

import io.tickwire.transport.loopback.message.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chain of active impairments, in order of their start; without any, a message goes straight to its
 * socket. Event loop only.
 */
final class Impairments implements Outlet {
    private final List<Link> links = new ArrayList<>();
    private Outlet first = OpenSocket::send;

    @Override
    public void send(OpenSocket socket, Payload payload) {
        first.send(socket, payload);
    }

    /**
     * Puts one behind the others.
     *
     * @param streams    those it concerns, by name
     * @param sockets    those it concerns
     * @param impairment begins
     */
    void add(Predicate<String> streams, Predicate<OpenSocket> sockets, Impairment impairment) {
        links.add(new Link(streams, sockets, impairment));
        connect();
    }

    /** Takes one away once it has sent on what it held. */
    void remove(Impairment impairment) {
        for (Link link : links) {
            if (link.impairment == impairment) {
                impairment.release(link.next);
            }
        }
        links.removeIf(link -> link.impairment == impairment);
        connect();
    }

    private void connect() {
        Outlet next = OpenSocket::send;
        for (int i = links.size() - 1; i >= 0; i--) {
            links.get(i).target = next;
            next = links.get(i);
        }
        first = next;
    }

    /** One of the chain; what it holds back goes to whoever is behind it by then. */
    private static final class Link implements Outlet {
        private final Predicate<String> streams;
        private final Predicate<OpenSocket> sockets;
        private final Impairment impairment;
        private final Outlet next = (socket, payload) -> this.target.send(socket, payload);
        private Outlet target;

        Link(Predicate<String> streams, Predicate<OpenSocket> sockets, Impairment impairment) {
            this.streams = streams;
            this.sockets = sockets;
            this.impairment = impairment;
        }

        @Override
        public void send(OpenSocket socket, Payload payload) {
            if (streams.test(payload.stream()) && sockets.test(socket)) {
                impairment.pass(socket, payload, next);
            } else {
                target.send(socket, payload);
            }
        }
    }
}
