package io.tickwire.transport.loopback.scenario;

import io.tickwire.transport.loopback.fault.CertificateFlaw;
import io.tickwire.transport.loopback.fault.VenueFeatures;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** When a venue misbehaves, and how; read from a scenario file ({@code docs/FAULTS.md}). */
public final class FaultPlan {
    /** A venue that behaves. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    private final List<Fault> faults;

    FaultPlan(List<Fault> faults) {
        this.faults = List.copyOf(faults);
    }

    /**
     * Reads a scenario file and checks all of it.
     *
     * @param file YAML in UTF-8
     * @return the plan
     * @throws IOException        if the file cannot be read
     * @throws FaultFileException with everything that is wrong
     */
    public static FaultPlan read(Path file) throws IOException, FaultFileException {
        if (Files.size(file) > FaultFile.MAX_BYTES) {
            throw new FaultFileException(List.of("too long: " + Files.size(file)
                + " bytes, at most " + FaultFile.MAX_BYTES + " are allowed"));
        }
        try {
            return of(Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new FaultFileException(List.of("not UTF-8"));
        }
    }

    /**
     * Reads a scenario and checks all of it.
     *
     * @param yaml its text
     * @return the plan
     * @throws FaultFileException with everything that is wrong
     */
    public static FaultPlan of(String yaml) throws FaultFileException {
        return FaultFile.read(yaml);
    }

    /**
     * Checks that a venue has what the faults need.
     *
     * @param features of the venue
     * @throws FaultFileException with everything that is missing
     */
    public void check(VenueFeatures features) throws FaultFileException {
        List<String> problems = new ArrayList<>();
        for (Fault fault : faults) {
            String missing = fault.action().missing(features);
            if (missing != null) {
                problems.add(fault.path() + ".fault: " + fault.name() + " " + missing);
            }
        }
        if (!problems.isEmpty()) {
            throw new FaultFileException(problems);
        }
    }

    /** @return those that must be made before the venue listens */
    public Set<CertificateFlaw> flaws() {
        Set<CertificateFlaw> flaws = EnumSet.noneOf(CertificateFlaw.class);
        faults.forEach(fault -> fault.action().addFlaws(flaws));
        return flaws;
    }

    /** In the order of their begin. */
    List<Fault> faults() {
        return faults;
    }
}
