package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.madrugada.common.contract.ContractCases.ContractCase;
import dev.madrugada.common.contract.ContractCases.Expected;
import dev.madrugada.common.error.TerminalException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader and the JSON Schema judge the same contracts alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractCasesTest {
    private JsonSchema schema;

    @BeforeAll
    void readSchema() throws IOException {
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Flights.FOLDER.resolveSibling("dataset.schema.json")));
    }

    static Stream<ContractCase> all() {
        return ContractCases.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theReaderJudgesAsExpected(ContractCase one) {
        if (one.expected() == Expected.ACCEPTED) {
            assertThat(ContractReader.read("dataset.yaml", one.text()).dataset())
                    .isEqualTo("orders");
            return;
        }
        assertThatThrownBy(() -> ContractReader.read("dataset.yaml", one.text()))
                .isInstanceOf(TerminalException.class)
                .hasMessageStartingWith("InvalidContract: dataset.yaml:")
                .satisfies(refused -> assertThat(refused.getMessage()).contains(one.messages()));
        assertThat(one.messages()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSchemaJudgesAsExpected(ContractCase one) {
        boolean accepts = schema.validate(YamlAsJson.of(one.text())).isEmpty();

        assertThat(accepts).isEqualTo(one.expected() != Expected.REFUSED);
    }

    @Test
    void areAtLeastAHundredThatBothCanJudge() {
        assertThat(ContractCases.of(Expected.ACCEPTED)).hasSizeGreaterThanOrEqualTo(50);
        assertThat(ContractCases.of(Expected.REFUSED)).hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void everyKeyIsInAnAcceptedContract() {
        Set<String> used = new TreeSet<>();
        ContractCases.of(Expected.ACCEPTED).forEach(one -> collectKeys(YamlAsJson.of(one.text()), "", used));

        Set<String> unused = new TreeSet<>(EveryKey.readKeys());
        unused.removeAll(used);
        assertThat(unused).isEmpty();
    }

    @Test
    void everyKeyIsInAMessageOfARefusal() {
        String messages = Stream.concat(
                        ContractCases.ALL.stream().flatMap(one -> one.messages().stream()),
                        BadContracts.ALL.stream().map(BadContracts.BadContract::message))
                .collect(Collectors.joining("\n"))
                .replaceAll("\\[\\d+]", "[]");

        Set<String> keys = EveryKey.readKeys();
        assertThat(keys.stream().filter(key -> hasNoKeysInside(key, keys)))
                .isNotEmpty()
                .filteredOn(key -> !Pattern.compile(Pattern.quote(key) + "(?![a-z.-])")
                        .matcher(messages)
                        .find())
                .isEmpty();
    }

    private static boolean hasNoKeysInside(String key, Set<String> keys) {
        return keys.stream().noneMatch(other -> other.startsWith(key + ".") || other.startsWith(key + "[]."));
    }

    private static void collectKeys(JsonNode at, String path, Set<String> keys) {
        at.fields().forEachRemaining(member -> {
            keys.add(path + member.getKey());
            collectKeys(member.getValue(), path + member.getKey() + ".", keys);
            member.getValue().elements().forEachRemaining(item -> {
                if (member.getValue().isArray()) {
                    collectKeys(item, path + member.getKey() + "[].", keys);
                }
            });
        });
    }
}
