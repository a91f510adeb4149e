package io.tickwire.engine.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.OrderState;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Open orders and those that are over, against lists. */
final class OrderTableTest {
    private final Given given = new Given();
    private final InstrumentTable instruments = new InstrumentTable();
    private final OrderTable table = new OrderTable(instruments);

    @BeforeEach
    void instruments() {
        instruments.apply(given.instrument(1, "AAAUSDT", -3, 1));
        instruments.apply(given.instrument(2, "BBBUSDT", -3, 1));
    }

    private Order open(long handle, int id, Side side, long quantity) {
        Order order = table.add(handle, id);
        table.changing(order);
        order.side = side.ordinal();
        order.price = 10_000;
        order.quantity = quantity;
        table.changed(order);
        return order;
    }

    private void fill(Order order, long quantity) {
        table.changing(order);
        order.filled += quantity;
        if (order.leaves() == 0) {
            order.state = OrderState.FILLED;
        }
        table.changed(order);
    }

    private void end(Order order, OrderState state) {
        table.changing(order);
        order.state = state;
        table.changed(order);
    }

    @Test
    void sumsAreOfWhatIsLeft() {
        Order bought = open(1, 1, Side.BUY, 700);
        Order sold = open(2, 1, Side.SELL, 300);
        open(3, 2, Side.BUY, 50);
        fill(bought, 200);
        assertThat(table.buying(1)).isEqualTo(500);
        assertThat(table.selling(1)).isEqualTo(300);
        assertThat(table.buying(2)).isEqualTo(50);
        fill(bought, 500);
        end(sold, OrderState.CANCELLED);
        assertThat(table.buying(1)).isZero();
        assertThat(table.selling(1)).isZero();
        assertThat(table.openOf(1)).isZero();
        assertThat(table.openOf(2)).isEqualTo(1);
        assertThat(table.openOf(1_000)).isZero();
        assertThat(table.buying(1_000)).isZero();
        assertThat(table.selling(1_000)).isZero();
    }

    @Test
    void thereIsRoomForItsLimitAndNoMore() {
        for (int i = 1; i <= OrderTable.MAX_OPEN; i++) {
            open(i, 1, Side.BUY, 1);
        }
        assertThatThrownBy(() -> table.add(5_000, 1)).isInstanceOf(IllegalStateException.class)
            .hasMessage("more than 1000 open orders");
        end(table.find(1), OrderState.EXPIRED);
        open(5_000, 1, Side.BUY, 1);
        assertThat(table.openCount()).isEqualTo(OrderTable.MAX_OPEN);
        assertThat(table.open(0).handle()).isEqualTo(2);
        assertThat(table.open(OrderTable.MAX_OPEN - 1).handle()).isEqualTo(5_000);
        assertThatThrownBy(() -> table.open(OrderTable.MAX_OPEN))
            .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aFinerScaleWidensWhatIsOpenAndWhatIsOver() {
        Order order = open(1, 1, Side.BUY, 700);
        fill(order, 200);
        Order over = open(2, 1, Side.SELL, 4);
        end(over, OrderState.CANCELLED);
        Order other = open(3, 2, Side.BUY, 9);
        Event finer = given.instrument(1, "AAAUSDT", -5, 1).exponents(-4, -5);
        instruments.apply(finer);
        table.onEvent(finer);
        assertThat(order.price()).isEqualTo(1_000_000);
        assertThat(order.quantity()).isEqualTo(70_000);
        assertThat(order.filled()).isEqualTo(20_000);
        assertThat(over.quantity()).isEqualTo(400);
        assertThat(other.quantity()).isEqualTo(9);
        assertThat(table.buying(1)).isEqualTo(50_000);
        assertThat(table.selling(1)).isZero();
    }

    /** Orders come and go at random; what is open, kept and summed is what lists say. */
    @Test
    void isWhatListsSay() {
        long seed = new Random().nextLong();
        System.out.println("OrderTableTest seed " + seed);
        Random random = new Random(seed);
        List<Order> open = new ArrayList<>();
        Deque<Long> over = new ArrayDeque<>();
        OrderTable table = this.table;
        for (int step = 1; step <= 20_000; step++) {
            if (step % 5_000 == 0) {
                table = restored(table);
                for (int i = 0; i < open.size(); i++) {
                    open.set(i, table.find(open.get(i).handle()));
                }
            }
            if (open.isEmpty() || random.nextInt(100) < 50 && open.size() < 40) {
                Order order = table.add(step, 1 + random.nextInt(2));
                table.changing(order);
                order.side = random.nextInt(2);
                order.quantity = 1 + random.nextInt(100);
                table.changed(order);
                open.add(order);
            } else {
                Order order = open.remove(random.nextInt(open.size()));
                table.changing(order);
                order.state = OrderState.CANCELLED;
                table.changed(order);
                over.add(order.handle());
                if (over.size() > OrderTable.KEPT) {
                    assertThat(table.find(over.removeFirst())).isNull();
                }
            }
            compare(table, open, over);
        }
    }

    private static void compare(OrderTable table, List<Order> open, Deque<Long> over) {
        assertThat(table.openCount()).isEqualTo(open.size());
        long[][] sums = new long[3][2];
        for (int i = 0; i < open.size(); i++) {
            assertThat(table.open(i)).isSameAs(open.get(i));
            sums[open.get(i).instrumentId()][open.get(i).side] += open.get(i).quantity();
        }
        for (int id = 1; id <= 2; id++) {
            assertThat(table.buying(id)).isEqualTo(sums[id][0]);
            assertThat(table.selling(id)).isEqualTo(sums[id][1]);
        }
        if (!over.isEmpty()) {
            assertThat(table.find(over.getFirst()).state()).isEqualTo(OrderState.CANCELLED);
            assertThat(table.find(over.getLast()).handle()).isEqualTo(over.getLast());
        }
    }

    /** Through its state, which is written again as it was. */
    private OrderTable restored(OrderTable table) {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[1 << 20]);
        StateWriter out = new StateWriter(bytes);
        table.writeState(out);
        OrderTable restored = new OrderTable(instruments);
        StateReader in = new StateReader(bytes, 0, out.length());
        restored.readState(in);
        assertThat(in.remaining()).isZero();
        StateWriter again = new StateWriter(new UnsafeBuffer(new byte[1 << 20]));
        restored.writeState(again);
        assertThat(again.buffer().byteArray()).isEqualTo(bytes.byteArray());
        return restored;
    }
}
