package io.tickwire.transport;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Sets up logging where no file does: our lines from INFO on, others' errors, all to stderr, since
 * stdout carries data only. In code, because a file of XML takes a fifth of a second of each start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** Names a file in Logback's own way; empty for none, whatever lies on the class path. */
    private static final String FILE = "logback.configurationFile";
    private static final String FILE_OF_TESTS = "logback-test.xml";

    /** For Logback, which finds it as a service. */
    public LogSetup() {
    }

    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        if (isLeftToAFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setTarget("System.err");
        start(stderr, logging, "%d{HH:mm:ss.SSS} %-5level %msg%n");
        logging.getLogger("io.tickwire").setLevel(Level.INFO);
        ch.qos.logback.classic.Logger root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.ERROR);
        root.addAppender(stderr);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean isLeftToAFile() {
        String named = System.getProperty(FILE);
        return named != null ? !named.isEmpty()
            : LogSetup.class.getClassLoader().getResource(FILE_OF_TESTS) != null;
    }

    /**
     * Starts an appender of lines.
     *
     * @param appender that knows where to
     * @param logging  it belongs to
     * @param pattern  of a line
     */
    public static void start(
        OutputStreamAppender<ILoggingEvent> appender, LoggerContext logging, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(logging);
        encoder.setPattern(pattern);
        encoder.start();
        appender.setContext(logging);
        appender.setEncoder(encoder);
        appender.start();
    }
}
