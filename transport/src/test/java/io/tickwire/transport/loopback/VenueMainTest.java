package io.tickwire.transport.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue as a process of its own: its one line, and its end. */
final class VenueMainTest {
    private static final long WITHIN_S = 60;
    private static final Pattern LINE = Pattern.compile("venue listening on "
        + "(wss?://127\\.0\\.0\\.1:[0-9]+) "
        + "rest (https?://127\\.0\\.0\\.1:[0-9]+)(?: certificate (.+))?");

    private static final String TIME = "[-0-9]{10}T[:0-9]{8}\\.[0-9]{6}Z";

    @TempDir
    private Path folder;

    @Test
    void endsWhenItsParentIsGone() throws Exception {
        Process process = start("--port", "0", "--until-stdin-closes");
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).matches(LINE);
            process.getOutputStream().close();
            assertEndsWell(process, output);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void speaksTlsAndEndsOnSigterm() throws Exception {
        Process process = start("--tls", "--seed", "1");
        try (BufferedReader output = output(process)) {
            Matcher line = LINE.matcher(output.readLine());
            assertThat(line.matches()).isTrue();
            Path certificate = Path.of(line.group(3));
            HttpClient http =
                HttpClient.newBuilder().sslContext(Venues.trusting(certificate)).build();
            assertThat(http.send(HttpRequest.newBuilder(
                URI.create(line.group(2) + "/fapi/v1/ping")).build(),
                HttpResponse.BodyHandlers.ofString()).body()).isEqualTo("{}");
            try (Client client = Client.open(http, line.group(1) + "/public/ws/btcusdt@trade")) {
                assertThat(Client.json(client.next()).get("e").asText()).isEqualTo("trade");
            }

            process.toHandle().destroy();
            assertEndsWell(process, output);
            assertThat(certificate).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void wrongOptionsAreUsageAndSilentOnStdout() throws Exception {
        String none = folder.resolve("none").toString();
        Map<List<String>, String> messages = Map.of(List.of("--port", "70000"), "--port must be",
            List.of("--rate", "0"), "--rate above 0",
            List.of("--speed", "2"), "--speed is of a recording, so it needs --capture",
            List.of("--speed", "slow", "--capture", none), "--speed is no number: slow",
            List.of("--faults", none), "none: no such file, and no such scenario; there are accept-stalled, binary-frames, ",
            List.of("--capture", none), "none: no such file",
            List.of("--accounts", none), "none: no such file",
            List.of("--accounts", none, "--capture", none), "not together with --capture",
            List.of("--capture", "/dev/null"), "a capture is read twice, so it has to be a file",
            List.of("--capture", Files.writeString(folder.resolve("words"), "words").toString()),
            "nothing that can be played in ");
        for (Map.Entry<List<String>, String> wrong : messages.entrySet()) {
            Process process = start(wrong.getKey().toArray(String[]::new));
            try (BufferedReader output = output(process)) {
                assertThat(output.readLine()).isNull();
                assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(2);
                assertThat(folder.resolve("stderr")).content().contains(wrong.getValue());
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsOneSentenceWithoutClassNames() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process =
                start("--seed", "1", "--port", Integer.toString(taken.getLocalPort()));
            try (BufferedReader output = output(process)) {
                assertThat(output.readLine()).isNull();
                assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(2);
                assertThat(folder.resolve("stderr")).content().contains("Address already in use")
                    .contains(":" + taken.getLocalPort()).doesNotContain("Exception");
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void listsTheShippedScenariosAndNothingElse() throws Exception {
        Process process = start("--faults", "list");
        try (BufferedReader output = output(process)) {
            List<String> lines = output.lines().toList();
            assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(lines).hasSize(51).contains("sockets-closed", "order-unknown").isSorted();
            assertThat(folder.resolve("stderr")).isEmptyFile();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aShippedScenarioIsTakenByItsName() throws Exception {
        Process process =
            start("--until-stdin-closes", "--seed", "1", "--faults", "tls-certificate");
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).isNull();
            assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(folder.resolve("stderr")).content().contains(
                "venue: --faults tls-certificate:\n  faults[0].fault: tls-certificate needs ");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aBrokenScenarioIsToldWholeBeforeAnythingListens() throws Exception {
        Path scenario = folder.resolve("scenario.yaml");
        Files.writeString(scenario, "faults:\n- {at: 20, fault: sockets-closed}\n- {at: 1s, "
            + "for: 1s, fault: none}\n");
        Process process = start("--faults", scenario.toString());
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).isNull();
            assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(Files.readString(folder.resolve("stderr"))).containsSubsequence(
                "venue: --faults " + scenario + ":\n", "  faults[0].at: not a duration",
                "  faults[0].for: missing", "  faults[1].fault: unknown, \"none\"");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void brokenAccountsAreToldBeforeAnythingListens() throws Exception {
        Path accounts = folder.resolve("accounts.yaml");
        Files.writeString(accounts, "accounts:\n- {key: a, balance: x}\n- {secret: s}\n");
        Process process = start("--accounts", accounts.toString());
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).isNull();
            assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(Files.readString(folder.resolve("stderr"))).containsSubsequence(
                "venue: --accounts " + accounts + ":\n", "  accounts[0].balance: not allowed",
                "  accounts[0]: neither secret", "  accounts[1].key: missing");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aScenarioIsToldOnStderrWhileItHappens() throws Exception {
        Path scenario = folder.resolve("scenario.yaml");
        Files.writeString(scenario, "faults: [{at: 0s, for: 1ms, fault: sockets-closed}]\n");
        Process process = start("--until-stdin-closes", "--seed", "1", "--faults",
            scenario.toString());
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).matches(LINE);
            Path stderr = folder.resolve("stderr");
            for (long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
                !Files.readString(stderr).contains("over") && System.nanoTime() < endNs;) {
                Thread.onSpinWait();
            }
            assertThat(Files.readString(stderr)).matches("venue: seed 1\n"
                + "venue: fault begins: " + TIME + " faults\\[0] sockets-closed at 0ms for 1ms: "
                + "0 sockets closed with code 1001, handshakes refused\n"
                + "venue: fault is over: " + TIME + " faults\\[0] sockets-closed at 0ms for 1ms\n");
            process.getOutputStream().close();
            assertEndsWell(process, output);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void assertEndsWell(Process process, BufferedReader output) throws Exception {
        assertThat(process.waitFor(WITHIN_S, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(output.readLine()).isNull();
    }

    private Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path"),
            VenueMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile()).start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
