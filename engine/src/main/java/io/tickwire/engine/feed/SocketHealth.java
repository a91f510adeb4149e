package io.tickwire.engine.feed;

import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;

/**
 * How the current connection delivers one stream, judged by the ticks that it brought itself.
 * Engine thread only.
 */
final class SocketHealth implements State {
    /** How its ticks stand to each other. */
    TickSequencer ticks;
    StreamHealth health = StreamHealth.STARTING;
    /** When it last brought news or was subscribed, own stalls added; ns. */
    long heardNs;
    /** When REST last showed that there is nothing to hear, own stalls added; ns. */
    long quietNs;
    /** Own stalls added to the later of these two since it was set, ns. */
    long creditedNs;
    /** When it last brought anything, ns. */
    long arrivedNs;
    /** When it last brought something older than what it had brought before, ns. */
    long olderNs;
    /** When it last brought something new without its time moving, ns. */
    long frozenNs;
    /** Whether the current connection has brought news since it was subscribed. */
    boolean ticked;
    /** Since when its ticks are later than its limit allows, ns; 0 = they are not. */
    long lateNs;
    /** How late its last tick was, ms. */
    long lagMs;
    /** Since when it is well without a break, ns. */
    long wellNs;

    /** Of a stream with these traits. */
    SocketHealth(StreamTraits traits) {
        ticks = new TickSequencer(traits);
    }

    /** Whether it delivers as it should, or is known to have nothing to deliver. */
    boolean isWell() {
        return health.isWell();
    }

    /** Whether it is known to be no good. */
    boolean isDead() {
        return health.isDead();
    }

    /** The connection is subscribed anew; the deadline of the first tick runs from here. */
    void subscribed(long nowNs) {
        heardNs = nowNs;
        quietNs = nowNs;
        creditedNs = 0;
        health = StreamHealth.STARTING;
        ticked = false;
        lateNs = 0;
        frozenNs = 0;
    }

    /** A new tick was judged: how late it was, and whether that is too late. */
    void lagged(long ms, boolean late, long nowNs) {
        lagMs = ms;
        lateNs = !late ? 0 : lateNs == 0 ? nowNs : lateNs;
    }

    /** It has brought news. */
    void heard(long nowNs) {
        heardNs = nowNs;
        creditedNs = 0;
        ticked = true;
        well(StreamHealth.FRESH, nowNs);
    }

    /** Another connection, which has brought news already, becomes the current one. */
    void movedTo(SpareProgress spare, long nowNs) {
        TickSequencer old = ticks;
        ticks = spare.ticks;
        spare.ticks = old;
        if (spare.heardNs - knownNs() > 0) {
            creditedNs = 0;
        }
        heardNs = Math.max(heardNs, spare.heardNs);
        arrivedNs = heardNs;
        ticked = true;
        lateNs = 0;
        frozenNs = 0;
        well(isWell() ? health : StreamHealth.FRESH, nowNs);
    }

    /** REST has shown that there is nothing to hear. */
    void quiet(long nowNs) {
        quietNs = nowNs;
        creditedNs = 0;
        well(StreamHealth.QUIET, nowNs);
    }

    /** It is well; an interruption would have begun it anew. */
    private void well(StreamHealth how, long nowNs) {
        if (!isWell()) {
            wellNs = nowNs;
        }
        health = how;
    }

    void stalled(long stallNs, long nowNs) {
        long before = knownNs();
        heardNs = Math.min(heardNs + stallNs, nowNs);
        quietNs = Math.min(quietNs + stallNs, nowNs);
        creditedNs += knownNs() - before;
    }

    /** When it was last known what there is, own stalls added; ns. */
    long knownNs() {
        return Math.max(heardNs, quietNs);
    }

    /** How old that is in truth, own stalls and all; ns. */
    long ageNs(long nowNs) {
        return nowNs - knownNs() + creditedNs;
    }

    @Override
    public void writeState(StateWriter out) {
        out.part("ticks", ticks);
        out.put("health", health).put("heardNs", heardNs).put("quietNs", quietNs)
            .put("creditedNs", creditedNs).put("arrivedNs", arrivedNs).put("olderNs", olderNs)
            .put("frozenNs", frozenNs).put("ticked", ticked)
            .put("lateNs", lateNs).put("lagMs", lagMs).put("wellNs", wellNs);
    }

    @Override
    public void readState(StateReader in) {
        ticks.readState(in);
        health = StreamHealth.of(in.getLong());
        heardNs = in.getLong();
        quietNs = in.getLong();
        creditedNs = in.getLong();
        arrivedNs = in.getLong();
        olderNs = in.getLong();
        frozenNs = in.getLong();
        ticked = in.getBoolean();
        lateNs = in.getLong();
        lagMs = in.getLong();
        wellNs = in.getLong();
    }
}
