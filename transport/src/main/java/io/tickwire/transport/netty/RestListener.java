package io.tickwire.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/** What becomes of one REST call: exactly one of these, once, on the event loop. */
public interface RestListener {
    /**
     * The server answered, well or not.
     *
     * @param status  of HTTP
     * @param headers of the answer
     * @param body    decompressed; valid during this call
     */
    void answered(int status, HttpHeaders headers, ByteBuf body);

    /**
     * There is no answer.
     *
     * @param words why
     */
    void failed(String words);
}
