package io.tickwire.transport.netty;

import java.util.function.UnaryOperator;

/** Receives the outcome of one REST call: exactly one of these, once, on the event loop. */
public interface RestListener {
    /**
     * The server answered, well or not.
     *
     * @param status  of HTTP
     * @param headers value of a header by its name in any case, null where there is none
     * @param body    decompressed, valid during this call
     */
    void answered(int status, UnaryOperator<String> headers, RestBody body);

    /**
     * There is no answer, or only a part of one.
     *
     * @param fate   whether the server can have acted on the request
     * @param reason why there is none, without anything secret
     */
    void failed(RequestFate fate, String reason);
}
