package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;

/** Body fields as text, by the layout table. */
public final class Values {
    private static final int MICRO_EXPONENT = -6;
    private static final int USUAL_LENGTH = 24;

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
        RowText text = new RowText(USUAL_LENGTH);
        write(text, event, field);
        return text.toString();
    }

    /** The same, written behind what is there. */
    static void write(RowText out, Event event, Field field) {
        long value = event.get(field.offset());
        if (value == Event.ABSENT) {
            return;
        }
        switch (field.unit()) {
            case PRICE:
                out.putDecimal(value, event.priceExponent());
                break;
            case QUANTITY:
                out.putDecimal(value, event.quantityExponent());
                break;
            case MICRO:
                out.putDecimal(value, MICRO_EXPONENT);
                break;
            case BOOL:
                out.put(value == 0 ? "false" : "true");
                break;
            case LABEL:
                out.put(field.label(value));
                break;
            default:
                out.put(value);
                break;
        }
    }
}
