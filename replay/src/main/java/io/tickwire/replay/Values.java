package io.tickwire.replay;

import io.tickwire.engine.event.Decimals;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;
import io.tickwire.engine.event.Unit;

/** Body fields as text, by the layout table. */
final class Values {
    private static final int MICRO_EXPONENT = -6;

    private Values() {
    }

    /** Plain decimals, labels, true and false; empty where absent. */
    static String text(Event event, Field field) {
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

    /** Whether a unit is scaled by one of the record's exponents. */
    static boolean isScaled(Unit unit) {
        return unit == Unit.PRICE || unit == Unit.QUANTITY;
    }
}
