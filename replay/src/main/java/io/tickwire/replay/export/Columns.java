package io.tickwire.replay.export;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.Source;
import io.tickwire.replay.export.Column.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns of each type. Those of the eight types of {@link #CONTRACT} are what scripts rely
 * on: columns are only ever added at the end. All others show their whole layout.
 */
final class Columns {
    /** Types that are exported where none is named. */
    static final List<EventType> CONTRACT = List.of(EventType.QUOTE, EventType.TRADE,
        EventType.STATS, EventType.MARK, EventType.SIGNAL, EventType.ORDER_INTENT,
        EventType.FEED_STATUS, EventType.REJECTED);

    /** By their code. */
    private static final Word[] SOURCES = Arrays.stream(Source.values())
        .map(source -> Word.of(source.label())).toArray(Word[]::new);
    private static final Word LINK_NAME = Word.of("link ");
    private static final Column RECEIVE_NS = new Column("receive_ns", Content.NUMBER) {
        @Override
        void write(RowText out, Word before, Event record, Names names) {
            out.put(before, record.receiveNs());
        }
    };
    private static final Column SYMBOL = new Column("symbol", Content.TEXT) {
        @Override
        void write(RowText out, Word before, Event record, Names names) {
            out.putIfAny(before, names.symbolWord(record));
        }
    };
    private static final Column VENUE = Column.of("venue", Content.TEXT,
        (out, before, record, names) -> out.putIfAny(before, names.venueWord()));
    private static final Column LINK = Column.of("link", Content.NUMBER,
        (out, before, record, names) -> out.put(before, record.link()));
    private static final Column STREAM = Column.of("stream", Content.CODE,
        (out, before, record, names) -> {
            if (record.link() != 0) {
                out.put(before, LINK_NAME).put(record.link());
            }
        });
    private static final Column SEQUENCE = Column.of(Column.SEQUENCE, Content.NUMBER,
        (out, before, record, names) -> out.put(before, record.sequence()));
    private static final Column ORDINAL = Column.of(Column.ORDINAL, Content.NUMBER,
        (out, before, record, names) -> out.put(before, record.ordinal()));
    private static final Column SOURCE = new Column("source", Content.CODE) {
        @Override
        void write(RowText out, Word before, Event record, Names names) {
            int code = record.sourceCode();
            if (code < SOURCES.length) {
                out.put(before, SOURCES[code]);
            } else {
                out.put(before, code);
            }
        }
    };
    private static final Column FLAGS = Column.of("flags", Content.CODE,
        (out, before, record, names) -> {
            // Mostly there are none, and the words are put together anew.
            if (record.flags() != 0) {
                out.put(before).put(Flags.names(record.flags()));
            }
        });

    private Columns() {
    }

    /** The columns of a type, in order. */
    static List<Column> of(EventType type) {
        switch (type) {
            case QUOTE:
            case TRADE:
            case STATS:
            case MARK:
                return columns(type, RECEIVE_NS, SYMBOL, "*", SEQUENCE, SOURCE, FLAGS);
            case SIGNAL:
                return columns(type, RECEIVE_NS, SYMBOL, SEQUENCE, "cause", "side", "confidence",
                    text("reasons"), SOURCE, FLAGS);
            case ORDER_INTENT:
                return columns(type, RECEIVE_NS, SYMBOL, SEQUENCE, "cause", text("client_id"),
                    "side", "type", "tif", "price", "qty", "reduce_only", SOURCE, FLAGS, "handle");
            case FEED_STATUS:
                return columns(type, RECEIVE_NS, VENUE, SYMBOL, "kind", "flag", "reason",
                    "silence_ms", "gap_messages", "gap_ms", SEQUENCE, SOURCE, FLAGS,
                    "first_missing_id", "last_missing_id", "fed_by", "state", "since_ns", "lag_ms");
            case ORDER:
            case CANCEL_INTENT:
            case REPLACE_INTENT:
                return columns(type, RECEIVE_NS, SYMBOL, SEQUENCE, text("client_id"), "*",
                    SOURCE, FLAGS, ORDINAL);
            case POSITION:
                return columns(type, RECEIVE_NS, SYMBOL, SEQUENCE, "*", SOURCE, FLAGS, ORDINAL);
            case REJECTED:
                return columns(type, RECEIVE_NS, STREAM, "reason", "length", bytes(), SEQUENCE,
                    SOURCE, FLAGS);
            case FRAME:
            case SNAPSHOT:
                return columns(type, RECEIVE_NS, LINK, SYMBOL, "*", bytes(), SEQUENCE, ORDINAL,
                    SOURCE, FLAGS);
            default:
                return type.hasVariablePart()
                    ? columns(type, RECEIVE_NS, LINK, SYMBOL, "*", text("words"), SEQUENCE,
                        ORDINAL, SOURCE, FLAGS)
                    : columns(type, RECEIVE_NS, LINK, SYMBOL, "*", SEQUENCE, ORDINAL, SOURCE,
                        FLAGS);
        }
    }

    /** Columns as they are, names of fields, and a star for the whole body. */
    private static List<Column> columns(EventType type, Object... parts) {
        List<Column> columns = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof Column) {
                columns.add((Column) part);
            } else if (part.equals("*")) {
                type.fields().forEach(field -> columns.add(Values.column(field)));
            } else {
                columns.add(Values.column(type.field((String) part)));
            }
        }
        return columns;
    }

    private static Column text(String name) {
        return Column.of(name, Content.TEXT, (out, before, record, names) -> {
            if (record.varLength() > 0) {
                out.put(before)
                    .putUtf8(record.varBuffer(), record.varOffset(), record.varLength());
            }
        });
    }

    private static Column bytes() {
        return Column.of("bytes_base64", Content.CODE, (out, before, record, names) -> {
            if (record.varLength() > 0) {
                out.put(before)
                    .putBase64(record.varBuffer(), record.varOffset(), record.varLength());
            }
        });
    }
}
