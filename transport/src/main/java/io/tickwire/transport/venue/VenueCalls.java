package io.tickwire.transport.venue;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import java.util.function.UnaryOperator;

/**
 * Which HTTP request is behind each {@link FeedCall} and what it costs, and what the answers say
 * about costs and refusals. Cold.
 */
public interface VenueCalls {
    /**
     * What the venue says against a call.
     *
     * @param message         its code and message, or the beginning of what it says instead
     * @param bannedUntilMs   end of a ban by the venue's clock, 0 = it names none
     * @param isUnknownSymbol whether it says that it knows no such symbol as was asked about
     */
    record Refusal(String message, long bannedUntilMs, boolean isUnknownSymbol) {
        /**
         * One that says nothing about the symbol.
         *
         * @param message       its code and message, or the beginning of what it says instead
         * @param bannedUntilMs end of a ban by the venue's clock, 0 = it names none
         */
        public Refusal(String message, long bannedUntilMs) {
            this(message, bannedUntilMs, false);
        }
    }

    /**
     * The HTTP request behind a call.
     *
     * @param request what the engine asks for, other than {@link FeedCall#LISTING}, which is
     *                {@link VenueBootstrap#instruments}
     * @return the request
     * @throws IllegalArgumentException if there is no such call
     */
    HttpCall http(CallRequest request);

    /**
     * What a call costs in each budget window, and how many symbols it can name.
     *
     * @param call any but {@link FeedCall#NONE}
     * @return its terms, {@link CallTerms#NONE} if the venue has no such call
     */
    CallTerms terms(FeedCall call);

    /**
     * How much of a budget window is used, as an answer says.
     *
     * @param window  number of the window, from 0; perhaps of none that the venue has
     * @param headers of an answer, by names in any case
     * @return sum of the costs in it by now, {@link Event#ABSENT} if the answer does not say it
     */
    default long used(int window, UnaryOperator<String> headers) {
        return Event.ABSENT;
    }

    /**
     * Reads the body of an answer that is no success.
     *
     * @param status of HTTP
     * @param body   anything
     * @return what it says
     */
    Refusal refusal(int status, byte[] body);
}
