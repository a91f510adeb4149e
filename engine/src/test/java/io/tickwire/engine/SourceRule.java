package io.tickwire.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that a source must not have, and the classes by name that may have it. */
enum SourceRule {
    CLOCK("System\\s*(\\.|::)\\s*(currentTimeMillis|nanoTime)\\b"
        + "|\\b(Instant|Local\\w+|ZonedDateTime|OffsetDateTime)\\s*(\\.|::)\\s*now\\b"
        + "|\\bClock\\s*\\.\\s*(system|tick)|new\\s+Date\\s*\\(\\s*\\)",
        true, SourceRule::isMain,
        "io.tickwire.engine.ring.MonotonicClock",
        // The loop around the stages, for histograms; its helper thread, for deadlines.
        "io.tickwire.engine.core.Engine",
        "io.tickwire.engine.journal.SegmentSupply",
        // Start of a session; a venue has a clock of its own; a stopwatch.
        "io.tickwire.transport.live.*",
        "io.tickwire.transport.probe.*",
        "io.tickwire.transport.loopback.*",
        // Whether a running engine still goes on.
        "io.tickwire.transport.monitor.StatMain",
        // Start of the session made of a recording; how fast it goes, for people.
        "io.tickwire.transport.recording.ImportMain",
        "io.tickwire.transport.recording.ProgressClock", "io.tickwire.replay.Pace",
        "io.tickwire.perf.*"),
    RANDOM("new\\s+(Random|SecureRandom|SplittableRandom)\\b|\\bRandom\\s*::\\s*new"
        + "|\\bThreadLocalRandom\\b|(?<!\\w)Math\\s*(\\.|::)\\s*random\\b|\\brandomUUID\\b",
        true, SourceRule::isMain,
        // Mask keys must not be guessed (RFC 6455, 5.3); a seed where none is given.
        "io.tickwire.transport.netty.MaskKeys",
        // What tells a session's orders from every other's; journaled.
        "io.tickwire.engine.session.OrderKey",
        "io.tickwire.transport.loopback.VenueMain",
        // The password of a certificate that lives as long as its process.
        "io.tickwire.transport.loopback.VenueCertificate",
        "io.tickwire.perf.*"),
    ENVIRONMENT("\\bgetenv\\b", true, SourceRule::isMain),
    HASH_ORDER("\\bjava\\.util\\.(\\*|HashMap|HashSet|IdentityHashMap|WeakHashMap"
        + "|concurrent\\.ConcurrentHashMap)|\\b(Set|Map)\\s*\\.\\s*(of|ofEntries|copyOf)\\s*\\("
        + "|\\b(toSet|toMap|groupingBy)\\s*\\(",
        true, SourceRule::isStage),
    MATH("(?<!\\w)Math\\s*(\\.|::)\\s*(a?sin|a?cos|a?tan|atan2|exp|expm1|log|log10|log1p|pow"
        + "|sinh|cosh|tanh|cbrt|hypot)\\b|import\\s+static\\s+java\\.lang\\.Math\\b",
        true, file -> isMain(file) && file.module().equals("engine")),
    VENUE_NAME("(?i)binance|smartapi|angel", false,
        file -> isMain(file) && file.module().equals("engine")),
    NETTY("\\bio\\.netty\\b", true, SourceRule::isMain,
        "io.tickwire.transport.netty.*",
        "io.tickwire.transport.loopback.*"),
    CHRONICLE("\\bnet\\.openhft\\b", true, SourceRule::isMain,
        "io.tickwire.engine.journal.*"),
    PACKING("\\borg\\.apache\\.commons\\.(compress|io)\\b|\\borg\\.tukaani\\b"
        + "|\\bcom\\.github\\.luben\\b", true, SourceRule::isMain,
        "io.tickwire.transport.recording.unpack.*"),
    /** Also in comments: whoever is not the registry is to know the port alone. */
    BINANCE("\\btransport\\.binance\\b", false, SourceRule::isMain,
        "io.tickwire.transport.binance.*",
        "io.tickwire.transport.venues.VenueRegistry"),
    /** A venue's package by whatever name: what is not on this list. */
    PORT_ONLY("\\bio\\.tickwire\\.transport\\.(?!(venue|venues|live|probe|monitor|recording"
        + "|page|netty|loopback)\\.)[a-z]\\w*\\.",
        true, SourceRule::usesThePort),
    /** The loopback venue shares nothing with its clients but the recordings that it can play. */
    LOOPBACK_ALONE("\\bio\\.tickwire\\.transport\\.(?!(loopback|recording)\\.)[a-z]\\w*\\.",
        true, file -> isMain(file) && isIn(file, "io.tickwire.transport.loopback")),
    /** The other way round; what starts it as a process has to name its main. */
    NO_LOOPBACK("\\bio\\.tickwire\\.transport\\.loopback\\b",
        true, file -> isMain(file) && file.module().equals("transport"),
        "io.tickwire.transport.loopback.*",
        "io.tickwire.transport.live.LoopbackVenue"),
    /**
     * Text that depends on the machine's locale: its digits, its point, its case of an i, its
     * calendar. All text may be read by a machine one day, so all of it has a fixed locale.
     */
    LOCALE("\\bString\\s*\\.\\s*format\\s*\\((?!\\s*Locale\\.[A-Z])|\\.\\s*formatted\\s*\\("
        + "|\\.\\s*printf\\s*\\((?!\\s*Locale\\.[A-Z])"
        // Of a stream: the pattern comes first, and literals are blank here.
        + "|\\.\\s*format\\s*\\(\\s*[,)]"
        + "|\\bto(Lower|Upper)Case\\s*\\(\\s*\\)|\\bString\\s*::\\s*(format|to\\w+Case)\\b"
        + "|\\bimport\\s+static\\s+java\\.lang\\.String\\b"
        + "|\\bnew\\s+(java\\.util\\.)?(Formatter|Scanner)\\b"
        + "|\\b(Message|Choice|Number|Decimal|CompactNumber|Date|SimpleDate)Format\\b"
        + "|\\b(DecimalFormatSymbols|DecimalStyle|Collator|BreakIterator|ResourceBundle)\\b"
        + "|\\bofPattern\\s*\\([^,()]*\\)|\\btoFormatter\\s*\\(\\s*\\)|\\b(ofL|l)ocalized\\w+"
        + "|\\bgetDisplay\\w+\\s*\\(|\\bgetLocalizedMessage\\b"
        + "|\\bCalendar\\s*\\.\\s*getInstance\\b|\\bLocale\\s*(\\.|::)\\s*[gs]etDefault\\b",
        true, file -> true),
    /** Bytes that depend on the machine's encoding, as JDK 17 has it. */
    CHARSET("\\bgetBytes\\s*\\(\\s*\\)|\\bdefaultCharset\\b"
        + "|\\.\\s*(inputReader|errorReader|outputWriter)\\s*\\(\\s*\\)"
        + "|\\bnew\\s+File(Reader|Writer)\\s*\\([^,()]*\\)",
        true, file -> true),
    /** Times that depend on where the machine stands. */
    TIME_ZONE("\\bsystemDefault(Zone)?\\b|\\bTimeZone\\s*\\.\\s*[gs]etDefault\\b",
        true, file -> true),
    SLEEP("\\b(Thread|TimeUnit\\s*\\.\\s*[A-Z]+)\\s*(\\.|::)\\s*sleep\\b", true, SourceFile::test),
    UNFINISHED("\\b(TODO|FIXME)\\b", false, file -> true,
        "io.tickwire.engine.SourceRule",
        "io.tickwire.engine.SourceRulesTest"),
    LINE_LENGTH("(?m)^.{101,}$", false, SourceRule::isMain);

