package io.tickwire.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which of our packages uses which, by import or full name. */
final class PackageGraph {
    private static final Pattern USE =
        Pattern.compile("\\b(io\\.tickwire(?:\\.[a-z_][a-z0-9_]*)+)\\.(?:[A-Z]|\\*)");

    private final Map<String, Set<String>> uses = new TreeMap<>();

    PackageGraph(List<SourceFile> files) {
        for (SourceFile file : files) {
            Set<String> used = uses.computeIfAbsent(file.packageName(), p -> new TreeSet<>());
            Matcher matcher = USE.matcher(file.code());
            while (matcher.find()) {
                if (!matcher.group(1).equals(file.packageName())) {
                    used.add(matcher.group(1));
                }
            }
        }
    }

    /** A cycle such as {@code a -> b -> a}, if there is any. */
    Optional<String> cycle() {
        Set<String> done = new TreeSet<>();
        for (String start : uses.keySet()) {
            Optional<String> cycle = cycle(start, new ArrayList<>(), done);
            if (cycle.isPresent()) {
                return cycle;
            }
        }
        return Optional.empty();
    }

    private Optional<String> cycle(String at, List<String> path, Set<String> done) {
        int seen = path.indexOf(at);
        if (seen >= 0) {
            return Optional.of(String.join(" -> ", path.subList(seen, path.size())) + " -> " + at);
        }
        if (done.contains(at)) {
            return Optional.empty();
        }
        path.add(at);
        for (String used : uses.getOrDefault(at, Set.of())) {
            Optional<String> cycle = cycle(used, path, done);
            if (cycle.isPresent()) {
                return cycle;
            }
        }
        path.remove(path.size() - 1);
        done.add(at);
        return Optional.empty();
    }
}
