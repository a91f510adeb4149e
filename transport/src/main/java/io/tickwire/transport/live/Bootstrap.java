package io.tickwire.transport.live;

import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.ring.EventSink;
import io.tickwire.engine.ring.Inputs;
import io.tickwire.transport.binance.VenueRoots;
import io.tickwire.transport.netty.RestClient;
import io.tickwire.transport.netty.RestListener;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has to be asked before the first socket: the venue's clock and its list of symbols. The
 * replies are journaled as frames of link 0. I/O thread, but for the parsing of the list.
 */
final class Bootstrap {
    private static final int REST_LINK = 0;
    private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(5);
    private static final Pattern SERVER_TIME =
        Pattern.compile("\"serverTime\"\\s*:\\s*(\\d{1,15})");

    private final RestClient rest;
    private final VenueRoots roots;
    private final EventSink sink;
    private final Inputs inputs;

    Bootstrap(RestClient rest, VenueRoots roots, EventSink sink, Inputs inputs) {
        this.rest = rest;
        this.roots = roots;
        this.sink = sink;
        this.inputs = inputs;
    }

    /** Asks for the venue's time; completes with its clock minus ours, ns. */
    CompletableFuture<Long> clockOffsetNs() {
        CompletableFuture<Long> offset = new CompletableFuture<>();
        long askedNs = sink.nowNs();
        call("/fapi/v1/time").whenComplete((body, failure) -> {
            Matcher time = SERVER_TIME.matcher(failure == null ? new String(
                body, StandardCharsets.UTF_8) : "");
            if (!time.find()) {
                offset.completeExceptionally(failure != null ? failure
                    : new IllegalStateException("the time call has no serverTime"));
                return;
            }
            // The venue read its clock about half way between question and answer.
            long middleNs = askedNs + (sink.nowNs() - askedNs) / 2;
            long offsetNs = Long.parseLong(time.group(1)) * 1_000_000L - middleNs;
            inputs.link(REST_LINK, LinkFact.CLOCK, 0, 0, offsetNs, "");
            offset.complete(offsetNs);
        });
        return offset;
    }

    /** Asks for the list of symbols; completes with the reply's body. */
    CompletableFuture<byte[]> exchangeInfo() {
        return call("/fapi/v1/exchangeInfo");
    }

    private CompletableFuture<byte[]> call(String path) {
        CompletableFuture<byte[]> reply = new CompletableFuture<>();
        URI uri = roots.call(path);
        long askedNs = sink.nowNs();
        rest.get(uri, TIMEOUT_NS, new RestListener() {
            @Override
            public void answered(int status, UnaryOperator<String> headers, byte[] body) {
                long nowNs = sink.nowNs();
                journal(body, nowNs);
                inputs.link(REST_LINK, LinkFact.ANSWERED, 0, status, nowNs - askedNs, path);
                if (status == 200) {
                    reply.complete(body);
                } else {
                    reply.completeExceptionally(
                        new IllegalStateException(uri + " answered " + status));
                }
            }

            @Override
            public void failed(String words) {
                inputs.link(REST_LINK, LinkFact.FAILED, 0, 0, sink.nowNs() - askedNs,
                    path + ": " + words);
                reply.completeExceptionally(new IllegalStateException(uri + ": " + words));
            }
        });
        return reply;
    }

    private void journal(byte[] body, long receiveNs) {
        int length = Math.min(body.length, sink.arena().maxLength());
        int position = sink.arena().claim(length);
        sink.arena().buffer().putBytes(position, body, 0, length);
        sink.beginFrame(
            REST_LINK, Source.REST, FrameFormat.REST, receiveNs, position, length);
        sink.endFrame();
    }
}
