package io.tickwire.transport.loopback.account;

import io.tickwire.engine.market.account.Account;
import io.tickwire.engine.market.account.AccountListener;
import io.tickwire.transport.loopback.message.Audience;
import io.tickwire.transport.loopback.message.Payload;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * The stream of each account: what happens to it is told to its listen key, behind the answer of
 * the call that made it happen. Event loop only.
 */
public final class UserStreams {
    private final Queue<Event> events = new ArrayDeque<>();
    private final AccountListener listener = new UserEvents(this::tell);
    private final Audience audience;
    private final Executor later;
    private final ListenKeys keys;

    /** One to be sent. */
    private record Event(Account account, String type, String json) {
    }

    /**
     * Streams that nobody listens to yet.
     *
     * @param audience gets the events
     * @param later    runs what is to happen behind the answer of a call
     */
    public UserStreams(Audience audience, Executor later) {
        this.audience = audience;
        this.later = later;
        keys = new ListenKeys(audience);
    }

    /** @return tells accounts what happens to them */
    public AccountListener listener() {
        return listener;
    }

    ListenKeys keys() {
        return keys;
    }

    private void tell(Account account, String type, String json) {
        events.add(new Event(account, type, json));
        if (events.size() == 1) {
            later.execute(this::send);
        }
    }

    private void send() {
        while (!events.isEmpty()) {
            Event event = events.remove();
            String key = keys.of(event.account());
            if (key != null) {
                audience.publish(Payload.of(key, event.type(), event.json()));
            }
        }
        audience.flush();
    }
}
