package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Unit;
import java.util.function.BiFunction;

/**
 * One column of an export.
 *
 * @param name  in the header
 * @param plain whether its texts are numbers, true or false, which JSON writes without quotes
 * @param text  its text in a row; empty where absent
 */
record Column(String name, boolean plain, BiFunction<Event, Names, String> text) {
    static Column text(String name, BiFunction<Event, Names, String> text) {
        return new Column(name, false, text);
    }

    static Column number(String name, BiFunction<Event, Names, String> text) {
        return new Column(name, true, text);
    }

    static Column of(Field field) {
        return new Column(field.name(), field.unit() != Unit.LABEL,
            (record, names) -> Values.text(record, field));
    }
}
