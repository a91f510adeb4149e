package io.tickwire.transport.live;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of further processes with the same java, class path and flags as this one. */
public final class SiblingJvm {
    private SiblingJvm() {
    }

    /**
     * The command line of one.
     *
     * @param main      class to run
     * @param arguments for it
     * @return for a {@link ProcessBuilder}
     */
    public static List<String> command(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }
}
