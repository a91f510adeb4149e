package io.tickwire.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** House rules that the compiler does not know, over the sources of all modules. */
class SourceRulesTest {
    private static final List<String> MODULES = List.of("engine", "transport", "replay", "perf");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
        "(?m)^public (?:[a-z-]+ )*(?:class|record|enum|@?interface) (\\w+)");

    private static final List<SourceFile> FILES = new ArrayList<>();

    @BeforeAll
    static void readSources() throws IOException {
        Path root = Path.of(System.getProperty("tickwire.root", ".."));
        for (String module : MODULES) {
            readSources(module, false, root.resolve(module).resolve("src/main/java"));
            readSources(module, true, root.resolve(module).resolve("src/test/java"));
        }
    }

    private static void readSources(String module, boolean test, Path folder)
        throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.filter(p -> p.toString().endsWith(".java")).sorted()
                .forEach(p -> FILES.add(SourceFile.of(module, test, read(p))));
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile source(String className, String body) {
        int dot = className.lastIndexOf('.');
        return SourceFile.of(className.split("\\.")[2], false, "package "
            + className.substring(0, dot) + ";\n/** Doc. */\nfinal class "
            + className.substring(dot + 1) + " {\n" + body + "\n}\n");
    }

    @Test
    void findsTheSources() {
        assertThat(FILES).extracting(SourceFile::className).contains(
            SourceRulesTest.class.getName(), "io.tickwire.engine.ring.MonotonicClock");
    }

    @ParameterizedTest
    @EnumSource
    void everySourceKeeps(SourceRule rule) {
        assertThat(FILES.stream().flatMap(f -> rule.violations(f).stream()).toList()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "CLOCK|io.tickwire.engine.feed.A|long a = System.currentTimeMillis();",
        "CLOCK|io.tickwire.replay.A|LongSupplier a = System::nanoTime;",
        "CLOCK|io.tickwire.engine.core.A|long a = System.nanoTime();",
        "CLOCK|io.tickwire.transport.netty.A|Instant a = Instant.now();",
        "RANDOM|io.tickwire.engine.feed.A|Random a = new Random(1);",
        "RANDOM|io.tickwire.engine.feed.A|int a = ThreadLocalRandom.current().nextInt();",
        "RANDOM|io.tickwire.engine.feed.A|double a = Math.random();",
        "RANDOM|io.tickwire.transport.loopback.A|UUID a = UUID.randomUUID();",
        "ENVIRONMENT|io.tickwire.engine.feed.A|String a = System.getenv(\"A\");",
        "HASH_ORDER|io.tickwire.engine.feed.A|java.util.HashMap<A, A> a;",
        "HASH_ORDER|io.tickwire.engine.signal.x.A|java.util.HashSet<A> a;",
        "HASH_ORDER|io.tickwire.engine.order.A|Object a = Set.of(1);",
        "HASH_ORDER|io.tickwire.engine.paper.A|Object a = Map.of(1, 2);",
        "HASH_ORDER|io.tickwire.engine.budget.A|java.util.HashMap<A, A> a;",
        "HASH_ORDER|io.tickwire.engine.core.A|Object a = Map.of(1, 2);",
        "HASH_ORDER|io.tickwire.engine.stage.A|java.util.IdentityHashMap<A, A> a;",
        "HASH_ORDER|io.tickwire.engine.instrument.A|Object a = b.collect(toSet());",
        "MATH|io.tickwire.engine.signal.A|double a = Math.exp(1);",
        "MATH|io.tickwire.engine.market.A|double a = Math.pow(1, 2);",
        "MATH|io.tickwire.engine.market.A|DoubleUnaryOperator a = Math::log;",
        "VENUE_NAME|io.tickwire.engine.feed.A|// as Binance has it",
        "VENUE_NAME|io.tickwire.engine.feed.A|String a = \"smartapi\";",
        "VENUE_NAME|io.tickwire.engine.feed.A|int angelOne;",
        "NETTY|io.tickwire.transport.binance.A|io.netty.buffer.ByteBuf a;",
        "NETTY|io.tickwire.transport.nettyx.A|io.netty.buffer.ByteBuf a;",
        "CHRONICLE|io.tickwire.replay.A|net.openhft.chronicle.wire.Wire a;",
        "PACKING|io.tickwire.transport.recording.A|import org.tukaani.xz.XZInputStream;",
        "PACKING|io.tickwire.engine.journal.A|com.github.luben.zstd.Zstd a;",
        "BINANCE|io.tickwire.transport.live.A|io.tickwire.transport.binance.BinanceVenue a;",
        "BINANCE|io.tickwire.transport.venues.A|import io.tickwire.transport.binance.B;",
        "BINANCE|io.tickwire.transport.venue.A|// see transport.binance",
        "BINANCE|io.tickwire.perf.A|import io.tickwire.transport.binance.B;",
        "PORT_ONLY|io.tickwire.transport.live.A|io.tickwire.transport.smartapi.B b;",
        "PORT_ONLY|io.tickwire.transport.probe.A|io.tickwire.transport.binance.B b;",
        "PORT_ONLY|io.tickwire.transport.monitor.A|import io.tickwire.transport.toy.*;",
        "PORT_ONLY|io.tickwire.transport.recording.x.A|io.tickwire.transport.venuex.B b;",
        "LOOPBACK_ALONE|io.tickwire.transport.loopback.A|io.tickwire.transport.venue.Listing a;",
        "LOOPBACK_ALONE|io.tickwire.transport.loopback.wire.A|io.tickwire.transport.netty.B a;",
        "LOOPBACK_ALONE|io.tickwire.transport.loopback.A|io.tickwire.transport.json.B a;",
        "NO_LOOPBACK|io.tickwire.transport.live.A|io.tickwire.transport.loopback.VenueMain a;",
        "NO_LOOPBACK|io.tickwire.transport.venues.A|io.tickwire.transport.loopback.feed.B a;",
        "LOCALE|io.tickwire.engine.feed.A|String a = String.format(\"%08d\", 1);",
        "LOCALE|io.tickwire.perf.A|String a = String.format(b, 1);",
        "LOCALE|io.tickwire.perf.A|String a = String.format(locale, b, 1);",
        "LOCALE|io.tickwire.perf.A|String a = \"%d\".formatted(1);",
        "LOCALE|io.tickwire.perf.A|out().printf(\"%d\", 1);",
        "LOCALE|io.tickwire.perf.A|System.out.format(\"%d\", 1);",
        "LOCALE|io.tickwire.perf.A|BiFunction<String, Object[], String> a = String::format;",
        "LOCALE|io.tickwire.perf.A|Function<String, String> a = String::toLowerCase;",
        "LOCALE|io.tickwire.perf.A|String a = b.toLowerCase();",
        "LOCALE|io.tickwire.perf.A|String a = b().toUpperCase( );",
        "LOCALE|io.tickwire.perf.A|Object a = new Formatter(b);",
        "LOCALE|io.tickwire.perf.A|Object a = new Scanner(b);",
        "LOCALE|io.tickwire.perf.A|Object a = MessageFormat.format(b, 1);",
        "LOCALE|io.tickwire.perf.A|Object a = new java.text.DecimalFormat(b);",
        "LOCALE|io.tickwire.perf.A|Object a = NumberFormat.getInstance();",
        "LOCALE|io.tickwire.perf.A|Object a = new SimpleDateFormat(b);",
        "LOCALE|io.tickwire.perf.A|Object a = DateTimeFormatter.ofPattern(\"uuuu\").withZone(b);",
        "LOCALE|io.tickwire.perf.A|Object a = new DateTimeFormatterBuilder().toFormatter();",
        "LOCALE|io.tickwire.perf.A|Object a = DateTimeFormatter.ofLocalizedDate(b);",
        "LOCALE|io.tickwire.perf.A|Object a = Collator.getInstance();",
        "LOCALE|io.tickwire.perf.A|Object a = Locale.getDefault();",
        "LOCALE|io.tickwire.perf.A|{ Locale.setDefault(Locale.ROOT); }",
        "CHARSET|io.tickwire.perf.A|byte[] a = b.getBytes();",
        "CHARSET|io.tickwire.perf.A|Object a = Charset.defaultCharset();",
        "CHARSET|io.tickwire.perf.A|Object a = process.inputReader();",
        "CHARSET|io.tickwire.perf.A|Object a = new FileWriter(b);",
        "TIME_ZONE|io.tickwire.perf.A|Object a = ZoneId.systemDefault();",
        "TIME_ZONE|io.tickwire.perf.A|Object a = TimeZone.getDefault();",
        "UNFINISHED|io.tickwire.engine.feed.A|// TODO later",
        "UNFINISHED|io.tickwire.perf.A|/* FIXME */"})
    void flags(SourceRule rule, String className, String body) {
        assertThat(rule.violations(source(className, body))).singleElement().asString()
            .startsWith(className + ":4: " + rule + ": ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "CLOCK|io.tickwire.engine.ring.MonotonicClock|long a = System.nanoTime();",
        "CLOCK|io.tickwire.engine.feed.A|// not System.nanoTime()",
        "CLOCK|io.tickwire.engine.feed.A|String a = \"\\\"System.nanoTime()\"; char c = '\"';",
        "RANDOM|io.tickwire.engine.market.A|SplitMix64 a = new SplitMix64(1);",
        "HASH_ORDER|io.tickwire.engine.config.A|java.util.HashMap<A, A> a;",
        "HASH_ORDER|io.tickwire.engine.feed.A|java.util.TreeMap<A, A> a = List.of();",
        "MATH|io.tickwire.engine.market.A|double a = StrictMath.exp(Math.sqrt(Math.max(1, 2)));",
        "VENUE_NAME|io.tickwire.transport.binance.A|// Binance",
        "BINANCE|io.tickwire.transport.binance.A|import io.tickwire.transport.binance.B;",
        "BINANCE|io.tickwire.transport.venues.VenueRegistry|io.tickwire.transport.binance.B b;",
        "PORT_ONLY|io.tickwire.transport.live.A|io.tickwire.transport.venue.Listing a;",
        "PORT_ONLY|io.tickwire.transport.probe.A|import io.tickwire.transport.Version;",
        "PORT_ONLY|io.tickwire.transport.venues.A|io.tickwire.transport.smartapi.B b;",
        "LOOPBACK_ALONE|io.tickwire.transport.loopback.A|io.tickwire.transport.recording.B a;",
        "LOOPBACK_ALONE|io.tickwire.transport.loopback.A|io.tickwire.transport.loopback.x.B a;",
        "NO_LOOPBACK|io.tickwire.transport.live.LoopbackVenue|io.tickwire.transport.loopback.B b;",
        "NO_LOOPBACK|io.tickwire.perf.A|io.tickwire.transport.loopback.B b;",
        "LOCALE|io.tickwire.perf.A|String a = String.format(Locale.ROOT, \"%08d\", 1);",
        "LOCALE|io.tickwire.perf.A|{ out().printf( Locale.ROOT, b, 1); }",
        "LOCALE|io.tickwire.perf.A|String a = Durations.format(1) + START.format(now);",
        "LOCALE|io.tickwire.perf.A|Object a = DateTimeFormatter.ofPattern(\"uuuu\", Locale.ROOT);",
        "LOCALE|io.tickwire.perf.A|String a = b.toLowerCase(Locale.ROOT);",
        "LOCALE|io.tickwire.perf.A|char a = Character.toLowerCase(b);",
        "LOCALE|io.tickwire.perf.A|{ throw new NumberFormatException(); }",
        "CHARSET|io.tickwire.perf.A|byte[] a = b.getBytes(StandardCharsets.UTF_8);",
        "NETTY|io.tickwire.transport.netty.A|io.netty.buffer.ByteBuf a;",
        "NETTY|io.tickwire.transport.loopback.A|io.netty.buffer.ByteBuf a;",
        "PACKING|io.tickwire.transport.recording.unpack.A|org.apache.commons.io.IOUtils a;",
        "CHRONICLE|io.tickwire.engine.journal.A|net.openhft.chronicle.wire.Wire a;"})
    void letsPass(SourceRule rule, String className, String body) {
        assertThat(rule.violations(source(className, body))).isEmpty();
    }

    @Test
    void flagsSleepInTests() {
        String text = "package a;\nclass T {\n    { Thread.sleep(1); }\n}\n";
        assertThat(SourceRule.SLEEP.violations(SourceFile.of("perf", true, text))).isNotEmpty();
        assertThat(SourceRule.SLEEP.violations(SourceFile.of("perf", false, text))).isEmpty();
    }

    @Test
    void flagsTheFirstCharacterTooMany() {
        String longest = "// " + "币".repeat(97);
        assertThat(SourceRule.LINE_LENGTH.violations(source("io.tickwire.perf.A", longest)))
            .isEmpty();
        assertThat(SourceRule.LINE_LENGTH.violations(source("io.tickwire.perf.A", longest + "x")))
            .hasSize(1);
    }

    @Test
    void everyPublicTypeSaysWhatItIs() {
        assertThat(FILES.stream().filter(f -> !f.test())
            .flatMap(f -> undocumented(f).stream()).toList()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/** Doc. */~public final class A {~}|true",
        "import a.B;~/** D. */~@C(~    a = {1},~    b = @D(2))~public enum A {~}|true",
        "/** D.~ */~@B(1)~@C~public enum A {~}|true",
        "import a.B;~~public record A() {~}|false", "/* D. */~public class A {~}|false",
        "/** D. */~import a.B;~~public interface A {~}|false", "class A {~}|true",
        "/** D. */~public @interface A {~}|true", "public @interface A {~}|false",
        "/** D. */~class B {~}~~public sealed interface A {~}|false"})
    void flagsAPublicTypeThatDoesNot(String text, boolean documented) {
        SourceFile file = SourceFile.of("perf", false, "package a;\n" + text.replace('~', '\n'));
        assertThat(undocumented(file).isEmpty()).isEqualTo(documented);
    }

    private static List<String> undocumented(SourceFile file) {
        List<String> types = new ArrayList<>();
        Matcher type = PUBLIC_TYPE.matcher(file.code());
        while (type.find()) {
            String code = file.code().substring(0, type.start());
            // Between the import or type before and this one; annotations may have any length.
            int from = Math.max(code.lastIndexOf(';'), code.lastIndexOf("\n}\n"));
            if (!file.text().substring(Math.max(from, 0), type.start()).contains("/**")) {
                types.add(file.packageName() + "." + type.group(1) + ": no Javadoc");
            }
        }
        return types;
    }

    @Test
    void noFileIsLongWithoutAReason() {
        assertThat(FILES.stream().filter(f -> !f.test() && isTooLong(f.text()))
            .map(SourceFile::className).toList()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"300, '', false", "301, '', true", "301, Long because so., false",
        "400, Long because so., false", "401, Long because so., true"})
    void flagsTheFirstLineTooMany(int count, String reason, boolean flagged) {
        assertThat(isTooLong("// " + reason + "\n".repeat(count))).isEqualTo(flagged);
    }

    /** Over 400 lines, or over 300 and its class comment does not say why. */
    private static boolean isTooLong(String text) {
        long count = text.lines().count();
        return count > 400 || count > 300 && !text.contains("Long because");
    }

    @Test
    void noPackagesUseEachOther() {
        assertThat(new PackageGraph(FILES.stream().filter(f -> !f.test()).toList()).cycle())
            .isEmpty();
    }

    @Test
    void namesTheCycle() {
        List<SourceFile> files = new ArrayList<>(List.of(
            source("io.tickwire.engine.a.A", "io.tickwire.engine.b.B b;"),
            source("io.tickwire.engine.b.B", "io.tickwire.engine.c.d.D.E d;"),
            source("io.tickwire.engine.c.d.D", "// io.tickwire.engine.a.A"),
            source("io.tickwire.engine.z.Z", "io.tickwire.engine.a.A a;")));
        assertThat(new PackageGraph(files).cycle()).isEmpty();
        files.add(source("io.tickwire.engine.c.d.F", "io.tickwire.engine.b.B b;"));
        assertThat(new PackageGraph(files).cycle()).isEqualTo(Optional.of(
            "io.tickwire.engine.b -> io.tickwire.engine.c.d -> io.tickwire.engine.b"));
    }
}