    private static final List<String> PORT_USERS =
        List.of("live", "probe", "monitor", "recording", "page");
    private static final List<String> STAGES = List.of(
        "account", "budget", "core", "feed", "instrument", "market", "order", "paper", "random",
        "signal", "stage");

    private final Pattern banned;
    private final boolean codeOnly;
    private final Predicate<SourceFile> scope;
    private final List<String> exceptions;

    SourceRule(
        String banned, boolean codeOnly, Predicate<SourceFile> scope, String... exceptions) {
        this.banned = Pattern.compile(banned);
        this.codeOnly = codeOnly;
        this.scope = scope;
        this.exceptions = List.of(exceptions);
    }

    private static boolean isMain(SourceFile file) {
        return !file.test();
    }

    private static boolean isStage(SourceFile file) {
        return isMain(file)
            && STAGES.stream().anyMatch(s -> isIn(file, "io.tickwire.engine." + s));
    }

    private static boolean usesThePort(SourceFile file) {
        return isMain(file) && PORT_USERS.stream()
            .anyMatch(user -> isIn(file, "io.tickwire.transport." + user));
    }

    private static boolean isIn(SourceFile file, String packageName) {
        return (file.packageName() + ".").startsWith(packageName + ".");
    }

    private boolean isException(SourceFile file) {
        return exceptions.stream().anyMatch(e -> e.endsWith(".*")
            ? isIn(file, e.substring(0, e.length() - 2)) : file.className().equals(e));
    }

    /** Whatever breaks the rule, one line each. */
    List<String> violations(SourceFile file) {
        List<String> violations = new ArrayList<>();
        if (scope.test(file) && !isException(file)) {
            Matcher matcher = banned.matcher(codeOnly ? file.code() : file.text());
            while (matcher.find()) {
                violations.add(file.className() + ":" + file.line(matcher.start()) + ": " + this
                    + ": " + matcher.group());
            }
        }
        return violations;
    }
}
