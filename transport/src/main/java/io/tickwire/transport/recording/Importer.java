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
import io.tickwire.transport.venue.Venue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Imports recordings into a session: the same decoder, journal and stages as live, on the caller's
 * thread, in the recorder's time. Invalid lines are journaled as REJECTED; the recorder's own lines
 * are only counted.
 */
public final class Importer {
    /** Link id of everything imported. */
    public static final int LINK = 1;

    private static final long SEGMENT_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(60);

    private final InlineEngine engine;
    private final ImportClock clock;
    private final FrameDecoder decoder;
    private final RecordedLine parser = new RecordedLine();
    private final Consumer<String> progress;
    private final ProgressClock progressClock = new ProgressClock();
    private long lines;
    private long ownLines;
    private long blankLines;
    private long badLines;

    private Importer(
        InlineEngine engine, ImportClock clock, FrameDecoder decoder,
        Consumer<String> progress) {
        this.engine = engine;
        this.clock = clock;
        this.decoder = decoder;
        this.progress = progress;
    }

    /**
     * What became of the lines.
     *
     * @param lines     read
     * @param ownLines  of the recorder: connections, requests, replies
     * @param blankLines without content
     * @param badLines  REJECTED, not counting frames that the decoder rejected
     * @param events    inputs journaled
     * @param decisions outputs journaled
     * @param counters  of the decoder
     * @param stateHash of the engine at the end
     */
    public record Summary(
        long lines, long ownLines, long blankLines, long badLines, long events, long decisions,
        DecoderCounters counters, String stateHash) {
    }

    /**
     * Imports files, in order, into one journal.
     *
     * @param files    recordings
     * @param venue    whose frames they hold
     * @param journal  empty folder
     * @param session  session id
     * @param config   of the session
     * @param progress told a line now and then
     * @return what became of them
     * @throws IOException if a file cannot be read; what came before is journaled and closed
     */
    public static Summary run(
        List<Path> files, Venue venue, Path journal, String session, Config config,
        Consumer<String> progress) throws IOException {
        SessionStart start = SessionStart.begin(
            config, session, Strategies.begin(config.strategy(), journal), 0);
        try (JournaledStages stages = start.journaled(journal, SEGMENT_TIMEOUT_NS, null)) {
            VirtualClock virtual = new VirtualClock();
            InlineEngine engine = stages.inline(virtual);
            InputPublisher inputs = new InputPublisher(engine);
            Importer importer = new Importer(engine,
                new ImportClock(virtual, inputs, config.timer().everyNs()),
                venue.recordings(engine, new InstrumentTable()), progress);
            try {
                for (Path file : files) {
                    importer.read(file);
                }
            } catch (IOException unreadable) {
                inputs.end();
                throw unreadable;
            }
            inputs.end();
            return new Summary(importer.lines, importer.ownLines, importer.blankLines,
                importer.badLines, engine.events(), stages.journal().decisions(),
                importer.decoder.counters(), stages.journal().stateHash());
        }
    }

    private void read(Path file) throws IOException {
        try (LineFile input = LineFile.open(file, engine.arena().maxLength())) {
            int length;
            while ((length = input.next()) >= 0) {
                lines++;
                take(input, length);
                if ((lines & 0xfff) == 0 && progressClock.isDue()) {
                    progress.accept(file.getFileName() + ": " + lines + " lines, "
                        + decoder.counters().ticks() + " ticks");
                }
            }
        }
    }

    private void take(LineFile input, int length) {
        if (input.isCut()) {
            reject(input.line(), length, RejectReason.TOO_LONG);
            return;
        }
        switch (parser.parse(input.line(), length)) {
            case FRAME:
                frame(input.line(), length);
                break;
            case OWN:
                ownLines++;
                break;
            case BLANK:
                blankLines++;
                break;
            case BAD_TIME:
                reject(input.line(), length, RejectReason.BAD_TIME);
                break;
            default:
                reject(input.line(), length, RejectReason.BAD_LINE);
                break;
        }
    }

    private void frame(byte[] line, int length) {
        long receiveNs = parser.receiveNs();
        if (!clock.accepts(receiveNs)) {
            reject(line, length, RejectReason.BAD_TIME);
            return;
        }
        clock.advanceTo(receiveNs);
        int offset = parser.frameOffset();
        int position = copy(line, offset, length - offset);
        decoder.onFrame(LINK, Source.SOCKET, FrameFormat.TEXT, receiveNs, position,
            length - offset);
    }

    private void reject(byte[] line, int length, RejectReason reason) {
        badLines++;
        int position = copy(line, 0, length);
        int kept = Math.min(length, FrameDecoder.MAX_REJECTED_LENGTH);
        engine.beginFrame(
            LINK, Source.SOCKET, FrameFormat.LINE, engine.nowNs(), position, length);
        engine.claim(EventType.REJECTED, 0)
            .set(RejectedFields.REASON, reason.ordinal())
            .set(RejectedFields.LENGTH, length)
            .set(RejectedFields.FRAME_OFFSET, 0)
            .varInArena(position, kept)
            .flags(kept < length ? Flags.CUT : 0);
        engine.publish();
        engine.endFrame();
    }

    private int copy(byte[] line, int offset, int length) {
        int position = engine.arena().claim(length);
        engine.arena().buffer().putBytes(position, line, offset, length);
        return position;
    }
}
