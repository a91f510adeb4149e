package io.tickwire.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of keys in docs/STRATEGY.md: what it allows is accepted, all else refused. */
final class ConfigPageTest {
    private static final String HEAD = "| key | allowed | means |\n|---|---|---|\n";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern RANGE = Pattern.compile("`([^`]+)` to `([^`]+)`");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d+\\b");
    private static final Set<String> LISTS = Set.of("symbols", "streams");
    /** Words of the column that are no values of the key. */
    private static final Set<String> NO_VALUES = Set.of("engine.arena", "reconnect.min");
    /** Values that stand beside a range or a form. */
    private static final List<String> WORDS = List.of("none", "off", "0");
    /** What no key takes. */
    private static final String NONSENSE = "\"?\\t:\"";

    private static Map<String, String> allowed() {
        try {
            String page = Files.readString(
                Path.of(System.getProperty("tickwire.root", "..")).resolve("docs/STRATEGY.md"));
            Map<String, String> allowed = new LinkedHashMap<>();
            page.substring(page.indexOf(HEAD) + HEAD.length()).lines()
                .takeWhile(row -> row.startsWith("|")).map(row -> row.split("\\|"))
                .forEach(cells -> allowed.put(
                    cells[1].strip().replace("`", ""), cells[2].strip()));
            return allowed;
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    /** What is wrong with one key, all others as they are by default or do no harm. */
    private static List<String> problems(String key, String value) {
        String text = key.equals("reconnect.min") ? "" : "reconnect: {min: 1ms}\n";
        if (key.startsWith("reconnect.") && !key.equals("reconnect.min")) {
            text = "reconnect: {min: 1ms, " + key.substring("reconnect.".length()) + ": " + value
                + "}\n";
        } else {
            String[] parts = key.split("\\.");
            StringBuilder yaml = new StringBuilder();
            for (int i = 0; i < parts.length; i++) {
                yaml.append(i == 0 ? "" : "{").append(parts[i]).append(": ");
            }
            text += yaml + value + "}".repeat(parts.length - 1) + "\n";
        }
        if (key.equals("strategy.sha256")) {
            text = "strategy: {jar: a.jar, sha256: " + value + "}\n";
        }
        try {
            ConfigReader.read(text, Map.of(), codes(allowed().get("venue.name")));
            return List.of();
        } catch (ConfigException wrong) {
            // The names of two keys that have to go together are a matter of other tests.
            return wrong.problems().stream().filter(one -> one.startsWith(key))
                .filter(one -> !one.contains("too small for the longest message")).toList();
        }
    }

    private static String nonsense(String key) {
        return key.equals("venue.name") ? "nosuch" : NONSENSE;
    }

    private static String yaml(String key, String value) {
        return LISTS.contains(key) && !value.startsWith("[") ? "[" + value + "]" : value;
    }

    @Test
    void hasAllKeysAndNoOther() {
        String all = ConfigReader.toYaml(ConfigReader.read(
            "strategy: {jar: a.jar, class: a.B, sha256: " + "0".repeat(64) + "}"));
        Set<String> keys = new TreeSet<>();
        addKeys("", ConfigTree.read(all, Map.of(), new Problems(Set.of())), keys);
        assertThat(new TreeSet<>(allowed().keySet())).isEqualTo(keys);
    }

    private static void addKeys(String path, Map<String, Object> tree, Set<String> keys) {
        tree.forEach((key, value) -> {
            if (value instanceof Map && !key.equals("settings")) {
                addKeys(path + key + ".", YamlTree.asMap(value), keys);
            } else {
                keys.add(path + key);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsAllowedIsAccepted() {
        List<DynamicTest> tests = new ArrayList<>();
        allowed().forEach((key, cell) -> Stream.concat(codes(cell).stream(),
                cell.contains("blank") ? Stream.of("") : Stream.empty())
            .filter(value -> !NO_VALUES.contains(value))
            .forEach(value -> tests.add(DynamicTest.dynamicTest(key + ": " + value,
                () -> assertThat(problems(key, yaml(key, value))).isEmpty()))));
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> allElseIsRefusedAndThePageAgreesWithTheMessage() {
        return allowed().entrySet().stream()
            .filter(row -> !row.getKey().equals("strategy.settings"))
            .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                String cell = row.getValue();
                List<String> problems =
                    problems(row.getKey(), yaml(row.getKey(), nonsense(row.getKey())));
                assertThat(problems).hasSize(1);
                // Behind the path, which may have an index.
                String reason = problems.get(0).substring(problems.get(0).indexOf(": "));
                RANGE.matcher(cell).results().forEach(range -> assertThat(problems.get(0))
                    .contains(range.group(1) + " to " + range.group(2)));
                if (cell.matches("(a list of )?`\\w[\\w-]*`(, `\\w[\\w-]*`)*")) {
                    assertThat(problems.get(0)).endsWith(
                        " are " + codes(cell).stream().collect(Collectors.joining(", ")));
                }
                NUMBER.matcher(CODE.matcher(cell).replaceAll("")).results().forEach(
                    number -> assertThat(problems.get(0)).contains(number.group()));
                for (String word : WORDS) {
                    assertThat(Pattern.compile("(?<![\\w.])" + word + "(?![\\w.%])").matcher(reason).find())
                        .as(word).isEqualTo(codes(cell).contains(word));
                }
            }));
    }

    @Test
    void settingsAreAsManyAsThePageSays() {
        Matcher number = NUMBER.matcher(allowed().get("strategy.settings"));
        assertThat(number.find()).isTrue();
        int most = Integer.parseInt(number.group());
        assertThat(problems("strategy.settings", settings(most))).isEmpty();
        assertThat(problems("strategy.settings", settings(most + 1))).hasSize(1);
    }

    private static String settings(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + ": 1")
            .collect(Collectors.joining(", ", "{", "}"));
    }
}
