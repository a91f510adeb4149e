package io.tickwire.replay;

import io.tickwire.engine.config.Config;
import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.core.ReplayHandler;
import io.tickwire.engine.core.ReplayLoop;
import io.tickwire.engine.core.Stages;
import io.tickwire.engine.core.Strategies;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A session's inputs run with another configuration, beside what was recorded with its own. What
 * the feed asks of the venue may come out otherwise, too, but its answers are those of the session:
 * what is compared truthfully is what strategy, limits and paper market make of the same market.
 */
final class WhatIf {
    private final DecisionTally recorded;
    private final DecisionTally recomputed;

    private WhatIf(DecisionTally recorded, DecisionTally recomputed) {
        this.recorded = recorded;
        this.recomputed = recomputed;
    }

    /**
     * Runs a whole journal.
     *
     * @param journal folder of its segments, the first one among them
     * @param yaml    keys that are to be other ones
     * @return what came out
     * @throws IOException if the journal cannot be read, is damaged, or does not begin with the
     *                     session
     */
    static WhatIf run(Path journal, String yaml) throws IOException {
        try (JournalReader reader = JournalReader.open(journal)) {
            ReplayLoop loop = new ReplayLoop(reader);
            if (loop.peek() == null) {
                throw new IOException("no record in the journal");
            }
            reader.checkStateVersion();
            if (reader.segmentIndex() > 1) {
                throw new IOException("the journal begins with segment " + reader.segmentIndex()
                    + "; another configuration needs the session from its start");
            }
            Config own = ConfigReader.readFrozen(reader.config());
            Config other = ConfigReader.readOver(yaml, ConfigReader.toYaml(own));
            boolean sameStrategy = other.strategy().equals(own.strategy());
            Stages stages = Stages.create(other, reader.session(), reader.orderKey(),
                sameStrategy ? Strategies.of(other.strategy(), journal)
                    : Strategies.create(other.strategy()));
            WhatIf both = new WhatIf(new DecisionTally(), new DecisionTally());
            loop.run(stages, both.handler());
            if (!reader.isWhole()) {
                throw new IOException("damaged at " + reader.damages().get(0));
            }
            return both;
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    private ReplayHandler handler() {
        return new ReplayHandler() {
            @Override
            protected void onInput(Event input) {
                recorded.onInput(input);
                recomputed.onInput(input);
            }

            @Override
            protected void onOutput(Event made) {
                recomputed.onDecision(made);
            }

            @Override
            protected void onSurplus(Event output) {
                recorded.onDecision(output);
            }
        };
    }

    /** A table, and one line behind it that scripts read. */
    List<String> lines(String name) {
        List<String> lines = new ArrayList<>();
        TreeSet<String> rows = new TreeSet<>(recorded.rows().keySet());
        rows.addAll(recomputed.rows().keySet());
        lines.add(row("", "recorded", "otherwise"));
        for (String row : rows) {
            lines.add(row(row, recorded.rows().getOrDefault(row, "0"),
                recomputed.rows().getOrDefault(row, "0")));
        }
        lines.add("what if: " + recorded.decisions() + " decisions recorded, "
            + recomputed.decisions() + " with " + name);
        return lines;
    }

    private static String row(String name, String first, String second) {
        return String.format(Locale.ROOT, "%-34s %18s %18s", name, first, second);
    }
}
