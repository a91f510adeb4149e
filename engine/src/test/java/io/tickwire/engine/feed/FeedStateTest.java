package io.tickwire.engine.feed;

import static io.tickwire.engine.feed.FeedRig.MS;
import static io.tickwire.engine.feed.FeedRig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.BudgetWindowFields;
import io.tickwire.engine.event.CallCostFields;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.LinkFields;
import io.tickwire.engine.event.LinkFact;
import io.tickwire.engine.event.QuoteFields;
import io.tickwire.engine.event.StreamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * State written and read back is the whole state: over random scenarios a stage that is replaced
 * by a copy of itself now and then decides, shows and tells what the original does.
 */
final class FeedStateTest {
    private static final int SCENARIOS = 15;
    private static final int STEPS = 3_000;
    private static final int INSTRUMENTS = 2;

    /** A rig under random inputs, the same for the same seed. */
    private static final class Scenario {
        private final FeedRig rig;
        private final Random random;
        private final long[] numbers = new long[(INSTRUMENTS + 1) * 8];
        private final long seed;
        private int incarnation = 1;

        Scenario(long seed) {
            rig = new FeedRig(seed, seed % 2 == 0 ? "" : "feed: {openWhilePolling: true}\n");
            random = new Random(seed);
            // Streams are met in another order than the group names them.
            for (int kind = FeedRig.ALL.length - 1; kind >= 0; kind--) {
                rig.on(rig.given.tick(FeedRig.ALL[kind], 3, INSTRUMENTS, 1));
            }
            this.seed = seed;
            plan();
        }

        /** As usual, with connections to be kept alive, or with batches and a second window. */
        private void plan() {
            rig.plan(INSTRUMENTS);
            if (seed % 3 == 1) {
                for (int connection = 1; connection <= 4; connection++) {
                    rig.on(rig.given.link(connection, LinkFact.PLANNED)
                        .set(LinkFields.GROUP, FeedRig.group(connection))
                        .set(LinkFields.KEEP_ALIVE_NS, 2 * SECOND));
                }
            } else if (seed % 3 == 2) {
                rig.batch(FeedCall.QUOTE, 2, 5).batch(FeedCall.STATS, 1, 50);
                rig.on(rig.given.budgetWindow(10).set(BudgetWindowFields.WINDOW, 1)
                    .set(BudgetWindowFields.WINDOW_KIND, WindowKind.SLIDING.ordinal())
                    .set(BudgetWindowFields.DURATION_NS, SECOND));
                for (FeedCall call : FeedCall.values()) {
                    rig.on(rig.given.callCost(call, 1, 0).set(CallCostFields.WINDOW, 1));
                }
            }
        }

        List<String> step() {
            int dice = random.nextInt(1_000);
            rig.after(dice == 0 ? 20 * SECOND : dice < 5 ? SECOND : random.nextInt(40) * MS);
            if (dice < 300) {
                return rig.on(rig.given.timer(dice < 5 ? 3 * SECOND : dice == 6
                    ? 40 * SECOND : 0));
            }
            if (dice < 380 && !rig.polls.isEmpty()) {
                return answers();
            }
            if (dice < 450) {
                return fact();
            }
            if (dice == 451) {
                rig.on(rig.given.resumed(++incarnation));
                rig.polls.clear();
                plan();
                return List.of();
            }
            if (dice < 454) {
                rig.clock(random.nextInt(20_000) * MS - SECOND);
                return List.of();
            }
            return tick();
        }

        private List<String> answers() {
            int dice = random.nextInt(30);
            if (dice == 0) {
                return rig.answerAll(random.nextBoolean() ? 429 : 418, random.nextInt(5) * SECOND);
            }
            if (dice < 5) {
                return rig.answerAll(dice < 3 ? 400 : 500, 0);
            }
            List<String> decided = new ArrayList<>();
            for (FeedRig.Poll poll : List.copyOf(rig.polls.values())) {
                StreamKind kind = poll.call().kind();
                int last = poll.fills() || kind == StreamKind.NONE ? 0 : INSTRUMENTS;
                if (poll.fills()) {
                    decided.addAll(filled(poll));
                }
                for (int id = 1; id <= last; id++) {
                    if (poll.instrument() == 0 || poll.instrument() == id) {
                        decided.addAll(rig.on(FeedRig.polled(tick(0, kind, id))));
                    }
                }
                decided.addAll(rig.answered(poll, 200, 0,
                    random.nextBoolean() ? Event.ABSENT : random.nextInt(2_000)));
            }
            return decided;
        }

