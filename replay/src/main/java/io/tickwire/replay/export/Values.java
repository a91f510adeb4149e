package io.tickwire.replay.export;

import io.tickwire.engine.account.Money;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Field;
import io.tickwire.replay.export.Column.Content;

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
        column(field).write(text, Word.NOTHING, event, null);
        return text.toString();
    }

    /** The same as a column, which needs no names. */
    static Column column(Field field) {
        int offset = field.offset();
        return switch (field.unit()) {
            case PRICE -> new Column(field.name(), Content.NUMBER) {
                @Override
                void write(RowText out, Word before, Event event, Names names) {
                    long value = event.get(offset);
                    if (value != Event.ABSENT) {
                        out.putDecimal(before, value, event.priceExponent());
                    }
                }
            };
            case QUANTITY -> new Column(field.name(), Content.NUMBER) {
                @Override
                void write(RowText out, Word before, Event event, Names names) {
                    long value = event.get(offset);
                    if (value != Event.ABSENT) {
                        out.putDecimal(before, value, event.quantityExponent());
                    }
                }
            };
            case MICRO -> decimal(field, MICRO_EXPONENT);
            case MONEY -> decimal(field, Money.EXPONENT);
            case BOOL -> Column.of(field.name(), Content.NUMBER, (out, before, event, names) -> {
                long value = event.get(offset);
                if (value != Event.ABSENT) {
                    out.put(before, value == 0 ? FALSE : TRUE);
                }
            });
            case LABEL -> label(field);
            default -> new Column(field.name(), Content.NUMBER) {
                @Override
                void write(RowText out, Word before, Event event, Names names) {
                    long value = event.get(offset);
                    if (value != Event.ABSENT) {
                        out.put(before, value);
                    }
                }
            };
        };
    }

    private static Column decimal(Field field, int exponent) {
        int offset = field.offset();
        return Column.of(field.name(), Content.NUMBER, (out, before, event, names) -> {
            long value = event.get(offset);
            if (value != Event.ABSENT) {
                out.putDecimal(before, value, exponent);
            }
        });
    }

    private static Column label(Field field) {
        int offset = field.offset();
        Word[] labels = field.labels().stream().map(Word::of).toArray(Word[]::new);
        return Column.of(field.name(), Content.CODE, (out, before, event, names) -> {
            long value = event.get(offset);
            if (value >= 0 && value < labels.length) {
                out.putIfAny(before, labels[(int) value]);
            } else if (value != Event.ABSENT) {
                // A later version wrote one that we do not know.
                out.put(before, value);
            }
        });
    }
}
