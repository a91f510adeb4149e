package io.tickwire.perf.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.perf.faults.IdRanges.Range;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class IdRangesTest {
    @Test
    void saysWhatLiesBetween() {
        IdRanges ranges = new IdRanges();
        ranges.add(new Range(5, 7));
        ranges.add(new Range(12, 14));
        assertThat(ranges.holes()).containsExactly(new Range(8, 11));
        assertThat(ranges.covers(new Range(5, 7))).isTrue();
        assertThat(ranges.covers(new Range(7, 8))).isFalse();
        ranges.add(new Range(6, 13));
        assertThat(ranges.ranges()).containsExactly(new Range(5, 14));
    }

    /** As a plain set has it. */
    @Property(tries = 200)
    void isASet(@ForAll List<@IntRange(max = 60) Integer> ids) {
        IdRanges ranges = new IdRanges();
        TreeSet<Long> set = new TreeSet<>();
        for (int id : ids) {
            assertThat(ranges.add(id)).isEqualTo(set.add((long) id));
        }
        assertThat(ranges.count()).isEqualTo(set.size());
        for (long id = 0; id <= 60; id++) {
            assertThat(ranges.contains(id)).isEqualTo(set.contains(id));
        }
        long holes = ranges.holes().stream().mapToLong(Range::count).sum();
        assertThat(holes).isEqualTo(
            set.isEmpty() ? 0 : set.last() - set.first() + 1 - set.size());
    }
}
