package io.tickwire.engine.stage;

import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first difference between recorded and recomputed state. Only made when there is one.
 *
 * @param path       sections, parts and the value, such as {@code feed.streams[3].heardNs}
 * @param recorded   value there
 * @param recomputed value there
 */
public record StateDifference(String path, String recorded, String recomputed) {
    private static final String NOTHING = "nothing";

    /**
     * The first difference.
     *
     * @param recorded holds the recorded state
     * @param offset   of its first byte
     * @param length   of it, bytes
     * @param state    the recomputed one
     * @param scratch  overwritten; its capacity is the limit of a state
     * @return the difference, null if there is none
     */
    public static StateDifference find(
        DirectBuffer recorded, int offset, int length, State state, UnsafeBuffer scratch) {
        Finder finder = new Finder(recorded, offset, length, scratch);
        StateWriter writer = new StateWriter(scratch, finder);
        state.writeState(writer);
        return finder.compare(writer.length());
    }

    /**
     * Collects the names of values while the state is written; the bytes are compared afterwards,
     * since lengths are filled in late.
     */
    private static final class Finder implements StateWriter.Names {
        private final DirectBuffer recorded;
        private final int offset;
        private final int length;
        private final UnsafeBuffer scratch;
        private final Deque<String> path = new ArrayDeque<>();
        private final List<Named> values = new ArrayList<>();

        private record Named(String path, boolean floating) {
        }

        Finder(DirectBuffer recorded, int offset, int length, UnsafeBuffer scratch) {
            this.recorded = recorded;
            this.offset = offset;
            this.length = length;
            this.scratch = scratch;
        }

        @Override
        public void enter(String name, int index) {
            String step = index < 0 ? name : name + "[" + index + "]";
            path.push(path.isEmpty() ? step : path.peek() + "." + step);
        }

        @Override
        public void leave() {
            path.pop();
        }

        @Override
        public void value(String name, int position, boolean floating) {
            values.add(new Named(path.isEmpty() ? name : path.peek() + "." + name, floating));
        }

        StateDifference compare(int recomputedLength) {
            int both = Math.min(length, recomputedLength);
            for (int at = 0; at + Long.BYTES <= both; at += Long.BYTES) {
                long was = recorded.getLong(offset + at, ByteOrder.LITTLE_ENDIAN);
                long is = scratch.getLong(at, ByteOrder.LITTLE_ENDIAN);
                if (was != is) {
                    Named named = values.get(at / Long.BYTES);
                    return new StateDifference(
                        named.path(), text(was, named.floating()), text(is, named.floating()));
                }
            }
            if (recomputedLength > both) {
                Named named = values.get(both / Long.BYTES);
                return new StateDifference(named.path(), NOTHING, text(
                    scratch.getLong(both, ByteOrder.LITTLE_ENDIAN), named.floating()));
            }
            return length == both ? null : new StateDifference(
                "end", length - both + " bytes more", NOTHING);
        }

        private static String text(long bits, boolean floating) {
            return floating ? Double.toString(Double.longBitsToDouble(bits))
                : Long.toString(bits);
        }
    }
}
