package io.tickwire.engine.paper;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.account.Money;
import io.tickwire.engine.stage.Given;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random markets and orders: the paper market says and does what {@link PaperOracle} does, step by
 * step. Another seed each time, printed; {@code -Dtickwire.seed} repeats one.
 */
final class PaperOracleTest {
    private static final int RUNS = 300;
    private static final int STEPS = 200;
    private static final String[] FORCES = {"GTC", "GTC", "GTX", "IOC", "FOK"};

    private final TreeMap<String, Integer> seen = new TreeMap<>();
    private final List<String> steps = new ArrayList<>();
    private Random random;
    private PaperRig rig;
    private PaperOracle oracle;
    private int handles;
    private int quantityDecimals;
    private int middle;
    /** Of the last step: what the rig has said, and what the oracle has of its time alone. */
    private String told;
    private String check;
    private boolean compares = true;

    @Test
    void doesWhatThePageSays() {
        long seed = Long.getLong("tickwire.seed", System.identityHashCode(this));
        System.out.println("PaperOracleTest seed " + seed);
        for (int run = 0; run < RUNS; run++) {
            begin(seed + run);
            for (int i = 0; i < STEPS; i++) {
                step();
                check(seed + run);
            }
        }
        // Nothing worth mentioning is left out by the draw.
        assertThat(seen.keySet()).contains("accepted", "filled maker", "filled taker", "funded",
            "cancelled", "replaced", "cancel rejected already done",
            "cancel rejected unknown order", "replace rejected already done",
            "expired no quote", "expired stale quote", "expired nothing shown",
            "expired limit not reached", "expired cannot be filled whole",
            "expired would cross", "expired remainder", "expired reduce only");
        assertThat(seen.get("filled maker")).isGreaterThan(RUNS);
    }

    private void begin(long seed) {
        random = new Random(seed);
        rig = new PaperRig(PaperRig.CONFIG);
        oracle = new PaperOracle();
        handles = 0;
        quantityDecimals = 3;
        middle = 10_000;
        steps.clear();
    }

    /** Position and cash. */
    private void check(long seed) {
        String what = "seed " + seed + "\n" + String.join("\n", steps);
        assertThat(new BigDecimal(rig.position())).as(what)
            .isEqualByComparingTo(oracle.position());
        // Cash is what flowed, and what the open position has cost.
        BigDecimal cost = BigDecimal.valueOf(rig.account().cost(1), -Money.EXPONENT);
        assertThat(new BigDecimal(rig.cash())).as(what).isEqualByComparingTo(
            BigDecimal.valueOf(10_000).add(oracle.money())
                .add(oracle.position().signum() < 0 ? cost.negate() : cost));
    }

