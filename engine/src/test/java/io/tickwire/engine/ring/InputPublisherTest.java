package io.tickwire.engine.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BlockingWaitStrategy;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.TimerFields;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the I/O thread publishes reaches the engine thread: nothing of it is lost in a slot. */
final class InputPublisherTest {
    private static final int ARENA = 4096;

    private final TickRing ring = new TickRing(
        8, ARENA, new BlockingWaitStrategy(), new VirtualClock(), 1, true);
    private final InputPublisher inputs = new InputPublisher(ring);

    static Stream<Method> facts() {
        return Arrays.stream(InputPublisher.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()));
    }

    /** Of each argument one that no other has. */
    private static Object argument(Class<?> type, int index) {
        if (type == String.class) {
            return "text " + index;
        }
        if (type.isEnum()) {
            Object[] values = type.getEnumConstants();
            return values[values.length - 1];
        }
        return type == long.class ? (Object) (1_000_000_007L + index) : (Object) (201 + index);
    }

    /** All that a slot says, but for sequence and times. */
    private static List<Object> said(Event event) {
        List<Object> said = new ArrayList<>(List.of(event.link(), event.instrument()));
        for (Field field : event.type().fields()) {
            long value = event.get(field.offset());
            said.add(value);
            said.add((int) value);
        }
        if (event.type().hasVariablePart()) {
            said.add(event.varText());
        }
        return said;
    }

    @ParameterizedTest
    @MethodSource("facts")
    void everyArgumentArrives(Method fact) throws ReflectiveOperationException {
        Class<?>[] types = fact.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i], i);
        }
        fact.invoke(inputs, arguments);
        assertThat(ring.published()).isEqualTo(0);
        List<Object> said = said(ring.wrap(new Event(), 0));
        for (Object argument : arguments) {
            assertThat(said).as(fact.toString())
                .contains(argument instanceof Enum<?> label ? (Object) label.ordinal() : argument);
        }
    }

    /** At the limit, one past it, and so on, by characters of one to four bytes in UTF-8. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\u00e9", "\u20b9", "\ud83d\ude00"})
    void aTextIsCutBetweenTwoCharacters(String character) {
        int size = character.getBytes(StandardCharsets.UTF_8).length;
        for (int before = 200 - size; before <= 200; before++) {
            inputs.failed(1, 1, "x".repeat(before) + character);
            Event link = ring.wrap(new Event(), ring.published());
            assertThat(link.varText()).as(before + " bytes before it")
                .isEqualTo("x".repeat(before) + (before == 200 - size ? character : ""));
        }
    }

    @Test
    void aTimerSaysHowLateItIs() {
        for (long lateNs : new long[] {0, 1, 20_000_000_000L, Long.MAX_VALUE}) {
            inputs.timer(lateNs);
            Event timer = ring.wrap(new Event(), ring.published());
            assertThat(timer.type()).isEqualTo(EventType.TIMER);
            assertThat(timer.get(TimerFields.LATE_NS)).isEqualTo(lateNs);
        }
    }
}
