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
 * @param isTls   whether they talk by TLS
 * @param isNamed whether sockets are found by a name, REST by its address as ever
 * @param hosts   file in which the venue's name is found; there is none before the run
 */
record RunSetup(boolean isTls, boolean isNamed, Path hosts) {
    /** As the venue writes it into the hosts file. */
    private static final String NAME = "venue.test";

    /** What a scenario needs; files go into a folder. */
    static RunSetup of(TimedScenario scenario, Path folder) {
        return new RunSetup(scenario.has("tls-certificate"), scenario.has("dns-failure"),
            folder.resolve("hosts").toAbsolutePath());
    }

    /** Further options of {@code run.sh venue}. */
    List<String> venueOptions() {
        List<String> options = new ArrayList<>();
        if (isTls) {
            options.add("--tls");
        }
        if (isNamed) {
            options.addAll(List.of("--hosts", hosts.toString()));
        }
        return options;
    }

    /** Where the engine finds the venue. */
    VenueRoots roots(VenueProcess venue) {
        VenueRoots roots = venue.roots();
        return isNamed ? new VenueRoots(roots.ws().replace("127.0.0.1", NAME), roots.rest())
            : roots;
    }

    /** Further options of {@code run.sh live}. */
    List<String> engineOptions(VenueProcess venue) {
        return isTls ? List.of("--ca", venue.certificate()) : List.of();
    }

    /** Further flags of the engine's JVM. */
    List<String> engineFlags() {
        return isNamed ? List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=0")
            : List.of();
    }
}
