package io.tickwire.replay.simulate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskQueueTest {
    private final TaskQueue tasks = new TaskQueue();
    private final List<String> done = new ArrayList<>();

    private TaskQueue.Task task(String name) {
        return new TaskQueue.Task() {
            @Override
            protected void run(long nowNs) {
                done.add(name);
            }
        };
    }

    private List<String> doAll() {
        while (tasks.nextNs() != Long.MAX_VALUE) {
            TaskQueue.Task task = tasks.take();
            task.run(task.dueNs());
        }
        return done;
    }

    @Test
    void soonestFirstAndOfTheSameTimeInOrder() {
        SeededRandom random = new SeededRandom(1);
        List<long[]> expected = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            long dueNs = random.below(1_000);
            expected.add(new long[] {dueNs, i});
            tasks.at(dueNs, task(Integer.toString(i)));
        }
        expected.sort(Comparator.<long[]>comparingLong(e -> e[0]).thenComparingLong(e -> e[1]));

        assertThat(doAll()).isEqualTo(
            expected.stream().map(e -> Long.toString(e[1])).toList());
    }

    @Test
    void whatIsPutOffKeepsItsPlace() {
        tasks.at(1, task("first"));
        tasks.at(2, task("second"));
        tasks.at(9, task("third"));
        tasks.defer(9, tasks.take());
        tasks.defer(9, tasks.take());

        assertThat(doAll()).containsExactly("first", "second", "third");
    }

    @Test
    void aTimerIsPutOffBeforeOrBehindTheRest() {
        tasks.at(1, task("before"));
        tasks.at(1, task("behind"));
        tasks.at(9, task("tick"));
        tasks.defer(9, true, tasks.take());
        tasks.defer(9, false, tasks.take());

        assertThat(doAll()).containsExactly("before", "tick", "behind");
    }
}
