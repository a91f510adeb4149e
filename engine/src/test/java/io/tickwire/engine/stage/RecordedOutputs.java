package io.tickwire.engine.stage;

import io.tickwire.engine.core.ScratchOutputs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Keeps what the stages decide as text: type, instrument, and the fields that are not absent. */
public final class RecordedOutputs extends ScratchOutputs {
    private final List<String> made = new ArrayList<>();

    @Override
    protected void onOutput(Event output) {
        StringBuilder text = new StringBuilder(output.type().name());
        if (output.instrument() > 0) {
            text.append(" #").append(output.instrument());
        }
        if (output.link() > 0) {
            text.append(" @").append(output.link());
        }
        for (Field field : output.type().fields()) {
            long value = output.get(field.offset());
            if (value != Event.ABSENT) {
                text.append(' ').append(field.name()).append('=')
                    .append(value(output, field, value));
            }
        }
        if (output.varLength() > 0) {
            text.append(" '").append(output.varText()).append('\'');
        }
        made.add(text.toString());
    }

    private static String value(Event output, Field field, long value) {
        if (field.unit() == Unit.PRICE) {
            return BigDecimal.valueOf(value, -output.priceExponent()).toPlainString();
        }
        if (field.unit() == Unit.QUANTITY) {
            return BigDecimal.valueOf(value, -output.quantityExponent()).toPlainString();
        }
        return field.labels().isEmpty()
            ? Long.toString(value) : field.labels().get((int) value);
    }

    /** What was made since the last call. */
    public List<String> take() {
        List<String> taken = List.copyOf(made);
        made.clear();
        return taken;
    }
}
