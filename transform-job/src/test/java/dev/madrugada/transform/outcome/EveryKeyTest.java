package dev.madrugada.transform.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every key of the contract has a test of its effect: a case of key-effects.yaml, or a test that key-tests.txt names. The
 * keys are those of the JSON Schema, which common's tests compare with the reader's and with docs/dataset.md; they also
 * compare them with the refused contracts.
 */
class EveryKeyTest {
    private static final Path ROOT = Path.of("..");

    /** A test that shows the effect of a key. */
    private record OtherTest(String key, String module, String type, String method) {
        static OtherTest of(String line) {
            String[] parts = line.split(" ");
            assertThat(parts).as(line).hasSize(4);
            return new OtherTest(parts[0], parts[1], parts[2], parts[3]);
        }

        boolean exists() throws IOException {
            Path source = ROOT.resolve(module).resolve("src/test/java").resolve(type.replace('.', '/') + ".java");
            String text = Files.exists(source) ? Files.readString(source) : "";
            int at = text.indexOf("void " + method + "(");
            // The annotations of a method stand behind the method before it.
            return at >= 0
                    && text.substring(Math.max(0, text.lastIndexOf("void ", at - 1)), at)
                            .contains("Test\n");
        }
    }

    @Test
    void hasATestOfItsEffect() throws IOException {
        Set<String> withEffect =
                new TreeSet<>(otherTests().stream().map(OtherTest::key).toList());
        KeyEffect.all().forEach(effect -> withEffect.add(effect.key()));
        Set<String> keys = keys();
        Set<String> without = new TreeSet<>(keys);
        without.removeAll(withEffect);
        Set<String> unknown = new TreeSet<>(withEffect);
        unknown.removeAll(keys);

        assertThat(keys).contains("payload.columns[].replace[].pattern", "key", "key.keep", "report.max-rows");
        assertThat(without)
                .as("keys without a case in key-effects.yaml and without a test in key-tests.txt")
                .isEmpty();
        assertThat(unknown).as("cases and tests of keys that no contract has").isEmpty();
    }

    @Test
    void hasTestsThatExist() throws IOException {
        for (OtherTest test : otherTests()) {
            assertThat(test.exists()).as("%s", test).isTrue();
        }
    }

    private static List<OtherTest> otherTests() throws IOException {
        try (InputStream in = EveryKeyTest.class.getResourceAsStream("key-tests.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(OtherTest::of)
                    .collect(Collectors.toList());
        }
    }

    /** The keys that have a value of their own. A key whose only value is a constant has no effect. */
    private static Set<String> keys() throws IOException {
        Set<String> keys = new TreeSet<>();
        addKeys(
                new ObjectMapper()
                        .readTree(ROOT.resolve("datasets/dataset.schema.json").toFile()),
                "",
                keys);
        return keys;
    }

    private static void addKeys(JsonNode schema, String path, Set<String> keys) {
        schema.path("properties").fields().forEachRemaining(property -> {
            JsonNode value = property.getValue();
            String key = path + property.getKey();
            boolean hasKeysOnly = (value.has("properties") && value.path("type").isTextual())
                    || value.path("items").has("properties");
            if (!hasKeysOnly && !value.has("const")) {
                keys.add(key);
            }
            addKeys(value, key + ".", keys);
            addKeys(value.path("items"), key + "[].", keys);
        });
    }
}
