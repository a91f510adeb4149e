package io.tickwire.transport.loopback.fault.socket;

import static io.tickwire.transport.loopback.Venues.begin;
import static io.tickwire.transport.loopback.Venues.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.loopback.VenueServerOptions;
import io.tickwire.transport.loopback.Venues;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.scenario.FaultPlan;
import io.tickwire.transport.loopback.scenario.Scenarios;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Certificates with flaws, as a client sees them that trusts the venue's authority. */
final class TlsCertificateTest {
    @Test
    void eachFlawIsRefusedForWhatItIsAndThenAllIsWell() throws Exception {
        FaultPlan plan = Scenarios.plan("faults: [{at: 1h, for: 1s, fault: tls-certificate, "
            + "present: wrong-host}, {at: 2h, for: 1s, fault: tls-certificate, present: expired}, "
            + "{at: 3h, for: 1s, fault: tls-certificate, present: unknown}]");
        try (VenueServer venue = VenueServer.launch(new VenueServerOptions(0, true,
            MarketSymbol.DEFAULT, 200, 42, List.of(), 1, VenueServerOptions.PING_EVERY_NS,
            VenueServerOptions.PONG_WITHIN_NS, RequestWeightMeter.DEFAULT_LIMIT, plan),
            notice -> { })) {
            List<String> reasons = List.of("No subject alternative names matching",
                "validity check failed", "unable to find valid certification path");
            Path trusted = Path.of(venue.roots().replaceAll(".* certificate ", ""));
            for (int i = 0; i < reasons.size(); i++) {
                FaultAction flaw = Scenarios.action(plan, i);
                assertThat(ping(venue, trusted)).isEqualTo("{}");
                begin(venue, flaw);
                assertThat(catchThrowable(() -> ping(venue, trusted)))
                    .hasStackTraceContaining(reasons.get(i));
                end(venue, flaw);
            }
            assertThat(ping(venue, trusted)).isEqualTo("{}");
        }
    }

    /** On a connection of its own, with a handshake of its own. */
    private static String ping(VenueServer venue, Path trusted) throws Exception {
        HttpClient http =
            HttpClient.newBuilder().sslContext(Venues.trusting(trusted)).build();
        return http.send(HttpRequest.newBuilder(
            URI.create("https://127.0.0.1:" + venue.port() + "/fapi/v1/ping")).build(),
            HttpResponse.BodyHandlers.ofString()).body();
    }
}
