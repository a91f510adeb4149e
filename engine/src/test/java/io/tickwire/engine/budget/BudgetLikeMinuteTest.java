package io.tickwire.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.WindowKind;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A venue that counts in one minute of its clock: the same decisions as the budget that knew
 * nothing else, over random sequences of calls, answers, refusals and steps of the clock.
 */
final class BudgetLikeMinuteTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long[] SINGLE = {1, 2, 20, 7, 400};
    private static final long[] ALL = {0, 5, 40, 0, 0};
    private static final int STEPS = 20_000;

    /** A call under way, as both know it. */
    private record Call(int ticket, long cost, long minute) {
    }

    private final MinuteBudget old = new MinuteBudget();
    private final List<Call> underWay = new ArrayList<>();
    private final int[] allowed = new int[2];
    private Budget budget = new Budget(SINGLE.length);
    private Random random;
    private long nowNs = 1_700_000_000L * SECOND;
    private long offsetNs;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void decidesTheSame(long seed) {
        random = new Random(seed);
        for (int call = 0; call < SINGLE.length; call++) {
            budget.cost(call, 0, SINGLE[call], ALL[call], 1);
        }
        limit();
        for (int i = 0; i < STEPS; i++) {
            step();
            assertThat(budget.isHeld(nowNs)).as("held, seed %d step %d", seed, i)
                .isEqualTo(old.isHeld(nowNs));
            assertThat(budget.isBanned(nowNs)).as("banned, seed %d step %d", seed, i)
                .isEqualTo(old.isBanned(nowNs));
        }
        assertThat(allowed[0]).as("refused, seed %d", seed).isGreaterThan(500);
        assertThat(allowed[1]).as("allowed, seed %d", seed).isGreaterThan(500);
    }

    private long venueNs() {
        return nowNs + offsetNs;
    }

    private long minute(long venueNs) {
        return Math.floorDiv(venueNs, MINUTE);
    }

    private void step() {
        switch (random.nextInt(40)) {
            case 0:
                limit();
                break;
            case 1:
                // A better estimate of the venue's clock.
                offsetNs = (random.nextInt(4_001) - 2_000) * (SECOND / 1_000);
                break;
            case 2:
                refused(random.nextInt(4) == 0 ? 418 : 429);
                break;
            case 3:
                nowNs += random.nextInt(3) * MINUTE + random.nextLong(MINUTE);
                break;
            case 4:
                if (random.nextInt(10) == 0) {
                    underWay.clear();
                    old.resumed();
                    budget.resumed(nowNs);
                }
                break;
            case 5:
                restore();
                break;
            case 6:
                count(null);
                break;
            case 7, 8, 9, 10, 11, 12, 13, 14, 15, 16:
                if (!underWay.isEmpty()) {
                    count(underWay.remove(random.nextInt(underWay.size())));
                }
                break;
            case 17, 18, 19, 20, 21, 22, 23:
                nowNs += random.nextLong(SECOND / 4);
                break;
            default:
                ask();
                break;
        }
    }

    private void limit() {
        long limit = random.nextInt(20) == 0 ? 0 : 600 + random.nextInt(2_400);
        old.limit(limit);
        budget.window(0, WindowKind.FIXED, MINUTE, limit);
    }

    private void ask() {
        if (underWay.size() == CallsInFlight.MAX) {
            return;
        }
        int call = random.nextInt(SINGLE.length);
        boolean forAll = ALL[call] > 0 && random.nextBoolean();
        long cost = forAll ? ALL[call] : SINGLE[call];
        Priority priority = Priority.values()[1 + random.nextInt(3)];
        boolean expected = old.allows(cost, priority, nowNs, minute(venueNs()),
            Math.floorMod(venueNs(), MINUTE));
        int ticket = budget.begin(call, forAll, priority, nowNs, venueNs());
        assertThat(ticket != Budget.NO_TICKET).isEqualTo(expected);
        allowed[expected ? 1 : 0]++;
        if (expected) {
            old.spend(cost);
            underWay.add(new Call(ticket, cost, minute(venueNs() - SECOND)));
        }
        Demand demand = new Demand();
        budget.add(call, forAll, 3, demand);
        assertThat(budget.earnedInNs(demand)).isEqualTo(old.costNs(3 * cost));
    }

    /** A call ends, null = one of somebody else; the venue's own count comes with most answers. */
    private void count(Call call) {
        long counted = random.nextInt(4) == 0 ? Event.ABSENT : random.nextInt(2_600);
        long minute = call == null ? minute(venueNs() - SECOND) : call.minute;
        old.ended(call == null ? 0 : call.cost, minute, counted);
        int ticket = call == null ? Budget.NO_TICKET : call.ticket;
        if (counted != Event.ABSENT) {
            budget.correct(0, counted, ticket, nowNs, venueNs());
        }
        if (call != null) {
            budget.end(ticket, nowNs);
        }
    }

    private void refused(int status) {
        long waitNs = random.nextInt(3) * SECOND;
        if (random.nextBoolean()) {
            old.refused(status, waitNs, nowNs);
            budget.refused(status, waitNs, nowNs);
        } else {
            old.refusedSocket(status, waitNs, nowNs);
            budget.refusedSocket(status, waitNs, nowNs);
        }
    }

    private void restore() {
        StateWriter out = new StateWriter(new UnsafeBuffer(new byte[1 << 16]));
        budget.writeState(out);
        StateReader in = new StateReader(out.buffer(), 0, out.length());
        budget = new Budget(SINGLE.length);
        budget.readState(in);
        assertThat(in.remaining()).isZero();
    }
}
