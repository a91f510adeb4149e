package io.tickwire.engine.budget;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/** Until when the venue wants to be left alone, and whether it has banned us. */
final class Refusals implements State {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BANNED = 418;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long LEAST_BAN_NS = 2 * MINUTE_NS;

    private long heldUntilNs;
    private long bannedUntilNs;

    void refused(int status, long waitNs, long nowNs) {
        if (status == BANNED) {
            bannedUntilNs =
                Math.max(bannedUntilNs, nowNs + (waitNs == 0 ? LEAST_BAN_NS : waitNs));
            heldUntilNs = Math.max(heldUntilNs, bannedUntilNs);
        } else if (status == TOO_MANY_REQUESTS || waitNs > 0) {
            heldUntilNs = Math.max(heldUntilNs, nowNs + (waitNs == 0 ? MINUTE_NS : waitNs));
        }
    }

    void refusedSocket(int status, long waitNs, long nowNs) {
        if (status == BANNED) {
            refused(status, waitNs, nowNs);
        }
    }

    boolean isHeld(long nowNs) {
        return nowNs - heldUntilNs < 0;
    }

    boolean isBanned(long nowNs) {
        return nowNs - bannedUntilNs < 0;
    }

    @Override
    public void writeState(StateWriter out) {
        out.put("heldUntilNs", heldUntilNs).put("bannedUntilNs", bannedUntilNs);
    }

    @Override
    public void readState(StateReader in) {
        heldUntilNs = in.getLong();
        bannedUntilNs = in.getLong();
    }
}
