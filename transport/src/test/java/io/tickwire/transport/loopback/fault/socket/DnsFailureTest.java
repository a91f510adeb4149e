package io.tickwire.transport.loopback.fault.socket;

import static io.tickwire.transport.loopback.Venues.begin;
import static io.tickwire.transport.loopback.Venues.end;
import static io.tickwire.transport.loopback.scenario.Scenarios.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tickwire.engine.market.MarketSymbol;
import io.tickwire.transport.loopback.VenueServer;
import io.tickwire.transport.loopback.VenueServerOptions;
import io.tickwire.transport.loopback.account.AccountSpec;
import io.tickwire.transport.loopback.fault.FaultAction;
import io.tickwire.transport.loopback.rest.RequestWeightMeter;
import io.tickwire.transport.loopback.scenario.FaultPlan;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue's name as another JVM resolves it with the venue's hosts file. */
final class DnsFailureTest {
    @TempDir
    private Path folder;

    @Test
    void theNameIsLostAndFoundAgain() throws Exception {
        FaultAction failure = fault("fault: dns-failure");
        Path hosts = folder.resolve("hosts");
        // The JDK's own file has 10 s, which wins over any system property.
        Path security = Files.writeString(
            folder.resolve("security"), "networkaddress.cache.negative.ttl=0\n");
        try (VenueServer venue = launch(hosts)) {
            Process resolver = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=0",
                "-Djava.security.properties=" + security, "-cp",
                System.getProperty("java.class.path"), Resolver.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (PrintStream ask = new PrintStream(
                resolver.getOutputStream(), true, StandardCharsets.US_ASCII);
                 BufferedReader answers = new BufferedReader(new InputStreamReader(
                     resolver.getInputStream(), StandardCharsets.US_ASCII))) {
                ask.println("venue.test");
                assertThat(answers.readLine()).isEqualTo("127.0.0.1");
                assertThat(begin(venue, failure)).isEqualTo("venue.test is not found");
                ask.println("venue.test");
                ask.println("localhost");
                assertThat(answers.readLine()).isEqualTo("unknown");
                assertThat(answers.readLine()).isEqualTo("127.0.0.1");
                end(venue, failure);
                ask.println("venue.test");
                assertThat(answers.readLine()).isEqualTo("127.0.0.1");
            } finally {
                resolver.destroyForcibly();
            }
        }
        assertThat(hosts).doesNotExist();
    }

    @Test
    void nobodysFileIsOverwritten() throws Exception {
        Path hosts = folder.resolve("hosts");
        try (VenueServer venue = launch(hosts)) {
            assertThat(venue.port()).isPositive();
            assertThatThrownBy(() -> launch(hosts)).isInstanceOf(FileAlreadyExistsException.class);
        }
    }

    private static VenueServer launch(Path hosts) throws Exception {
        return VenueServer.launch(new VenueServerOptions(0, false, MarketSymbol.DEFAULT, 200, 42,
            List.of(), 1, false, VenueServerOptions.PING_EVERY_NS, VenueServerOptions.PONG_WITHIN_NS,
            RequestWeightMeter.DEFAULT_LIMIT, FaultPlan.NONE, hosts, AccountSpec.DEFAULTS),
            notice -> { });
    }

    /** Answers each name on stdin with its address. */
    static final class Resolver {
        private Resolver() {
        }

        public static void main(String[] none) throws Exception {
            BufferedReader names = new BufferedReader(
                new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String name = names.readLine(); name != null; name = names.readLine()) {
                try {
                    System.out.println(InetAddress.getByName(name).getHostAddress());
                } catch (UnknownHostException e) {
                    System.out.println("unknown");
                }
            }
        }
    }
}
