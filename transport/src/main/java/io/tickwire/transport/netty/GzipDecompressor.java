package io.tickwire.transport.netty;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderValues;

/**
 * Unpacks what is packed as it was asked for, and hands on all else as it is. Netty's own looks at
 * each answer, packed or not, for the libraries of all that anybody packs with; where they are on
 * the class path for other ends, the first answer waits until one has unpacked itself.
 */
final class GzipDecompressor extends HttpContentDecompressor {
    GzipDecompressor(int maxBodyBytes) {
        super(maxBodyBytes);
    }

    @Override
    protected EmbeddedChannel newContentDecoder(String contentEncoding) throws Exception {
        return HttpHeaderValues.GZIP.contentEqualsIgnoreCase(contentEncoding)
            || HttpHeaderValues.X_GZIP.contentEqualsIgnoreCase(contentEncoding)
            ? super.newContentDecoder(contentEncoding) : null;
    }
}
