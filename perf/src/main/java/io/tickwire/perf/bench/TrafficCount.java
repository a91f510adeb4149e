package io.tickwire.perf.bench;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Messages and read passes of a span, counted afterwards by the journaled frames, so that the
 * threads that are measured have nothing more to do. All messages of one pass have the same
 * receive time.
 *
 * @param messages from sockets
 * @param bytes    of the messages, without their frame headers
 * @param reads    passes that brought a message
 */
record TrafficCount(long messages, long bytes, long reads) {
    /**
     * Counts.
     *
     * @param journal folder of a session with raw frames
     * @param fromNs  since the epoch
     * @param untilNs since the epoch, not in the span any more
     */
    static TrafficCount of(Path journal, long fromNs, long untilNs) throws IOException {
        JournalReader reader = JournalReader.open(journal);
        long messages = 0;
        long bytes = 0;
        long reads = 0;
        long lastReceiveNs = 0;
        int lastLink = 0;
        Event event;
        while ((event = reader.next()) != null) {
            long receiveNs = event.receiveNs();
            if (event.type() == EventType.FRAME
                && event.sourceCode() == Source.SOCKET.ordinal()
                && receiveNs >= fromNs && receiveNs < untilNs) {
                messages++;
                bytes += event.varLength();
                if (receiveNs != lastReceiveNs || event.link() != lastLink) {
                    lastReceiveNs = receiveNs;
                    lastLink = event.link();
                    reads++;
                }
            }
        }
        return new TrafficCount(messages, bytes, reads);
    }
}
