package io.tickwire.transport.loopback.scenario;

import java.util.List;

/** A scenario file that cannot be used, with everything that is wrong about it at once. */
public final class FaultFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String[] problems;

    FaultFileException(List<String> problems) {
        super("scenario:\n  " + String.join("\n  ", problems));
        this.problems = problems.toArray(String[]::new);
    }

    /** @return one line each, "path: what is wrong, value, what is allowed"; never empty */
    public List<String> problems() {
        return List.of(problems);
    }
}
