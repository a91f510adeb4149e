package io.tickwire.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.Side;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.stage.Given;
import io.tickwire.engine.stage.StateReader;
import io.tickwire.engine.stage.StateWriter;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Positions behind fills, behind finer scales and behind a restart. */
final class AccountTest {
    private final Given given = new Given();
    private final InstrumentTable instruments = new InstrumentTable();
    private final Account account = new Account(instruments);

    private void instruments(int count) {
        for (int id = 1; id <= count; id++) {
            instruments.apply(given.instrument(id, "SYM" + id, -3, 1));
        }
    }

    @Test
    void fillsAddUp() {
        instruments(2);
        assertThat(account.position(1)).isZero();
        account.filled(1, Side.BUY, 1_500);
        account.filled(1, Side.SELL, 2_000);
        account.filled(2, Side.BUY, 7);
        assertThat(account.position(1)).isEqualTo(-500);
        assertThat(account.position(2)).isEqualTo(7);
    }

    @Test
    void aFinerScaleKeepsTheAmount() {
        instruments(1);
        account.filled(1, Side.SELL, 1_500);
        Event finer = given.instrument(1, "SYM1", -5, 1);
        instruments.apply(finer);
        account.onEvent(finer);
        assertThat(account.position(1)).isEqualTo(-150_000);
        Event coarser = given.instrument(1, "SYM1", -2, 1);
        instruments.apply(coarser);
        account.onEvent(coarser);
        assertThat(account.position(1)).isEqualTo(-150_000);
    }

    @Test
    void thereIsRoomForEveryInstrument() {
        instruments(InstrumentTable.MAX_INSTRUMENTS);
        assertThat(account.position(InstrumentTable.MAX_INSTRUMENTS)).isZero();
        for (int id : new int[] {63, 64, InstrumentTable.MAX_INSTRUMENTS}) {
            account.filled(id, Side.BUY, id);
            assertThat(account.position(id)).isEqualTo(id);
        }
        assertThat(account.position(65)).isZero();
    }

    @Test
    void itsStateIsAllThereIs() {
        instruments(3);
        account.filled(1, Side.BUY, 5);
        account.filled(3, Side.SELL, 8);
        StateWriter out = new StateWriter(new UnsafeBuffer(ByteBuffer.allocate(1024)));
        account.writeState(out);
        Account restored = new Account(instruments);
        restored.readState(new StateReader(out.buffer(), 0, out.length()));
        assertThat(restored.position(1)).isEqualTo(5);
        assertThat(restored.position(2)).isZero();
        assertThat(restored.position(3)).isEqualTo(-8);
    }
}
