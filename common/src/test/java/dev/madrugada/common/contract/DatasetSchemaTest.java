package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.madrugada.common.contract.BadContracts.BadContract;
import dev.madrugada.common.contract.BadContracts.Kind;
import dev.madrugada.common.error.TerminalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatasetSchemaTest {
    private JsonNode definition;
    private JsonSchema schema;

    @BeforeAll
    void readSchema() throws IOException {
        definition =
                new ObjectMapper().readTree(Files.readAllBytes(Flights.FOLDER.resolveSibling("dataset.schema.json")));
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(definition);
    }

    static List<BadContract> ofShape() {
        return BadContracts.ALL.stream().filter(bad -> bad.kind() == Kind.SHAPE).toList();
    }

    static List<BadContract> ofMeaning() {
        return BadContracts.ALL.stream()
                .filter(bad -> bad.kind() == Kind.MEANING)
                .filter(bad -> !bad.message().contains("not YAML"))
                .toList();
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("..", "datasets"))) {
            return folders.map(folder -> folder.resolve("dataset.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void acceptsTheExampleDatasetsAsTheReaderDoes(Path contract) throws IOException {
        String text = Files.readString(contract);

        assertThat(problems(text)).isEmpty();
        assertThat(ContractReader.read(contract.toString(), text).dataset())
                .isEqualTo(contract.getName(contract.getNameCount() - 2).toString());
    }

    @Test
    void acceptsEveryKey() {
        assertThat(EveryKey.contracts())
                .allSatisfy(contract -> assertThat(problems(contract)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("ofShape")
    void refusesWhatTheReaderRefuses(BadContract bad) {
        assertThat(problems(bad.text())).isNotEmpty();
        assertThatThrownBy(() -> ContractReader.read("dataset.yaml", bad.text()))
                .isInstanceOf(TerminalException.class);
    }

    /** Checks the kind of each case: if the schema refused one of these, its kind would have to be SHAPE. */
    @ParameterizedTest
    @MethodSource("ofMeaning")
    void acceptsMistakesInRelationsBetweenKeys(BadContract bad) {
        assertThat(problems(bad.text())).isEmpty();
    }

    @Test
    void hasExactlyTheKeysThatTheReaderReads() {
        Set<String> inSchema = new TreeSet<>();
        collectKeys(definition, "", inSchema);
        assertThat(EveryKey.readKeys()).containsExactlyInAnyOrderElementsOf(inSchema);
    }

    @Test
    void describesEveryKey() {
        Set<String> undescribed = new TreeSet<>();
        collectUndescribed(definition, "", undescribed);
        assertThat(undescribed).isEmpty();
    }

    private Set<ValidationMessage> problems(String yaml) {
        return schema.validate(YamlAsJson.of(yaml));
    }

    private static void collectKeys(JsonNode at, String path, Set<String> keys) {
        at.path("properties").fields().forEachRemaining(property -> {
            String key = path + property.getKey();
            keys.add(key);
            collectKeys(property.getValue(), key + ".", keys);
            collectKeys(property.getValue().path("items"), key + "[].", keys);
        });
    }

    private static void collectUndescribed(JsonNode at, String path, Set<String> undescribed) {
        at.path("properties").fields().forEachRemaining(property -> {
            String key = path + property.getKey();
            if (property.getValue().path("description").asText().isBlank()) {
                undescribed.add(key);
            }
            collectUndescribed(property.getValue(), key + ".", undescribed);
            collectUndescribed(property.getValue().path("items"), key + "[].", undescribed);
        });
    }
}
