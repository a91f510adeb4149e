package io.tickwire.engine.feed;

import io.tickwire.engine.core.ScratchOutputs;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.FeedAction;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.FeedFlag;
import io.tickwire.engine.event.RequestReason;
import io.tickwire.engine.event.StatusReason;
import io.tickwire.engine.event.FeedRequestFields;
import io.tickwire.engine.event.FeedState;
import io.tickwire.engine.event.FeedStatusFields;
import io.tickwire.engine.event.Source;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a feed stage decides, as lines of text ({@link FeedRig}); keeps requests that are to be
 * answered, and what a FEED_STATUS says beside its line.
 */
final class FeedLines extends ScratchOutputs {
    /** Requests to REST under way, by number. */
    final Map<Long, FeedRig.Poll> polls = new TreeMap<>();
    /** Numbers of the latest attempts, by connection. */
    private final long[] attempts;
    private final Map<String, FeedRig.Told> told = new TreeMap<>();
    private final List<String> made = new ArrayList<>();

    FeedLines(long[] attempts) {
        this.attempts = attempts;
    }

    @Override
    protected void onOutput(Event output) {
        if (output.type() == EventType.FEED_REQUEST) {
            request(output);
        } else {
            status(output);
        }
    }

    private void request(Event output) {
        FeedAction action = FeedAction.of(output.get(FeedRequestFields.ACTION));
        long attempt = output.get(FeedRequestFields.ATTEMPT);
        String reason = RequestReason.of(output.get(FeedRequestFields.REASON)).label();
        if (action != FeedAction.POLL) {
            if (action == FeedAction.CONNECT) {
                attempts[output.link()] = attempt;
            }
            made.add((action.label() + " @" + output.link() + "/" + attempt + " " + reason)
                .trim());
            return;
        }
        FeedCall call = FeedCall.of(output.get(FeedRequestFields.CALL));
        long fromId = output.get(FeedRequestFields.FROM_ID);
        long number = output.get(FeedRequestFields.REQUEST);
        long count = output.get(FeedRequestFields.INSTRUMENTS);
        long rows = output.get(FeedRequestFields.ROWS);
        polls.put(number, new FeedRig.Poll(number, call, output.instrument(), fromId,
            rows == Event.ABSENT ? count : rows, reason.equals("fill")));
        boolean batch = count > 1;
        made.add("poll " + call.label() + " " + output.instrument()
            + (batch ? "+" + (count - 1) : "") + " " + reason
            + (fromId == Event.ABSENT ? "" : " from " + fromId));
    }

    private void status(Event output) {
        StatusReason reason = StatusReason.of(output.get(FeedStatusFields.REASON));
        if (reason.isAboutClock()) {
            made.add(reason.label());
            return;
        }
        String subject = subject(output);
        told.put(subject, new FeedRig.Told(output.get(FeedStatusFields.SINCE_NS),
            output.get(FeedStatusFields.SILENCE_MS), output.get(FeedStatusFields.LAG_MS),
            output.get(FeedStatusFields.GAP_MESSAGES), output.get(FeedStatusFields.GAP_MS)));
        made.add(subject + " " + news(output));
    }

    private String subject(Event output) {
        String kind = StreamKind.of(output.get(FeedStatusFields.KIND)).label();
        return output.instrument() == 0 ? "venue"
            : (kind.isEmpty() ? "symbol" : kind) + " " + output.instrument();
    }

    private String news(Event output) {
        StatusReason reason = StatusReason.of(output.get(FeedStatusFields.REASON));
        switch (reason) {
            case HOLE:
            case FILLED:
            case LOST:
                return reason.label() + " " + output.get(FeedStatusFields.FIRST_MISSING_ID)
                    + ".." + output.get(FeedStatusFields.LAST_MISSING_ID);
            case DUPLICATE:
            case OLDER:
            case RENUMBERED:
            case BAD_TIME:
            case BAD_ID:
                return reason.label();
            default:
                long fedBy = output.get(FeedStatusFields.FED_BY);
                long state = output.get(FeedStatusFields.STATE);
                return FeedFlag.of(output.get(FeedStatusFields.FLAG)).label() + " "
                    + reason.label()
                    + (fedBy == Event.ABSENT ? "" : " " + Source.values()[(int) fedBy].label())
                    + (state == Event.ABSENT ? "" : " " + FeedState.of(state).label());
        }
    }

    List<String> take() {
        List<String> taken = List.copyOf(made);
        made.clear();
        return taken;
    }

    /** What the last FEED_STATUS about a subject said beside its line, null if there was none. */
    FeedRig.Told told(String subject) {
        return told.get(subject);
    }
}
