package io.tickwire.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.tickwire.engine.event.Event;
import io.tickwire.engine.event.FeedCall;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.engine.stage.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of stream kinds, once more by hand. */
final class StreamTraitsTest {
    @ParameterizedTest
    @CsvSource({"QUOTE, UPDATE_ID, QUOTE, true, false, false",
        "TRADE, TRADE_ID, TRADE, true, true, false",
        "STATS, VENUE_TIME, PRICE, false, false, false",
        "MARK, VENUE_TIME, MARK, false, false, true"})
    void eachKindHasItsRow(StreamKind kind, StreamTraits.OrderKey key, FeedCall call,
        boolean mayBeQuiet, boolean history, boolean movesInPolls) {
        StreamTraits traits = StreamTraits.of(kind);
        assertThat(traits.kind()).isEqualTo(kind);
        assertThat(traits.orderKey).isEqualTo(key);
        assertThat(traits.call).isEqualTo(call);
        assertThat(traits.call.kind()).isEqualTo(kind);
        assertThat(traits.mayBeQuiet).isEqualTo(mayBeQuiet);
        assertThat(traits.isHistory).isEqualTo(history);
        assertThat(traits.movesInPolls).isEqualTo(movesInPolls);
    }

    @ParameterizedTest
    @EnumSource(value = StreamKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void aTickHasThoseOfItsKindAndItsNumber(StreamKind kind) {
        Event tick = new Given().tick(kind, 1, 1, 4_711);
        assertThat(StreamTraits.of(tick)).isSameAs(StreamTraits.of(kind));
        assertThat(tick.get(StreamTraits.of(tick).numberOffset)).isEqualTo(4_711);
    }

    @Test
    void thereIsARowForEveryKindButNone() {
        assertThat(StreamTraits.values()).hasSize(StreamKind.values().length - 1);
        assertThat(StreamTraits.of(StreamKind.NONE)).isNull();
    }
}
