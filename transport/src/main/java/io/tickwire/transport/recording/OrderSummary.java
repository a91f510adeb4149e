package io.tickwire.transport.recording;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.journal.JournalReader;
import io.tickwire.transport.monitor.MonitorLog;
import io.tickwire.transport.monitor.MonitorPrinter;
import io.tickwire.transport.venue.VenueDisplay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a strategy did over a recording, in the words that end a live session. */
final class OrderSummary {
    private OrderSummary() {
    }

    /**
     * Reads a journal for it.
     *
     * @param journal closed
     * @param mode    of the session
     * @return lines over orders and feed
     * @throws IOException if the journal cannot be read
     */
    static List<String> of(Path journal, Config.Mode mode) throws IOException {
        MonitorPrinter printer = new MonitorPrinter(line -> { },
            new MonitorLog(line -> { }, line -> { }, line -> { }), VenueDisplay.PLAIN, mode);
        try (JournalReader reader = JournalReader.open(journal)) {
            for (Event record = reader.next(); record != null; record = reader.next()) {
                printer.onRecord(record);
            }
        }
        return printer.summary();
    }
}
