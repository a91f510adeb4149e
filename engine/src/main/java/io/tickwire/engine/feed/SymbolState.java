package io.tickwire.engine.feed;

import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** The flag of one symbol, gathered from those of its streams. Engine thread only. */
final class SymbolState implements State {
    final int instrumentId;
    final SymbolListing listing = new SymbolListing();
    final FlagState flagState = new FlagState();
    /**
     * Whether REST answers for it, and always the same where the venue's time must move, as a
     * cache does: then what stands still in other answers says nothing either.
     */
    boolean restRepeats;

    // Gathered anew at each TIMER.
    /** Whether REST has to show yet that it does not. */
    boolean restUnproven;
    private boolean anyFresh;
    private FeedFlag worst;
    private StatusReason worstReason;

    SymbolState(int instrumentId) {
        this.instrumentId = instrumentId;
    }

    void gather() {
        anyFresh = false;
        worst = FeedFlag.GREEN;
        worstReason = StatusReason.FRESH;
        restRepeats = false;
        restUnproven = false;
    }

    /** Adds one of its streams. */
    void add(FeedFlag flag, StatusReason reason) {
        anyFresh |= flag != FeedFlag.RED;
        if (flag.isWorseThan(worst)) {
            worst = flag;
            worstReason = reason;
        }
    }

    /** RED only where no stream has fresh ticks from any source. */
    void conclude(long nowNs) {
        FeedFlag flag = worst == FeedFlag.RED && anyFresh ? FeedFlag.YELLOW : worst;
        flagState.set(flag, worstReason, nowNs);
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("flag", flagState);
        out.put("restRepeats", restRepeats);
    }

    @Override
    public void readState(StateReader in) {
        flagState.readState(in);
        restRepeats = in.getBoolean();
    }
}
