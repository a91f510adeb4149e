package io.tickwire.replay.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AgendaTest {
    private final Agenda agenda = new Agenda();
    private final List<String> done = new ArrayList<>();

    private Agenda.Task task(String name) {
        return new Agenda.Task() {
            @Override
            protected void run(long nowNs) {
                done.add(name);
            }
        };
    }

    private List<String> doAll() {
        while (agenda.nextNs() != Long.MAX_VALUE) {
            Agenda.Task task = agenda.take();
            task.run(task.dueNs());
        }
        return done;
    }

    @Test
    void soonestFirstAndOfTheSameTimeInOrder() {
        Chance chance = new Chance(1);
        List<long[]> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            long dueNs = chance.below(1_000);
            expected.add(new long[] {dueNs, i});
            agenda.at(dueNs, task(Integer.toString(i)));
        }
        expected.sort(Comparator.<long[]>comparingLong(e -> e[0]).thenComparingLong(e -> e[1]));

        assertThat(doAll()).isEqualTo(
            expected.stream().map(e -> Long.toString(e[1])).toList());
    }

    @Test
    void whatIsPutOffKeepsItsPlace() {
        agenda.at(1, task("first"));
        agenda.at(2, task("second"));
        agenda.at(9, task("third"));
        agenda.defer(9, agenda.take());
        agenda.defer(9, agenda.take());

        assertThat(doAll()).containsExactly("first", "second", "third");
    }

    @Test
    void aTimerIsPutOffBeforeOrBehindTheRest() {
        agenda.at(1, task("before"));
        agenda.at(1, task("behind"));
        agenda.at(9, task("tick"));
        agenda.defer(9, true, agenda.take());
        agenda.defer(9, false, agenda.take());

        assertThat(doAll()).containsExactly("before", "tick", "behind");
    }
}
