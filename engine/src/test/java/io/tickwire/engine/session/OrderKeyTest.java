package io.tickwire.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One key for each session. */
final class OrderKeyTest {
    @Test
    void aLiveSessionsIsDrawn() {
        assertThat(Stream.generate(OrderKey::random).limit(1_000)).doesNotHaveDuplicates();
    }

    /** FNV-1a, 64 bits, of these letters, as its authors publish it. */
    @Test
    void anImportsFollowsFromItsId() {
        assertThat(OrderKey.of("")).isEqualTo(0xcbf29ce484222325L);
        assertThat(OrderKey.of("a")).isEqualTo(0xaf63dc4c8601ec8cL);
        assertThat(OrderKey.of("foobar")).isEqualTo(0x85944171f73967e8L);
    }
}