        /** Some of what is missing, with ids left out. */
        private List<String> filled(FeedRig.Poll poll) {
            List<String> decided = new ArrayList<>();
            long id = poll.fromId();
            for (int i = random.nextInt(4); i > 0; i--) {
                id += random.nextInt(5) == 0 ? 1 : 0;
                decided.addAll(rig.on(FeedRig.filled(
                    rig.given.aggregate(0, poll.instrument(), id++, 1, 1))));
            }
            return decided;
        }

        private List<String> fact() {
            int connection = 1 + random.nextInt(4);
            LinkFact[] facts = {LinkFact.OPENED, LinkFact.OPENED, LinkFact.OPENED,
                LinkFact.SUBSCRIBED, LinkFact.CLOSED, LinkFact.FAILED, LinkFact.REFUSED,
                LinkFact.KEPT_ALIVE, LinkFact.CLOSE_ANNOUNCED};
            LinkFact fact = facts[random.nextInt(facts.length)];
            if (fact == LinkFact.CLOSE_ANNOUNCED && random.nextInt(4) > 0) {
                fact = LinkFact.OPENED;
            }
            if (fact == LinkFact.REFUSED) {
                return rig.refused(connection, random.nextInt(3) * SECOND);
            }
            if (random.nextInt(20) == 0) {
                return rig.on(rig.given.link(connection, fact).set(LinkFields.ATTEMPT, 1));
            }
            return fact == LinkFact.CLOSED && random.nextInt(5) == 0
                ? rig.closed(connection, 1008) : rig.fact(connection, fact);
        }

        private List<String> tick() {
            StreamKind kind = FeedRig.ALL[random.nextInt(FeedRig.ALL.length)];
            int connection = FeedRig.connection(kind) + random.nextInt(2);
            return rig.on(tick(connection, kind, 1 + random.nextInt(INSTRUMENTS)));
        }

        private Event tick(int connection, StreamKind kind, int id) {
            int at = id * 8 + kind.ordinal();
            int step = random.nextInt(12);
            numbers[at] += step == 0 ? -2 : step < 3 ? 0 : step == 3 ? 4 : 1;
            long number = Math.max(1, numbers[at]);
            switch (kind) {
                case QUOTE:
                    return rig.given.quote(connection, id, number, 100 + number % 7, 1, 200, 1)
                        .set(QuoteFields.EVENT_MS, rig.given.nowNs() / MS - random.nextInt(3));
                case TRADE:
                    return rig.given.aggregate(connection, id, number, 1, 1);
                default:
                    return rig.given.tick(
                        kind, connection, id, rig.given.nowNs() / MS - random.nextInt(8_000));
            }
        }

        /** What else can be seen of it. */
        String seen() {
            StringBuilder seen = new StringBuilder().append(rig.showing());
            for (int id = 1; id <= INSTRUMENTS; id++) {
                for (StreamKind kind : FeedRig.ALL) {
                    seen.append(' ').append(rig.feed().isFresh(id, kind));
                }
            }
            for (int i = 0; i < rig.feed().viewCount(); i++) {
                StreamView view = rig.feed().view(i);
                seen.append(' ').append(view.instrumentId()).append(view.kind())
                    .append(view.flag()).append(view.reason()).append(view.fedBy())
                    .append(view.silenceNs(rig.given.nowNs())).append(view.lagMs())
                    .append(view.sinceNs()).append(view.gapMessages());
            }
            return seen.toString();
        }
    }

    @Test
    void aCopyGoesOnAsTheOriginalDoes() {
        long first = new Random().nextLong();
        System.out.println("FeedStateTest seed " + first);
        for (long seed = first; seed < first + SCENARIOS; seed++) {
            check(seed);
        }
    }

    private static void check(long seed) {
        Scenario original = new Scenario(seed);
        Scenario copied = new Scenario(seed);
        Random random = new Random(~seed);
        int decisions = 0;
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(25) == 0) {
                copied.rig.restore();
                assertThat(copied.rig.state()).as("seed %d, step %d", seed, step)
                    .isEqualTo(original.rig.state());
            }
            List<String> decided = original.step();
            decisions += decided.size();
            assertThat(copied.step()).as("seed %d, step %d", seed, step).isEqualTo(decided);
            assertThat(copied.seen()).as("seed %d, step %d", seed, step)
                .isEqualTo(original.seen());
        }
        assertThat(copied.rig.state()).as("seed %d", seed).isEqualTo(original.rig.state());
        assertThat(decisions).as("seed %d", seed).isGreaterThan(50);
    }
}
