package io.tickwire.transport.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.EventType;
import io.tickwire.engine.event.Flags;
import io.tickwire.engine.event.InstrumentFields;
import io.tickwire.engine.instrument.InstrumentTable;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.VirtualClock;
import io.tickwire.transport.venue.Listing;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class InstrumentPublisherTest {
    private final TickRing ring =
        new TickRing(64, 1 << 20, new BusySpinWaitStrategy(), new VirtualClock(), 1, true);
    private final InstrumentTable table = new InstrumentTable();
    private final InstrumentPublisher publisher = new InstrumentPublisher(ring, table);

    private static Listing listing(
        String symbol, String tick, String lot, String min, String max, String notional) {
        return new Listing(symbol, decimal(tick), decimal(lot), decimal(min),
            decimal(max), decimal(notional));
    }

    private static BigDecimal decimal(String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private Event published(long ringSequence) {
        assertThat(ring.published()).isEqualTo(ringSequence);
        Event event = ring.wrap(new Event(), ringSequence);
        assertThat(event.type()).isEqualTo(EventType.INSTRUMENT);
        return event;
    }

    private static BigDecimal value(Event event, int field, int exponent) {
        return BigDecimal.valueOf(event.get(field), -exponent).stripTrailingZeros();
    }

    @Test
    void limitsKeepAllTheirDigitsHoweverFineTheyAre() {
        int id = publisher.publish(listing("BTCUSDT", "1", "1", "0.001", "1E+3", "0.5"));
        Event event = published(0);
        int price = event.priceExponent();
        int quantity = event.quantityExponent();
        assertThat(id).isEqualTo(1);
        assertThat(event.instrument()).isEqualTo(1);
        assertThat(event.varText()).isEqualTo("BTCUSDT");
        assertThat(value(event, InstrumentFields.TICK_SIZE, price)).isEqualTo(decimal("1"));
        assertThat(value(event, InstrumentFields.MIN_NOTIONAL, price)).isEqualTo(decimal("0.5"));
        assertThat(value(event, InstrumentFields.LOT_SIZE, quantity)).isEqualTo(decimal("1"));
        assertThat(value(event, InstrumentFields.MIN_QTY, quantity)).isEqualTo(decimal("0.001"));
        assertThat(value(event, InstrumentFields.MAX_QTY, quantity)).isEqualTo(decimal("1E+3"));
    }

    @Test
    void whatIsUnknownIsAbsentAndWhatDoesNotFitToo() {
        publisher.publish(Listing.unknown("币USDT"));
        Event event = published(0);
        assertThat(event.varText()).isEqualTo("币USDT");
        assertThat(event.get(InstrumentFields.TICK_SIZE)).isEqualTo(Event.ABSENT);
        assertThat(event.get(InstrumentFields.MIN_QTY)).isEqualTo(Event.ABSENT);
        assertThat(event.flags()).isEqualTo(Flags.PROVISIONAL);
        assertThat(table.isKnown(1)).isFalse();
        publisher.publish(listing("A", "0.01", "1E-18", null, "10", null));
        event = published(1);
        assertThat(event.get(InstrumentFields.TICK_SIZE)).isEqualTo(1);
        assertThat(event.get(InstrumentFields.MAX_QTY)).isEqualTo(Event.ABSENT);
    }

    @Test
    void idsStayAndAFinerScaleIsTaken() {
        assertThat(publisher.publish(listing("A", "0.1", "1", null, null, null))).isEqualTo(1);
        assertThat(publisher.publish(listing("B", "0.1", "1", null, null, null))).isEqualTo(2);
        assertThat(publisher.publish(listing("A", "0.001", "1", null, null, null))).isEqualTo(1);
        assertThat(published(2).instrument()).isEqualTo(1);
        assertThat(table.count()).isEqualTo(2);
        assertThat(table.priceExponent(1)).isEqualTo(-3);
        assertThat(table.tickSize(1)).isEqualTo(1);
        assertThat(publisher.publish(listing("A", "0.1", "1", null, null, null))).isEqualTo(1);
        assertThat(table.priceExponent(1)).isEqualTo(-3);
        assertThat(table.tickSize(1)).isEqualTo(100);
    }

    @Test
    void whatWasUnknownIsStatedLateUnderTheSameIdAndOnce() {
        publisher.publish(Listing.unknown("A"));
        Listing known = listing("A", "0.1", "0.001", null, null, null);
        assertThat(publisher.publish(known)).isEqualTo(1);
        assertThat(published(1).flags()).isZero();
        assertThat(table.isKnown(1)).isTrue();
        assertThat(table.quantityExponent(1)).isEqualTo(-3);
        assertThat(publisher.publish(known)).isEqualTo(1);
        assertThat(publisher.publish(Listing.absent("A"))).isEqualTo(1);
        assertThat(ring.published()).as("nothing new").isEqualTo(1);
    }

    @Test
    void limitsKnownBeforeStayWhereTheListCannotBeHad() {
        publisher.publish(listing("A", "0.1", "1", null, null, null));
        assertThat(publisher.publish(Listing.unknown("A"))).isEqualTo(1);
        assertThat(ring.published()).isZero();
        assertThat(table.tickSize(1)).isEqualTo(1);
    }
}
