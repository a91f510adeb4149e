package io.tickwire.perf.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.signal.Strategy;
import io.tickwire.perf.faults.ForwardingStrategy;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A strategy that is watched is given every call there is, those that are added later as well. */
final class WatchedCallsTest {
    private static TreeSet<String> declared(Class<?> type, Predicate<String> which) {
        TreeSet<String> names = new TreeSet<>();
        Arrays.stream(type.getDeclaredMethods()).filter(method -> !method.isSynthetic())
            .map(Method::getName).filter(which).forEach(names::add);
        return names;
    }

    @Test
    void everyCallIsForwarded() {
        assertThat(declared(ForwardingStrategy.class, name -> true))
            .containsAll(declared(Strategy.class, name -> true));
    }

    @Test
    void whatACallThrowsIsNoted() {
        assertThat(declared(WatchedStrategy.class, name -> true))
            .containsAll(declared(Strategy.class, name -> name.startsWith("on")));
    }
}
