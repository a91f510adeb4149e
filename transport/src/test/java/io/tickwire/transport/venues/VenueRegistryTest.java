package io.tickwire.transport.venues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.config.ConfigReader;
import io.tickwire.engine.event.StreamKind;
import io.tickwire.transport.venue.VenueDisplay;
import io.tickwire.transport.venue.VenueRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Names as in DESIGN's contract of commands. */
final class VenueRegistryTest {
    @Test
    void venuesAreFoundByTheirNames() {
        assertThat(VenueRegistry.names()).containsExactly("loopback", "binance-usdm");
        for (String name : VenueRegistry.names()) {
            assertThat(VenueRegistry.named(name).name()).isEqualTo(name);
        }
        assertThatThrownBy(() -> VenueRegistry.named("nosuch"))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("venue.name: unknown venue, \"nosuch\", known are loopback, binance-usdm");
    }

    @Test
    void aClientIsOfTheConfiguredVenueAndWhereItIsSaidToBe() {
        VenueRoots roots = new VenueRoots("ws://h", "http://h");
        assertThat(VenueRegistry.client(
            ConfigReader.read("venue: {name: binance-usdm}\nsymbols: [A]\nstreams: [mark]\n"),
            roots)).satisfies(client -> {
                assertThat(client.venue().name()).isEqualTo("binance-usdm");
                assertThat(client.sockets().upgrade(client.plan().groupOf(2)).uri())
                    .hasToString("ws://h/market/stream");
            });
        assertThatThrownBy(() -> VenueRegistry.client(
            ConfigReader.read("venue: {name: nosuch}\nsymbols: [A]\n"), roots))
            .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePageForStrategiesNamesAllVenues() throws IOException {
        String page = Files.readString(
            Path.of(System.getProperty("tickwire.root", "..")).resolve("docs/STRATEGY.md"));
        assertThat(page).contains("| `venue.name` | `"
            + String.join("`, `", VenueRegistry.names()) + "` |");
    }

    @Test
    void peopleReadSomethingOfEveryJournal() {
        VenueDisplay known = VenueRegistry.display("loopback");
        assertThat(known.price("1.50")).isEqualTo("$1.50");
        assertThat(known.money("10000.00")).isEqualTo("10000.00 USDT");
        assertThat(known.silentReason(StreamKind.QUOTE))
            .isEqualTo("acknowledged but silent: bookTicker is served on /public");
        VenueDisplay unknown = VenueRegistry.display("import");
        assertThat(unknown.price("1.50")).isEqualTo("1.50");
        assertThat(unknown.silentReason(StreamKind.QUOTE)).isEqualTo("acknowledged but silent");
    }
}
