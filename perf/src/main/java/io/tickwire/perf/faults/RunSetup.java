package io.tickwire.perf.faults;

import io.tickwire.perf.process.VenueProcess;
import io.tickwire.transport.venue.VenueRoots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Extra settings of venue and engine that the faults of a scenario need: some need TLS, some a host
 * name that can become unresolvable.
 *
 * @param venueOptions further ones of {@code run.sh venue}
 * @param engineFlags  further ones of the engine's JVM
 * @param isTls        whether they talk by TLS
 * @param isNamed      whether sockets are found by a name, REST by its address as ever
 * @param isWaiting    whether the engine is told to wait for symbols that are not traded yet
 */
public record RunSetup(List<String> venueOptions, List<String> engineFlags, boolean isTls,
    boolean isNamed, boolean isWaiting) {
    /** As the venue writes it into the hosts file. */
    private static final String NAME = "venue.test";

    /** Venue and engine as everybody has them. */
    static final RunSetup NOTHING = withEngineFlags(List.of());

    /** Keeps copies. */
    public RunSetup {
        venueOptions = List.copyOf(venueOptions);
        engineFlags = List.copyOf(engineFlags);
    }

    /** A venue without faults. */
    static RunSetup withEngineFlags(List<String> flags) {
        return new RunSetup(List.of(), flags, false, false, false);
    }

    /** What the faults of a file need; further files go into a folder. */
    static RunSetup of(TimedScenario scenario, Path file, Path folder) {
        boolean isTls = scenario.has("tls-certificate");
        boolean isNamed = scenario.has("dns-failure");
        List<String> venueOptions = new ArrayList<>(List.of("--faults", file.toString()));
        List<String> engineFlags = new ArrayList<>();
        if (isTls) {
            venueOptions.add("--tls");
        }
        if (isNamed) {
            // There is none before the run.
            String hosts = folder.resolve("hosts").toAbsolutePath().toString();
            venueOptions.addAll(List.of("--hosts", hosts));
            engineFlags.addAll(
                List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=0"));
        }
        return new RunSetup(venueOptions, engineFlags, isTls, isNamed,
            scenario.has("pending-trading"));
    }

    /** Where the engine finds the venue. */
    VenueRoots roots(VenueProcess venue) {
        VenueRoots roots = venue.roots();
        return isNamed ? new VenueRoots(roots.ws().replace("127.0.0.1", NAME), roots.rest())
            : roots;
    }

    /** Further options of {@code run.sh live}. */
    List<String> engineOptions(VenueProcess venue) {
        List<String> options = new ArrayList<>();
        if (isTls) {
            options.addAll(List.of("--ca", venue.certificate()));
        }
        if (isWaiting) {
            options.add("--wait");
        }
        return options;
    }
}
