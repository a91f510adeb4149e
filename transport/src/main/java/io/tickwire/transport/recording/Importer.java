package io.tickwire.transport.recording;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.core.InlineEngine;
import io.tickwire.engine.core.JournaledStages;
import io.tickwire.engine.core.SessionStart;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.FrameFormat;
import io.tickwire.engine.event.RejectReason;
import io.tickwire.engine.event.RejectedFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.InputPublisher;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.transport.venue.DecoderCounters;
import io.tickwire.transport.venue.FrameDecoder;
import io.tickwire.transport.venue.RecordedStreams;
import io.tickwire.transport.venue.Venue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Imports recordings into a session: the same decoder, journal and stages as live, on the caller's
 * thread, in the recorder's time, several recordings merged by it. Lines that are refused are
 * journaled as REJECTED; the recorder's own lines are only counted.
 */
public final class Importer {
    /** Link id of everything imported. */
    public static final int LINK = 1;

    private static final long SEGMENT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    private final InlineEngine engine;
    private final ImportClock clock;
    private final FrameDecoder decoder;
    private final InstrumentTable instruments = new InstrumentTable();
    private final LineCounts counts = new LineCounts();
    private final Consumer<String> notices;
    private final ProgressClock progressClock = new ProgressClock();
    private RecordedLine line;

    private Importer(InlineEngine engine, ImportClock clock, Venue venue, RecordedStreams streams,
        Consumer<String> notices) {
        this.engine = engine;
        this.clock = clock;
        this.notices = notices;
        decoder = venue.recordings(
            new RejectionWatch(engine, reason -> counts.reject(reason, line)), instruments,
            streams);
    }

    /**
     * What became of the recordings.
     *
     * @param lines     what they were
     * @param events    inputs journaled
     * @param decisions outputs journaled
     * @param counters  of the decoder
     * @param stateHash of the engine at the end
     * @param damages   what was wrong with recordings that could not be read to their end
     */
    public record Summary(
        LineCounts lines, long events, long decisions, DecoderCounters counters,
        String stateHash, List<String> damages) {
        /** @return whether all was read, and something was taken of it */
        public boolean isWell() {
            return damages.isEmpty() && lines.taken() > 0;
        }
    }

    /**
     * Imports recordings into one journal. What cannot be read on ends there; what came before is
     * taken.
     *
     * @param files   recordings
     * @param venue   whose frames they hold
     * @param journal empty folder
     * @param session session id
     * @param config  of the session; its symbols and streams are taken
     * @param notices told what is odd, and a line of progress now and then
     * @return what became of them
     * @throws IOException if the journal cannot be written
     */
    public static Summary run(
        List<RecordingFile> files, Venue venue, Path journal, String session, Config config,
        Consumer<String> notices) throws IOException {
        SessionStart start = SessionStart.begin(
            config, session, Strategies.begin(config.strategy(), journal), 0);
        try (JournaledStages stages = start.journaled(journal, SEGMENT_TIMEOUT_NS, null)) {
            VirtualClock virtual = new VirtualClock();
            InlineEngine engine = stages.inline(virtual);
            InputPublisher inputs = new InputPublisher(engine);
            Importer importer = new Importer(engine,
                new ImportClock(virtual, inputs, config.timer().everyNs()), venue,
                new RecordedStreams(config.symbols(), config.streams()), notices);
            List<String> damages = importer.take(files);
            inputs.end();
            importer.tellAbsent(config.symbols());
            return new Summary(importer.counts, engine.events(), stages.journal().decisions(),
                importer.decoder.counters(), stages.journal().stateHash(), damages);
        }
    }

    private List<String> take(List<RecordingFile> files) throws IOException {
        try (Recordings recordings =
            Recordings.open(files, engine.arena().maxLength(), notices)) {
            while ((line = recordings.next()) != null) {
                counts.count(line);
                if (line.kind() == RecordedLine.Kind.FRAME) {
                    frame();
                } else if (line.kind().isRefused()) {
                    reject();
                }
                if ((counts.all() & 0xfff) == 0 && progressClock.isDue()) {
                    notices.accept(line.place() + ": " + counts.all() + " lines, "
                        + decoder.counters().ticks() + " ticks");
                }
            }
            return recordings.damages();
        }
    }

    private void tellAbsent(List<String> symbols) {
        Set<String> met = new HashSet<>();
        for (int id = 1; id <= instruments.count(); id++) {
            met.add(instruments.symbol(id));
        }
        symbols.stream().filter(symbol -> !met.contains(symbol)).forEach(symbol ->
            notices.accept("symbols: no tick of " + symbol + " is in the recording"));
    }

    private void frame() {
        clock.advanceTo(line.receiveNs());
        int length = line.length() - line.frameOffset();
        int position = copy(line.frameOffset(), length);
        long rejected = decoder.counters().rejected();
        long ticks = decoder.counters().ticks();
        decoder.onFrame(
            LINK, Source.SOCKET, FrameFormat.TEXT, line.receiveNs(), position, length);
        if (decoder.counters().rejected() > rejected && decoder.counters().ticks() == ticks) {
            counts.nothingTaken();
        }
    }

    private void reject() {
        int length = line.length();
        int position = copy(0, length);
        int kept = Math.min(length, FrameDecoder.MAX_REJECTED_LENGTH);
        engine.beginFrame(
            LINK, Source.SOCKET, FrameFormat.LINE, engine.nowNs(), position, length);
        engine.claim(EventType.REJECTED, 0)
            .set(RejectedFields.REASON, reason().ordinal())
            .set(RejectedFields.LENGTH, line.fullLength())
            .set(RejectedFields.FRAME_OFFSET, 0)
            .varInArena(position, kept)
            .flags(kept < line.fullLength() ? Flags.CUT : 0);
        engine.publish();
        engine.endFrame();
    }

    private RejectReason reason() {
        return switch (line.kind()) {
            case TOO_LONG -> RejectReason.TOO_LONG;
            case BAD_TIME -> RejectReason.BAD_TIME;
            default -> RejectReason.BAD_LINE;
        };
    }

    private int copy(int offset, int length) {
        int position = engine.arena().claim(length);
        engine.arena().buffer().putBytes(position, line.bytes(), offset, length);
        return position;
    }
}
