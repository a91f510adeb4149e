package io.tickwire.engine.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.OrderEvent;
import io.tickwire.engine.event.OrderState;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every state with every event. The table below was written from what a venue can say, not from the
 * code: a dash is what cannot happen.
 */
final class OrderTransitionsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // event            new             open            p. cancel       p. replace      over
        "ACCEPTED,          OPEN,           -,              PENDING_CANCEL, -,              -",
        "REJECTED,          REJECTED,       -,              REJECTED,       -,              -",
        "PART_FILLED,       OPEN,           OPEN,           PENDING_CANCEL, PENDING_REPLACE, -",
        "FILLED,            FILLED,         FILLED,         FILLED,         FILLED,         -",
        "CANCELLED,         CANCELLED,      CANCELLED,      CANCELLED,      CANCELLED,      -",
        "CANCEL_REJECTED,   -,              -,              OPEN,           -,              same",
        "REPLACED,          -,              -,              PENDING_CANCEL, OPEN,           -",
        "REPLACE_REJECTED,  -,              -,              PENDING_CANCEL, OPEN,           same",
        "EXPIRED,           EXPIRED,        EXPIRED,        EXPIRED,        EXPIRED,        -",
        "CANCEL_REQUESTED,  PENDING_CANCEL, PENDING_CANCEL, -,              PENDING_CANCEL, -",
        "REPLACE_REQUESTED, -,              PENDING_REPLACE, -,             -,              -"})
    void every(
        OrderEvent event, String ofNew, String ofOpen, String ofCancel, String ofReplace,
        String ofOver) {
        check(OrderState.PENDING_NEW, event, ofNew);
        check(OrderState.OPEN, event, ofOpen);
        check(OrderState.PENDING_CANCEL, event, ofCancel);
        check(OrderState.PENDING_REPLACE, event, ofReplace);
        Arrays.stream(OrderState.values()).filter(OrderState::isOver)
            .forEach(over -> check(over, event, ofOver.equals("same") ? over.name() : ofOver));
    }

    private static void check(OrderState state, OrderEvent event, String expected) {
        OrderState next = OrderTransitions.next(state, event);
        assertThat(next == null ? "-" : next.name()).as("%s %s", state, event).isEqualTo(expected);
    }
}
