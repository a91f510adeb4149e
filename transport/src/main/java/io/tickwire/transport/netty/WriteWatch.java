package io.tickwire.transport.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.GenericProgressiveFutureListener;

/**
 * Distinguishes a request of which certainly nothing was sent from one that the server may have.
 * Stands next to the socket, behind TLS, and counts writes of which the operating system may have
 * taken bytes: all but those that failed before it took the first. Event loop only.
 */
final class WriteWatch extends ChannelOutboundHandlerAdapter {
    private boolean watching;
    private int possiblyLeft;

    /** What is written from now on is the request. */
    void begin() {
        watching = true;
    }

    /** Whether bytes of the request have left, or still may. */
    boolean mayHaveLeft() {
        return possiblyLeft > 0;
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
        if (watching) {
            possiblyLeft++;
            ChannelProgressivePromise watched = context.newProgressivePromise();
            watched.addListener(new Outcome(promise));
            context.write(bytes, watched);
        } else {
            context.write(bytes, promise);
        }
    }

    /** Of one write. */
    private final class Outcome
            implements GenericProgressiveFutureListener<ChannelProgressiveFuture> {
        private final ChannelPromise promise;
        private boolean begun;

        Outcome(ChannelPromise promise) {
            this.promise = promise;
        }

        @Override
        public void operationProgressed(
                ChannelProgressiveFuture write, long progress, long total) {
            begun = true;
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture write) {
            if (write.isSuccess()) {
                promise.trySuccess();
                return;
            }
            if (!begun) {
                possiblyLeft--;
            }
            promise.tryFailure(write.cause());
        }
    }
}
