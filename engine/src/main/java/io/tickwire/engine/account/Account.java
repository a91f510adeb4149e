package io.tickwire.engine.account;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.Arrays;

/**
 * Positions of the session. Account events are applied by the heartbeat stage before the strategy
 * is called, so the strategy sees the position after the fill it is notified of. Paper fills are
 * made by the order stage after the call, so the next call sees them. All fills go through {@link
 * #filled}. Engine thread only; allocates only at the first fill of a symbol.
 */
public final class Account implements State {
    private final InstrumentTable instruments;
    private Position[] positions = new Position[64];
    private int highest;

    /**
     * With nothing held.
     *
     * @param instruments the engine's table
     */
    public Account(InstrumentTable instruments) {
        this.instruments = instruments;
    }

    /**
     * Takes in one event.
     *
     * @param event any input; an INSTRUMENT was applied to the table before
     */
    public void onEvent(Event event) {
        if (event.type() == EventType.INSTRUMENT) {
            int id = event.instrument();
            if (id <= highest && positions[id] != null) {
                positions[id].toExponent(instruments.quantityExponent(id));
            }
        }
    }

    /**
     * An order of ours was filled, wholly or in part.
     *
     * @param instrumentId of the symbol
     * @param side         of the order
     * @param quantity     mantissa of the instrument's quantity exponent, positive
     */
    public void filled(int instrumentId, Side side, long quantity) {
        of(instrumentId).add(side == Side.BUY ? quantity : -quantity);
    }

    /**
     * Our position in a symbol.
     *
     * @param instrumentId of the symbol
     * @return mantissa of the instrument's quantity exponent, negative for short
     */
    public long position(int instrumentId) {
        return instrumentId > highest || positions[instrumentId] == null
            ? 0 : positions[instrumentId].quantity();
    }

    private Position of(int id) {
        if (id > highest || positions[id] == null) {
            if (id >= positions.length) {
                positions = Arrays.copyOf(positions, Math.max(id + 1, positions.length * 2));
            }
            positions[id] = new Position(instruments.quantityExponent(id));
            highest = Math.max(highest, id);
        }
        return positions[id];
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("highest", highest);
        for (int id = 1; id <= highest; id++) {
            out.put("known", positions[id] != null);
            if (positions[id] != null) {
                out.part("positions", id, positions[id]);
            }
        }
    }

    @Override
    public void readState(StateReader in) {
        int count = in.getInt();
        for (int id = 1; id <= count; id++) {
            if (in.getBoolean()) {
                of(id).readState(in);
            }
        }
    }
}
