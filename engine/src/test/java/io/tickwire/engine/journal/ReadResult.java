package io.tickwire.engine.journal;

import io.tickwire.engine.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What reading a whole journal came to. */
record ReadResult(long records, boolean ended, List<String> damages, List<String> tears) {
    static ReadResult of(Path directory) throws IOException {
        JournalReader reader = JournalReader.open(directory);
        Event event;
        boolean ended = false;
        while ((event = reader.next()) != null) {
            ended = event.type() == io.tickwire.engine.event.EventType.END;
        }
        return new ReadResult(reader.records(), ended, reader.damages(), reader.tears());
    }

    boolean isWhole() {
        return damages.isEmpty() && tears.isEmpty();
    }
}
