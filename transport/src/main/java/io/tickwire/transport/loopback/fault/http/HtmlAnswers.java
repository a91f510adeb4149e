package io.tickwire.transport.loopback.fault.http;

import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.fault.FaultEntry;
import io.tickwire.transport.loopback.rest.RestReply;
import io.tickwire.transport.loopback.wire.HttpCall;
import io.tickwire.transport.loopback.wire.HttpFault;
import java.util.function.Supplier;

/**
 * Every call and every handshake is answered with a page, as a captive portal does or a firewall
 * that takes the client for a robot: nobody of the venue has seen the request.
 *
 * @param status of HTTP
 */
record HtmlAnswers(int status) implements HttpFault {
    /** Name in scenario files. */
    static final String NAME = "html-answers";

    private static final int DEFAULT_STATUS = 200;
    private static final int MAX = 599;
    /** With what must not get into anybody's log: markup, a script, line ends. */
    private static final String PAGE = """
        <!DOCTYPE html>
        <html lang="en"><head><title>Sign in to the network</title>
        <script>location.replace("http://portal.invalid/?from=" + location)</script></head>
        <body><h1>Sign in to the network</h1>
        <p>Accept the terms of use to go on.</p></body></html>
        """;

    /** Reads what is its own in an entry. */
    static FaultAction read(FaultEntry entry) {
        int status = entry.whole("status", DEFAULT_STATUS,
            one -> one >= DEFAULT_STATUS && one <= MAX,
            "allowed are " + DEFAULT_STATUS + " to " + MAX);
        return new GateFault("calls and handshakes are answered with " + status + " and a page",
            controls -> new HtmlAnswers(status));
    }

    @Override
    public boolean onCall(HttpCall call, Supplier<RestReply> usual) {
        return onUpgrade(call);
    }

    @Override
    public boolean onUpgrade(HttpCall call) {
        call.answer(new RestReply(status, PAGE, RestReply.ABSENT, RestReply.ABSENT));
        return true;
    }
}
