package io.tickwire.engine.feed;

import io.tickwire.engine.budget.Demand;
import io.tickwire.engine.budget.Priority;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.stage.Outputs;
import io.tickwire.engine.stage.State;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.Arrays;

/**
 * Asks by one call for the present state of every stream that needs it, round after round: for all
 * symbols at once where that costs less, else for one or a batch of them at a time. Engine thread
 * only; does not allocate.
 */
final class PollRound implements State {
    /** So few calls are made one by one, where that is not dearer. */
    private static final int MAX_ONE_BY_ONE = 4;

    private final FeedCall call;
    private final Priority usual;
    private final long intervalNs;
    private final RestRequests requests;
    private final FirstPolls firstPolls;
    private long nextNs;
    /** The stream whose turn it is where one is asked for after the other. */
    private int turn;
    /** How many streams the round that is not over still has to look at; 0 = it is. */
    private int left;
    /** By instrument id, whether that round has asked for it already, in a batch of another. */
    private long[] asked = new long[1];

    /**
     * A round that has not begun.
     *
     * @param call       it is made of
     * @param intervalNs between two rounds, if they can be afforded
     * @param usual      how long its calls can wait
     * @param requests   makes them
     * @param firstPolls knows which streams have not been polled for long
     */
    PollRound(FeedCall call, long intervalNs, Priority usual, RestRequests requests,
        FirstPolls firstPolls) {
        this.call = call;
        this.intervalNs = intervalNs;
        this.usual = usual;
        this.requests = requests;
        this.firstPolls = firstPolls;
    }

    /** What a whole round would cost now. */
    void addCost(StreamTable streams, Demand demand, long nowNs) {
        int count = 0;
        for (int i = 0; i < streams.count(); i++) {
            count += needs(streams.get(i), true, nowNs) ? 1 : 0;
        }
        boolean forAll = isForAll(count);
        requests.add(call, forAll, forAll ? 1 : calls(count), demand);
    }

    private long calls(int count) {
        long batch = requests.batch(call);
        return (count + batch - 1) / batch;
    }

    private boolean isForAll(int count) {
        long calls = calls(count);
        return requests.hasForAll(call)
            && (calls > MAX_ONE_BY_ONE || requests.isDearer(call, calls));
    }

    /**
     * Begins a round once the last one is over, or goes on with it.
     *
     * @return whether one was completed that was due
     */
    boolean onTimer(StreamTable streams, long nowNs, Outputs outputs) {
        if (!requests.has(call) || requests.isUnderWay(call)) {
            return false;
        }
        boolean due = nowNs - nextNs >= 0;
        boolean first = false;
        int count = 0;
        RequestReason why = RequestReason.PROBE;
        for (int i = 0; i < streams.count(); i++) {
            StreamState stream = streams.get(i);
            if (needs(stream, due, nowNs)) {
                count++;
                why = stream.rest.isProbePending() ? why : RequestReason.POLL;
                first |= firstPolls.isFirst(stream, nowNs);
            }
        }
        // What became of calls before a loss says little about those after it.
        if (count == 0 || !first && requests.isBackingOff(call, nowNs)) {
            return false;
        }
        Priority priority =
            first && usual == Priority.BACKGROUND ? Priority.FIRST_POLL : usual;
        boolean complete = isForAll(count)
            ? all(due, why, priority, streams, nowNs, outputs)
            : each(due, !first, priority, streams, nowNs, outputs);
        return due && complete;
    }

    /** The next round begins no sooner than its interval, nor than it can be afforded. */
    void next(long affordedInNs, long nowNs) {
        nextNs = nowNs + Math.max(intervalNs, affordedInNs);
    }

    private boolean all(boolean due, RequestReason why, Priority priority, StreamTable streams,
        long nowNs, Outputs outputs) {
        long number = requests.ask(call, 0, 0, why, priority, nowNs, outputs);
        for (int i = 0; number > 0 && i < streams.count(); i++) {
            if (needs(streams.get(i), due, nowNs)) {
                streams.get(i).asked(number, nowNs);
            }
        }
        return number > 0;
    }

    /**
     * Asks for one stream or batch after the other; where the budget ends, it goes on later, and
     * while calls fail, when a first one went well.
     */
    private boolean each(boolean due, boolean tries, Priority priority, StreamTable streams,
        long nowNs, Outputs outputs) {
        if (left == 0) {
            left = streams.count();
            Arrays.fill(asked, 0);
        }
        long batch = requests.batch(call);
        for (; left > 0; left--) {
            int at = turn % streams.count();
            StreamState stream = streams.get(at);
            if (needs(stream, due, nowNs) && !isAsked(stream.instrumentId)) {
                if (tries && requests.isBackingOff(call, nowNs)) {
                    return false;
                }
                long number = requests.ask(call, stream.instrumentId, batch, reason(stream),
                    priority, nowNs, outputs);
                if (number == 0) {
                    return false;
                }
                asked(stream.instrumentId, batch, due, number, streams, nowNs);
            }
            turn = at + 1;
        }
        return true;
    }

    /** A call asks for symbols by their ids, from one on. */
    private void asked(
        int firstId, long batch, boolean due, long number, StreamTable streams, long nowNs) {
        for (int id = firstId; id < firstId + batch && id <= streams.highestId(); id++) {
            StreamState stream = streams.find(id, call.kind());
            if (stream != null && needs(stream, due, nowNs)) {
                stream.asked(number, nowNs);
                note(id);
            }
        }
    }

    private boolean isAsked(int id) {
        int word = id / Long.SIZE;
        return word < asked.length && (asked[word] & 1L << id) != 0;
    }

    private void note(int id) {
        int word = id / Long.SIZE;
        if (word >= asked.length) {
            asked = Arrays.copyOf(asked, Math.max(word + 1, 2 * asked.length));
        }
        asked[word] |= 1L << id;
    }

    /** How many words of it say something while a round is not over. */
    private int askedWords() {
        int words = left == 0 ? 0 : asked.length;
        while (words > 0 && asked[words - 1] == 0) {
            words--;
        }
        return words;
    }

    private boolean needs(StreamState stream, boolean due, long nowNs) {
        return stream.kind == call.kind() && stream.isPlanned()
            && (due && stream.poll.isWanted(nowNs) || stream.rest.isProbePending());
    }

    private static RequestReason reason(StreamState stream) {
        return stream.rest.isProbePending() ? RequestReason.PROBE : RequestReason.POLL;
    }

    @Override
    public void writeState(StateWriter out) {
        int words = askedWords();
        out.put("nextNs", nextNs).put("turn", turn).put("left", left).put("words", words);
        for (int i = 0; i < words; i++) {
            out.put("asked", asked[i]);
        }
    }

    @Override
    public void readState(StateReader in) {
        nextNs = in.getLong();
        turn = in.getInt();
        left = in.getInt();
        int words = in.getInt();
        asked = new long[Math.max(1, words)];
        for (int i = 0; i < words; i++) {
            asked[i] = in.getLong();
        }
    }
}
