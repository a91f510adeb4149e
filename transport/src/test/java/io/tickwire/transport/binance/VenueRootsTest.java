package io.tickwire.transport.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.config.Config;
import io.tickwire.transport.venue.VenueRoots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts as in protocols/binance.md A1. */
final class VenueRootsTest {
    private static VenueRoots of(String name, String env, String ws, String rest) {
        BinanceVenue venue = name.equals("binance-usdm")
            ? BinanceVenue.usdm() : BinanceVenue.spokenBy(name);
        assertThat(venue.name()).isEqualTo(name);
        return venue.roots(new Config.Venue(name, env, ws, rest));
    }

    @ParameterizedTest
    @CsvSource({"live,wss://fstream.binance.com,https://fapi.binance.com",
        "demo,wss://demo-fstream.binance.com,https://demo-fapi.binance.com"})
    void eachEnvironmentHasItsHosts(String env, String ws, String rest) {
        VenueRoots roots = of("binance-usdm", env, "", "");
        assertThat(roots.socket("/public/stream")).hasToString(ws + "/public/stream");
        assertThat(roots.call("/fapi/v1/time")).hasToString(rest + "/fapi/v1/time");
    }

    @Test
    void ownAddressesWinOneByOne() {
        VenueRoots roots = of("binance-usdm", "live", "ws://127.0.0.1:81/a//", "");
        assertThat(roots.socket("/public/stream")).hasToString("ws://127.0.0.1:81/a/public/stream");
        assertThat(roots.rest()).isEqualTo("https://fapi.binance.com");
        assertThat(of("other", "demo", "ws://[::1]:1", "http://h/").call("/x"))
            .hasToString("http://h/x");
        assertThat(of("other", "demo", "ws://binance_proxy:9301", "http://a_b").socket("/x"))
            .hasToString("ws://binance_proxy:9301/x");
    }

    @ParameterizedTest
    @CsvSource({"other,'',''", "other,ws://h,''", "smartapi,'',http://h"})
    void aVenueWithoutHostsNeedsBoth(String name, String ws, String rest) {
        assertThatThrownBy(() -> of(name, "demo", ws, rest))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("venue.name: " + name)
            .hasMessageContaining("venue.wsUrl").hasMessageContaining("venue.restUrl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://[", "ws://a b", "ws://:1", "ws://h:x", "ws://h/%"})
    void whatIsNoAddressIsSaidBeforeAnythingStarts(String ws) {
        assertThatThrownBy(() -> of("other", "demo", ws, "http://h"))
            .isInstanceOf(IllegalArgumentException.class);
    }
}
