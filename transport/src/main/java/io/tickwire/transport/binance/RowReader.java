package io.tickwire.transport.binance;

import io.tickwire.engine.ring.Arena;
import io.tickwire.transport.json.JsonFault;
import io.tickwire.transport.json.JsonScanner;
import io.tickwire.transport.json.JsonText;
import io.tickwire.transport.json.JsonType;

/**
 * Walks one object with the scanner and notes where its known members lie. Strings with escapes
 * are written out into the arena, so that whoever reads the fields later knows plain text only.
 */
final class RowReader {
    private final JsonScanner scanner;
    private final Arena arena;
    private final RowKeys keys;
    /** Text that was written out last: where it lies. */
    private int textStart;

    RowReader(JsonScanner scanner, Arena arena, RowKeys keys) {
        this.scanner = scanner;
        this.arena = arena;
        this.keys = keys;
    }

    /**
     * Reads the object that the scanner is at.
     *
     * @param row    gets its members
     * @param nested gets the members of a {@code data} object inside, null = take it as a value
     */
    void read(RowFields row, RowFields nested) {
        row.begin(scanner.position());
        scanner.enter();
        while (scanner.nextMember()) {
            int slot = scanner.keyEscaped() ? escapedKey()
                : keys.slot(arena.buffer(), scanner.keyStart(), scanner.keyLength());
            if (slot == RowFields.DATA && nested != null && scanner.atObject()) {
                read(nested, null);
                row.put(slot, JsonType.OBJECT, nested.start(), nested.length());
            } else {
                value(row, slot);
            }
        }
        row.end(scanner.position());
    }

    private void value(RowFields row, int slot) {
        scanner.skip();
        if (slot == RowFields.UNKNOWN) {
            return;
        }
        if (scanner.type() == JsonType.ESCAPED_STRING) {
            escapedValue(row, slot);
        } else {
            row.put(slot, scanner.type(), scanner.start(), scanner.length());
        }
    }

    private int escapedKey() {
        int length = writeOut(scanner.keyStart(), scanner.keyLength());
        return length < 0 ? RowFields.UNKNOWN : keys.slot(arena.buffer(), textStart, length);
    }

    /** One that has no UTF-8 form stays escaped, which no field takes. */
    private void escapedValue(RowFields row, int slot) {
        int length = writeOut(scanner.start(), scanner.length());
        if (length < 0) {
            row.put(slot, JsonType.ESCAPED_STRING, scanner.start(), scanner.length());
        } else {
            row.put(slot, JsonType.STRING, textStart, length);
        }
    }

    private int writeOut(int start, int length) {
        if (scanner.fault() != JsonFault.NONE) {
            return -1;
        }
        textStart = arena.claim(length);
        return JsonText.unescape(arena.buffer(), start, length, arena.buffer(), textStart);
    }
}
