package io.tickwire.engine.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run.sh} in a folder that needs quotes, with a Maven and a java that only note. */
final class RunScriptTest {
    private static final String FAKE_MAVEN = """
        #!/bin/sh
        printf '\\033[0m\\033[0m\\n'
        if [ -n "$NO_NETWORK" ]; then
          echo '[ERROR] Could not transfer artifact a:b from its repository'
          exit 1
        fi
        for module in engine transport replay perf; do
          mkdir -p $module/target
          printf 'jars/a.jar:jars/b.jar' > $module/target/class-path
          [ -z "$JARS" ] || : > $module/target/tickwire-$module-1.jar
        done
        printf '\\033[0m'
        """;
    private static final String FAKE_JAVA = """
        #!/bin/sh
        if [ "$1" = -XshowSettings:properties ]; then
          printf '    java.home = %s\\n    java.specification.version = 17\\n' "$JAVA_HOME"
          exit
        fi
        for argument in "$@"; do
          case $argument in
            -XX:DumpLoadedClassList=*) list=${argument#*=}; echo A > "${list%/*}/1.classes" ;;
            -XX:SharedClassListFile=*) listed=yes ;;
            -XX:SharedArchiveFile=*) archive=${argument#*=} ;;
          esac
        done
        [ -z "$listed" ] || [ "$JARS" = unfit ] || echo A > "$archive"
        printf '%s\\n' "$LC_ALL" "$@"
        [ "$JARS" != unfit ] || [ -z "$listed" ]
        """;

    @TempDir
    Path folder;

    private Path clone;
    private Path home;
    private Path tools;

    @BeforeEach
    void makeClone() throws IOException {
        clone = Files.createDirectories(folder.resolve("a b'c $d \"e\"/é"));
        home = folder.resolve("jd k");
        tools = folder.resolve("tools");
        Files.copy(Path.of(System.getProperty("tickwire.root", "..")).resolve("run.sh"),
            clone.resolve("run.sh"));
        Files.createFile(clone.resolve("pom.xml"));
        executable(home.resolve("bin/java"), FAKE_JAVA);
        executable(home.resolve("bin/javac"), "");
        executable(tools.resolve("mvn"), FAKE_MAVEN);
        assertThat(clone.resolve("run.sh").toFile().setExecutable(true)).isTrue();
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** What Maven makes besides; empty for nothing. */
    private String jars = "";

    private record Ended(int code, List<String> out, String err) {
    }

    private Ended run(String locale, boolean network, String program, String... arguments)
        throws Exception {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
            .redirectError(err.toFile());
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", home.toString());
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("JARS", jars);
        if (!network) {
            builder.environment().put("NO_NETWORK", "yes");
        }
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out.lines().toList(), Files.readString(err));
    }

    @Test
    void anyFolderAndAnyNameOfItselfWillDo() throws Exception {
        Path link = Files.createSymbolicLink(
            folder.resolve("tick wire"), clone.resolve("run.sh"));
        for (String program : List.of(clone.resolve("run.sh").toString(), link.toString())) {
            Ended ended = run("C.UTF-8", true, program, "replay", "a b", "$c");
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("-Dtickwire.program=" + program,
                clone + "/replay/target/classes:jars/a.jar:jars/b.jar");
            assertThat(ended.out().subList(ended.out().size() - 3, ended.out().size()))
                .containsExactly("io.tickwire.replay.ReplayMain", "a b", "$c");
        }
    }

    @Test
    void theFirstBuildSaysThatItIsOnceAndPrintsNoCodes() throws Exception {
        String program = clone.resolve("run.sh").toString();
        Ended first = run("C.UTF-8", true, program, "replay");
        assertThat(first.err().strip()).isEqualTo(
            "run.sh: building, once; this takes minutes where libraries have to be fetched");
        Ended built = run("C.UTF-8", true, program, "replay");
        assertThat(built.err()).isEmpty();
    }

    @Test
    void aBuildWithoutNetworkSaysSo() throws Exception {
        Ended ended = run("C.UTF-8", false, clone.resolve("run.sh").toString(), "replay");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).doesNotContain("\033")
            .contains("Could not transfer artifact a:b")
            .endsWith("run.sh: the build failed: libraries cannot be fetched; see that Maven"
                + " reaches its repository and start again\n");
    }

    @Test
    void theUsersLocaleReachesNobody() throws Exception {
        for (String locale : List.of("mr_IN.UTF-8", "ar_EG.UTF-8", "tr_TR.UTF-8", "C")) {
            Ended ended = run(locale, true, clone.resolve("run.sh").toString(), "replay");
            assertThat(ended.out()).as(ended.err()).startsWith("C.UTF-8")
                .contains("-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8");
        }
    }

    private String archive(Ended ended) {
        return ended.out().stream().filter(line -> line.startsWith("-XX:SharedArchiveFile="))
            .map(line -> line.substring(line.indexOf('=') + 1)).findFirst().orElse("");
    }

    @Test
    void theClassesOfASessionAreArchivedOnceForEachJdk() throws Exception {
        jars = "fit";
        String program = clone.resolve("run.sh").toString();
        for (String version : List.of("17.0.1+2-X", "25")) {
            Files.writeString(home.resolve("release"),
                "IMPLEMENTOR=\"A\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\n");
            Ended first = run("C.UTF-8", true, program, "venue");
            assertThat(first.code()).as(first.err()).isZero();
            assertThat(first.err()).endsWith(
                "run.sh: preparing quick starts, once for this build and JDK\n");
            Ended second = run("C.UTF-8", true, program, "venue");
            assertThat(second.err()).isEmpty();
            assertThat(archive(second)).isEqualTo(archive(first))
                .isEqualTo(clone + "/target/classes-" + version + ".jsa");
            assertThat(second.out()).contains(
                clone + "/transport/target/tickwire-transport-1.jar:jars/a.jar:jars/b.jar");
            assertThat(second.out().contains("--sun-misc-unsafe-memory-access=allow"))
                .isEqualTo(version.equals("25"));
        }
        // Another class path, which the archive does not fit.
        assertThat(archive(run("C.UTF-8", true, program, "replay"))).isEmpty();
    }

    @Test
    void whereThereCanBeNoArchiveThatIsSaidOnce() throws Exception {
        jars = "unfit";
        Files.writeString(home.resolve("release"), "JAVA_RUNTIME_VERSION=\"17.0.1+2\"\n");
        String program = clone.resolve("run.sh").toString();
        Ended first = run("C.UTF-8", true, program, "live", "x");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).endsWith(
            "run.sh: not possible, so starts take longer; see target/run-archive.log\n");
        Ended second = run("C.UTF-8", true, program, "live", "x");
        assertThat(second.err()).isEmpty();
        assertThat(archive(second)).isEmpty();
        assertThat(second.out()).endsWith("x");
    }
}
