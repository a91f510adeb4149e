package io.tickwire.transport.binance;

import io.tickwire.engine.event.Decimals;
import io.tickwire.transport.json.JsonTemplate;

/** The values of a template that share an exponent of the event: all prices, or all quantities. */
final class SharedScale {
    private final JsonTemplate json;
    private final int[] numbers = new int[JsonTemplate.MAX_VALUES];
    private int count;
    private int decimals;

    /**
     * No values yet.
     *
     * @param json reads them
     */
    SharedScale(JsonTemplate json) {
        this.json = json;
    }

    /** Forgets all values. */
    void clear() {
        count = 0;
    }

    /** Adds the value of that number. */
    void add(int number) {
        numbers[count++] = number;
    }

    /**
     * Brings what was read to as many decimals as {@link TickValues#scale} would choose, where that
     * simply fits, as nearly always.
     *
     * @param least decimals of the instrument
     * @return false where it does not; the values are lost then
     */
    boolean scale(int least) {
        // Mostly all of them are written alike, and as the instrument is.
        int first = count == 0 ? least : json.decimals(numbers[0]);
        int others = 0;
        for (int i = 1; i < count; i++) {
            others |= json.decimals(numbers[i]) ^ first;
        }
        decimals = first;
        return others == 0 && first >= least || widen(least);
    }

    private boolean widen(int least) {
        int most = least;
        for (int i = 0; i < count; i++) {
            most = Math.max(most, json.decimals(numbers[i]));
        }
        decimals = most;
        long lost = 0;
        for (int i = 0; i < count; i++) {
            long value = json.value(numbers[i]);
            long power = Decimals.powerOfTen(most - json.decimals(numbers[i]));
            long wide = value * power;
            lost |= Math.multiplyHigh(value, power) ^ wide >> Long.SIZE - 1;
            json.value(numbers[i], wide);
        }
        return lost == 0;
    }

    /** @return how many decimals all of them have, once scaled */
    int decimals() {
        return decimals;
    }
}
