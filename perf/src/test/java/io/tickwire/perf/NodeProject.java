package io.tickwire.perf;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A copy of {@code src/test/node} with its packages installed. Where there is no node, no npm, or
 * npm cannot get the packages, the test that wants it is skipped, in words.
 */
final class NodeProject {
    private static final long WITHIN_S = 120;

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    static NodeProject install(Path folder, String script) throws Exception {
        NodeProject project = new NodeProject(folder);
        project.need("node", "--version");
        project.need("npm", "--version");
        Path sources = Path.of("src", "test", "node").toAbsolutePath();
        for (String name : List.of("package.json", "package-lock.json", script)) {
            Files.copy(sources.resolve(name), folder.resolve(name));
        }
        String failure = project.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund",
            "--prefer-offline");
        skipUnless(failure == null, "npm cannot install its packages: " + failure);
        return project;
    }

    /** Begins to run a script of it. */
    Process start(String script) throws IOException {
        return new ProcessBuilder("node", script).directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private void need(String... command) throws Exception {
        String failure;
        try {
            failure = run(command);
        } catch (IOException e) {
            failure = e.getMessage();
        }
        skipUnless(failure == null, command[0] + " is not there: " + failure);
    }

    private static void skipUnless(boolean met, String reason) {
        if (!met) {
            System.out.println("SKIPPED NodeServerTest: " + reason);
        }
        assumeTrue(met, reason);
    }

    /** Null where it went well, otherwise what it printed. */
    private String run(String... command) throws Exception {
        Path output = Files.createTempFile(folder, "run", ".txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
            .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(WITHIN_S, TimeUnit.SECONDS)) {
                return "took longer than " + WITHIN_S + " s: " + Files.readString(output);
            }
            return process.exitValue() == 0 ? null
                : "ended with " + process.exitValue() + ": " + Files.readString(output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
