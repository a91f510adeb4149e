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
        cell(field).write(text, Word.NOTHING, event, null);
        return text.toString();
    }

    /** The same, written behind what is there; needs no names. */
    static Column.Cell cell(Field field) {
        int offset = field.offset();
        return switch (field.unit()) {
            case PRICE -> (out, before, event, names) ->
                decimal(out, before, event.get(offset), event.priceExponent());
            case QUANTITY -> (out, before, event, names) ->
                decimal(out, before, event.get(offset), event.quantityExponent());
            case MICRO -> (out, before, event, names) ->
                decimal(out, before, event.get(offset), MICRO_EXPONENT);
            case BOOL -> (out, before, event, names) -> {
                long value = event.get(offset);
                if (value != Event.ABSENT) {
                    out.put(before, value == 0 ? FALSE : TRUE);
                }
            };
            case LABEL -> label(field);
            default -> (out, before, event, names) -> {
                long value = event.get(offset);
                if (value != Event.ABSENT) {
                    out.put(before, value);
                }
            };
        };
    }

    private static void decimal(RowText out, Word before, long value, int exponent) {
        if (value != Event.ABSENT) {
            out.putDecimal(before, value, exponent);
        }
    }

    private static Column.Cell label(Field field) {
        int offset = field.offset();
        Word[] labels = field.labels().stream().map(Word::of).toArray(Word[]::new);
        return (out, before, event, names) -> {
            long value = event.get(offset);
            if (value >= 0 && value < labels.length) {
                out.putIfAny(before, labels[(int) value]);
            } else if (value != Event.ABSENT) {
                // A later version wrote one that we do not know.
                out.put(before, value);
            }
        };
    }
}
