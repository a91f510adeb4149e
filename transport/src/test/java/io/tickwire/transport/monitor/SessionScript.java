package io.tickwire.transport.monitor;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Header;
import io.tickwire.engine.journal.JournalWriter;
import io.tickwire.engine.session.SessionFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A session whose journal is written by hand, held as an engine holds it. */
final class SessionScript implements AutoCloseable {
    private static final Config CONFIG = ConfigReader.read(
        "symbols: [BTCUSDT, ETHUSDT]\nengine: {arena: 1MiB}\njournal: {segment: 2MiB}\n");

    private final SessionFolder folder;
    private final JournalWriter writer;

    private SessionScript(SessionFolder folder, JournalWriter writer) {
        this.folder = folder;
        this.writer = writer;
    }

    static SessionScript begin(Path data, String start) throws IOException {
        SessionFolder folder = SessionFolder.create(data, CONFIG, Instant.parse(start), "test");
        return new SessionScript(folder, JournalWriter.open(new JournalWriter.Settings(
            folder.journal(), folder.id(), 1, 1, ConfigReader.toYaml(CONFIG),
            CONFIG.journal().segment(), 0, 10_000_000_000L)));
    }

    void write(Event from) {
        Event to = writer.claim();
        to.buffer().putBytes(to.offset() + Header.TYPE, from.buffer(),
            from.offset() + Header.TYPE, from.recordLength() - Header.TYPE);
        writer.commit();
    }

    void roll() {
        writer.roll();
    }

    Path path() {
        return folder.path();
    }

    String id() {
        return folder.id();
    }

    @Override
    public void close() throws IOException {
        writer.close();
        folder.close();
    }
}