    /** Once all is reported, it is what it would have been with room for each report at once. */
    @Test
    void withoutRoomNothingIsLost() {
        long seed = Long.getLong("tickwire.seed", System.identityHashCode(this));
        System.out.println("PaperOracleTest seed " + seed);
        int kept = 0;
        for (int run = 0; run < RUNS; run++) {
            begin(seed + run);
            quote();
            for (int i = 0; i < 40; i++) {
                place();
            }
            both("+30ms", true);
            for (int i = 0; i < 40; i++) {
                steps.add(random.nextBoolean() ? "full" : "room " + random.nextInt(3));
                rig.step(steps.get(steps.size() - 1));
                withoutRoom();
                kept += rig.position().equals(plain(oracle.position())) ? 0 : 1;
                if (random.nextInt(8) == 0) {
                    rig.step("restart");
                }
            }
            rig.step("room");
            rig.step("+1ms");
            check(seed + run);
        }
        assertThat(kept).isGreaterThan(RUNS);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private void withoutRoom() {
        compares = false;
        if (random.nextInt(10) == 0) {
            mark();
        } else if (random.nextBoolean()) {
            quote();
        } else {
            trade();
        }
        compares = true;
    }

    private void step() {
        int kind = random.nextInt(100);
        if (kind < 25) {
            quote();
        } else if (kind < 50) {
            trade();
        } else if (kind < 72) {
            place();
        } else if (kind < 78) {
            int handle = anyHandle();
            both("cancel #" + handle, false);
            oracle.cancel(now(), handle);
        } else if (kind < 86) {
            int handle = anyHandle();
            BigDecimal price = price(5);
            BigDecimal quantity = quantity(30);
            both("replace #" + handle + " " + quantity + " @ " + price, false);
            oracle.replace(now(), handle, price, quantity);
        } else if (kind < 90) {
            oracle.fresh = random.nextInt(4) > 0;
            both(oracle.fresh ? "fresh" : "stale", false);
        } else if (kind < 93) {
            mark();
        } else if (kind < 95) {
            both("restart", false);
        } else if (kind == 95) {
            long offsetMs = random.nextInt(20) - 10;
            both("clock " + offsetMs + "ms", true);
            oracle.clockOffsetMs = offsetMs;
        } else if (kind == 96 && random.nextInt(5) == 0) {
            int decimals = Math.min(4, oracle.priceDecimals + random.nextInt(2));
            quantityDecimals = Math.min(4, quantityDecimals + random.nextInt(2));
            both("scale " + decimals + " " + quantityDecimals, true);
            oracle.priceDecimals = decimals;
        } else {
            both("+" + (1 + random.nextInt(30)) + "ms", true);
        }
    }

    /**
     * The same for both: time first, and what has arrived by then; the rig then has the step
     * itself, the caller gives it to the oracle.
     */
    private void both(String step, boolean isInput) {
        String text = step.startsWith("+") || step.equals("restart")
            ? step : "+" + random.nextInt(8) + "ms " + step;
        steps.add(text);
        told = rig.step(text);
        if (isInput) {
            oracle.time(now());
        }
        check = oracle.reports();
        if (!isInput || !isTick(step)) {
            compare("");
        }
    }

    private static boolean isTick(String step) {
        return step.contains("quote") || step.contains("trade") || step.contains("mark");
    }

    private void compare(String more) {
        if (!compares) {
            return;
        }
        String expected = check.isEmpty() || more.isEmpty() ? check + more : check + "; " + more;
        assertThat(told).as(String.join("\n", steps)).isEqualTo(expected);
        for (String report : told.isEmpty() ? new String[0] : told.split("; ")) {
            seen.merge(kind(report), 1, Integer::sum);
        }
    }

    /** A report without handle and numbers. */
    private static String kind(String report) {
        return report.startsWith("filled") ? report.replaceAll("^(filled).*(maker|taker).*", "$1 $2")
            : report.replaceAll("^(replaced|funded) .*", "$1").replaceFirst(" \\d+", "");
    }

    private long now() {
        return rig.given().nowNs();
    }

    private long nowMs() {
        return now() / 1_000_000;
    }

    private BigDecimal price(int around) {
        int ticks = middle + random.nextInt(2 * around + 1) - around;
        return BigDecimal.valueOf(ticks, 2);
    }

    private BigDecimal quantity(int most) {
        return BigDecimal.valueOf(1 + random.nextInt(most), 1);
    }

    private int anyHandle() {
        return Math.max(1, handles - random.nextInt(8) + random.nextInt(9) / 8 * 50);
    }

    private void quote() {
        middle += random.nextInt(3) - 1;
        int spread = random.nextInt(12) == 0 ? -random.nextInt(2) : 1 + random.nextInt(2);
        BigDecimal bid = BigDecimal.valueOf(middle, 2);
        BigDecimal ask = BigDecimal.valueOf(middle + spread, 2);
        BigDecimal bidQty = random.nextInt(20) == 0 ? BigDecimal.ZERO : quantity(30);
        BigDecimal askQty = random.nextInt(20) == 0 ? BigDecimal.ZERO : quantity(30);
        int decimals = 2 + random.nextInt(2);
        boolean polled = random.nextInt(10) == 0;
        long madeMs = -random.nextInt(12);
        both((polled ? "poll " : "") + "quote " + bid + " x " + bidQty + " / " + ask + " x "
            + askQty + " decimals " + decimals + " 3 made " + madeMs + "ms", true);
        oracle.quote(bid, bidQty, ask, askQty, decimals, nowMs() + madeMs, polled);
        compare(oracle.reports());
    }

    private void trade() {
        boolean sells = random.nextBoolean();
        BigDecimal price = price(3);
        BigDecimal quantity = quantity(40);
        String kind = random.nextInt(20) == 0 ? "poll " : random.nextInt(20) == 0 ? "backfill "
            : random.nextInt(20) == 0 ? "single " : "";
        long madeMs = -random.nextInt(10);
        both(kind + "trade " + (sells ? "sell " : "buy ") + quantity + " @ " + price + " made "
            + madeMs + "ms", true);
        oracle.trade(sells, price, quantity, nowMs() + madeMs, !kind.equals("single "),
            kind.isEmpty() || kind.equals("single "));
        compare(oracle.reports());
    }

    private void place() {
        boolean buys = random.nextBoolean();
        boolean market = random.nextInt(4) == 0;
        String force = market ? "IOC" : FORCES[random.nextInt(FORCES.length)];
        BigDecimal price = price(4);
        BigDecimal quantity = quantity(30);
        boolean reduceOnly = random.nextInt(5) == 0;
        int handle = ++handles;
        both((buys ? "buy " : "sell ") + (market ? "MARKET " : "LIMIT ") + force + " " + quantity
            + (market ? "" : " @ " + price) + " #" + handle + (reduceOnly ? " reduce" : ""), false);
        oracle.place(now(), handle, buys, market, force, price, quantity, reduceOnly);
    }

    private void mark() {
        BigDecimal mark = BigDecimal.valueOf(100_000_000L + random.nextInt(1_000_000), 6);
        BigDecimal rate = BigDecimal.valueOf(random.nextInt(2_000) - 1_000, 6);
        long nextMs = (nowMs() - Given.START_NS / 1_000_000) / 300 * 300 + 300;
        both("mark " + mark + " rate " + rate + " next " + nextMs + "ms", true);
        oracle.mark(mark, rate, Given.START_NS / 1_000_000 + nextMs, nowMs());
        compare(oracle.reports());
    }
}
