package io.tickwire.engine.core;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources into jars, as a user would. */
final class StrategyJars {
    private StrategyJars() {
    }

    /**
     * Makes one.
     *
     * @param folder   gets the jar and what leads to it
     * @param name     simple name of a class in the package {@code mine}
     * @param source   of it
     * @param services content of the service file, null for none
     */
    static Path jar(Path folder, String name, String source, String services)
        throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src-" + name));
        Path file = Files.writeString(sources.resolve(name + ".java"), source);
        Path classes = Files.createDirectories(folder.resolve("classes-" + name));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(null, null, null, "-proc:none", "-cp",
            System.getProperty("java.class.path"), "-d", classes.toString(), file.toString());
        if (failed != 0) {
            throw new IllegalArgumentException("does not compile: " + source);
        }
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
            JarOutputStream entries = new JarOutputStream(out)) {
            for (Path one : files(classes)) {
                entries.putNextEntry(new JarEntry(
                    classes.relativize(one).toString().replace('\\', '/')));
                entries.write(Files.readAllBytes(one));
            }
            if (services != null) {
                entries.putNextEntry(new JarEntry(
                    "META-INF/services/io.tickwire.engine.signal.Strategy"));
                entries.write(services.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private static List<Path> files(Path below) throws IOException {
        try (Stream<Path> all = Files.walk(below)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
