package io.tickwire.replay.export;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;

/** Body fields as text, by the layout table. */
public final class Values {
    private static final int MICRO_EXPONENT = -6;

    private Values() {
    }

    /**
     * One field as text.
     *
     * @param event holds it
     * @param field of its type
     * @return plain decimals, labels, true and false; empty where absent
     */
    public static String text(Event event, Field field) {
        long value = event.get(field.offset());
        if (value == Event.ABSENT) {
            return "";
        }
        switch (field.unit()) {
            case PRICE:
                return Decimals.toString(value, event.priceExponent());
            case QUANTITY:
                return Decimals.toString(value, event.quantityExponent());
            case MICRO:
                return Decimals.toString(value, MICRO_EXPONENT);
            case BOOL:
                return value == 0 ? "false" : "true";
            case LABEL:
                return field.label(value);
            default:
                return Long.toString(value);
        }
    }
}
