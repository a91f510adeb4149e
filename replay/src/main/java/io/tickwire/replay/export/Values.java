package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;

/** Body fields as text, by the layout table. */
public final class Values {
    private static final int MICRO_EXPONENT = -6;
    private static final int USUAL_LENGTH = 24;
    private static final Word FALSE = Word.of("false");
    private static final Word TRUE = Word.of("true");

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
        cell(field).write(text, event, null);
        return text.toString();
    }

    /** The same, written behind what is there; needs no names. */
    static Column.Cell cell(Field field) {
        int offset = field.offset();
        return switch (field.unit()) {
            case PRICE -> (out, event, names) ->
                decimal(out, event.get(offset), event.priceExponent());
            case QUANTITY -> (out, event, names) ->
                decimal(out, event.get(offset), event.quantityExponent());
            case MICRO -> (out, event, names) -> decimal(out, event.get(offset), MICRO_EXPONENT);
            case BOOL -> (out, event, names) -> {
                long value = event.get(offset);
                if (value != Event.ABSENT) {
                    out.put(value == 0 ? FALSE : TRUE);
                }
            };
            case LABEL -> label(field);
            default -> (out, event, names) -> {
                long value = event.get(offset);
                if (value != Event.ABSENT) {
                    out.put(value);
                }
            };
        };
    }

    private static void decimal(RowText out, long value, int exponent) {
        if (value != Event.ABSENT) {
            out.putDecimal(value, exponent);
        }
    }

    private static Column.Cell label(Field field) {
        int offset = field.offset();
        Word[] labels = field.labels().stream().map(Word::of).toArray(Word[]::new);
        return (out, event, names) -> {
            long value = event.get(offset);
            if (value >= 0 && value < labels.length) {
                out.put(labels[(int) value]);
            } else if (value != Event.ABSENT) {
                // A later version wrote one that we do not know.
                out.put(value);
            }
        };
    }
}
