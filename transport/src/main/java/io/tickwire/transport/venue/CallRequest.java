package io.tickwire.transport.venue;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import java.util.List;

/**
 * A REST call as the engine asks for it.
 *
 * @param call    what is wanted
 * @param symbols of which, as the venue writes them; empty = all at once, or the call is about
 *                none
 * @param fromId  TRADE: first id wanted, {@link Event#ABSENT} = the last ones
 * @param count   TRADE: how many
 */
public record CallRequest(FeedCall call, List<String> symbols, long fromId, long count) {
}
