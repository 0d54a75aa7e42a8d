package dev.madrugada.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetFolderTest {
    private static final URI FOLDER = URI.create("s3://datasets/flights/");

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @BeforeEach
    void copyFlights() {
        for (String file : List.of("dataset.yaml", "quality.dqdl", "quality-warn.dqdl", "report.sql", "airports.csv")) {
            store.write(FOLDER.resolve(file), Flights.bytes(file));
        }
    }

    @Test
    void readsTheContractAndEveryFileThatItNames() {
        DatasetFolder folder = DatasetFolder.read(store, FOLDER);

        assertThat(folder.contract().dataset()).isEqualTo("flights");
        assertThat(folder.files())
                .containsOnlyKeys("dataset.yaml", "quality.dqdl", "quality-warn.dqdl", "report.sql", "airports.csv");
        assertThat(folder.text("report.sql")).isEqualTo(Flights.text("report.sql"));
        assertThat(folder.textIfPresent("quality-warn.dqdl")).contains(Flights.text("quality-warn.dqdl"));
    }

    @Test
    void acceptsAFolderWithoutWarningRules() {
        store.delete(List.of(FOLDER.resolve("quality-warn.dqdl")));

        assertThat(DatasetFolder.read(store, FOLDER).textIfPresent("quality-warn.dqdl"))
                .isEmpty();
    }

    @Test
    void reportsAMissingFile() {
        store.delete(List.of(FOLDER.resolve("airports.csv")));

        assertThatThrownBy(() -> DatasetFolder.read(store, FOLDER))
                .hasMessageStartingWith("InputMissing: s3://datasets/flights/airports.csv: the file does not exist");
    }

    @Test
    void reportsTheProblemsOfAllFilesAtOnce() {
        store.delete(List.of(FOLDER.resolve("report.sql")));
        replace("airports.csv", "iata,name,city,state", "iata,name,city,stat");
        replace("dataset.yaml", "clean: [trim, upper]", "clean: [trim, uper]");

        assertThatThrownBy(() -> DatasetFolder.read(store, FOLDER))
                .hasMessageStartingWith("InvalidContract: dataset.yaml, s3://datasets/flights/report.sql: 3 problems")
                .hasMessageContaining("'uper'")
                .hasMessageContaining("\n  s3://datasets/flights/report.sql: the file does not exist");
    }

    @Test
    void examinesTheOtherFilesIfOneIsMissing() {
        store.delete(List.of(FOLDER.resolve("report.sql")));
        replace("airports.csv", "iata,name,city,state", "iata,name,city,stat");

        DatasetFolder.Examination examined = DatasetFolder.examine(store, FOLDER);

        assertThat(examined.folder().orElseThrow().files())
                .containsKey("quality.dqdl")
                .doesNotContainKey("report.sql");
        assertThat(examined.faults())
                .extracting(fault -> fault.where())
                .containsExactly("s3://datasets/flights/report.sql", "airports.csv:1", "airports.csv:1");
    }

    @Test
    void refusesALookupWhoseFileLacksAFieldOfTheContract() {
        replace("airports.csv", "iata,name,city,state", "\uFEFF\"iata\",name,town,\"stat\"");

        assertThatThrownBy(() -> DatasetFolder.read(store, FOLDER))
                .hasMessageContaining("InvalidContract: airports.csv: 4 problems")
                .hasMessageContaining("airports.csv:1: there is no field 'state'; the lookup 'origin_airport' of"
                        + " dataset.yaml reads it; did you mean 'stat'?")
                .hasMessageContaining("airports.csv:1: there is no field 'city'; the lookup 'destination_airport' of"
                        + " dataset.yaml reads it; name one of iata, name, town, stat");
    }

    @Test
    void refusesAFieldThatOccursTwice() {
        replace("airports.csv", "iata,name,city,state,country", "iata,name,city,state,state");

        assertThatThrownBy(() -> DatasetFolder.read(store, FOLDER))
                .hasMessageContaining("airports.csv:1: field 'state' occurs more than once");
    }

    @Test
    void checksTheLinesOfALookupFile() {
        replace("airports.csv", "00M,Thigpen", "00M,\"Thigpen\"s");

        assertThatThrownBy(() -> DatasetFolder.read(store, FOLDER))
                .hasMessageStartingWith("InvalidContract: airports.csv:2: the line is not CSV; ");
    }

    @Test
    void skipsAByteOrderMarkInEveryFile() {
        for (String file : List.of("dataset.yaml", "quality.dqdl", "quality-warn.dqdl", "report.sql", "airports.csv")) {
            String text = Flights.text(file).replace("\n", "\r\n");
            store.write(FOLDER.resolve(file), ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
        }

        DatasetFolder folder = DatasetFolder.read(store, FOLDER);

        assertThat(folder.contract().dataset()).isEqualTo("flights");
        assertThat(folder.text("quality.dqdl"))
                .startsWith(Flights.text("quality.dqdl").substring(0, 5));
        assertThat(folder.textIfPresent("quality-warn.dqdl").orElseThrow())
                .startsWith(Flights.text("quality-warn.dqdl").substring(0, 5));
        assertThat(folder.text("report.sql"))
                .startsWith(Flights.text("report.sql").substring(0, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset.yaml", "quality.dqdl", "quality-warn.dqdl", "report.sql", "airports.csv"})
    void reportsAFileInAnotherEncoding(String file) {
        store.write(FOLDER.resolve(file), Flights.text(file).getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> DatasetFolder.read(store, FOLDER))
                .hasMessage("InvalidContract: " + file + ":1: the file is UTF-16; it starts with the byte-order mark of"
                        + " UTF-16; save it as UTF-8, with or without a byte-order mark");

        store.write(FOLDER.resolve(file), "# one\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> DatasetFolder.read(store, FOLDER))
                .hasMessageStartingWith("InvalidContract: " + file + ":2: the line is not UTF-8; ");
    }

    @Test
    void aParquetFileIsNotText() {
        replace("dataset.yaml", "airports.csv", "airports.parquet");
        byte[] noText = {'P', 'A', 'R', '1', (byte) 0xff, (byte) 0xfe};
        store.write(FOLDER.resolve("airports.parquet"), noText);

        assertThat(DatasetFolder.read(store, FOLDER).files().get("airports.parquet"))
                .isEqualTo(noText);
    }

    @Test
    void theHeadOfAJsonLinesFileIsNotAListOfFields() {
        replace("dataset.yaml", "airports.csv", "airports.jsonl");
        store.write(FOLDER.resolve("airports.jsonl"), "{}".getBytes(StandardCharsets.UTF_8));

        assertThat(DatasetFolder.read(store, FOLDER).contract().lookups())
                .extracting(Lookup::format)
                .containsOnly(Lookup.Format.JSON_LINES);
    }

    @Test
    void oneChangedByteChangesTheContractsDigest() {
        DatasetFolder before = DatasetFolder.read(store, FOLDER);

        replace("dataset.yaml", "# Domestic", "#  Domestic");
        DatasetFolder after = DatasetFolder.read(store, FOLDER);

        assertThat(after.contractDigest()).isNotEqualTo(before.contractDigest());
        assertThat(after.lookupsDigest()).isEqualTo(before.lookupsDigest());
        assertThat(after.rulesDigest()).isEqualTo(before.rulesDigest());
        assertThat(after.reportDigest()).isEqualTo(before.reportDigest());
    }

    static List<Arguments> editsOfOtherParts() {
        return List.of(
                arguments("title: Flights", "title: All flights"),
                arguments("table: flights", "table: flights_2"),
                arguments("# Domestic", "# All domestic"),
                arguments("dataset: flights\n", "\ndataset:   \"flights\"\n\n"),
                arguments("      type: bigint\n", "      type: bigint\n      description: Its number\n"),
                arguments("      type: bigint\n      required: true\n", "      required: true\n      type: bigint\n"));
    }

    /** An edit of what transform does not read must not repeat it. */
    @ParameterizedTest
    @MethodSource("editsOfOtherParts")
    void editsOfOtherPartsKeepTheDigestOfTransform(String before, String after) {
        assertThat(digestsAfter(before, after)).hasSize(1);
    }

    static List<Arguments> editsOfWhatTransformReads() {
        return List.of(
                arguments("type: bigint", "type: integer"),
                arguments("clean: [trim, upper]", "clean: [upper, trim]"),
                arguments("lateness-days: 1", "lateness-days: 2"),
                arguments("delay_minutes >= 15", "delay_minutes >= 16"),
                arguments("keep: latest", "keep: earliest"));
    }

    @ParameterizedTest
    @MethodSource("editsOfWhatTransformReads")
    void editsOfWhatTransformReadsChangeItsDigest(String before, String after) {
        assertThat(digestsAfter(before, after)).hasSize(2);
    }

    @Test
    void theColumnsDigestKnowsNamesTypesAndThePartitionOnly() {
        DatasetFolder before = DatasetFolder.read(store, FOLDER);
        replace("dataset.yaml", "delay_minutes >= 15", "delay_minutes >= 16");
        assertThat(DatasetFolder.read(store, FOLDER).columnsDigest()).isEqualTo(before.columnsDigest());

        replace("dataset.yaml", "type: bigint", "type: integer");
        assertThat(DatasetFolder.read(store, FOLDER).columnsDigest()).isNotEqualTo(before.columnsDigest());
    }

    private Set<Digest> digestsAfter(String before, String after) {
        Digest digest = DatasetFolder.read(store, FOLDER).transformDigest();
        replace("dataset.yaml", before, after);
        return new HashSet<>(List.of(digest, DatasetFolder.read(store, FOLDER).transformDigest()));
    }

    @Test
    void readsTheAvroSchemaAndCountsItToTheContractsDigest() {
        replace("dataset.yaml", "payload:\n", "payload:\n  format: avro\n  avro: {schema: flight.avsc}\n");
        assertThatThrownBy(() -> DatasetFolder.read(store, FOLDER))
                .hasMessageStartingWith("InputMissing: s3://datasets/flights/flight.avsc: the file does not exist");

        store.write(FOLDER.resolve("flight.avsc"), "{}".getBytes(StandardCharsets.UTF_8));
        DatasetFolder before = DatasetFolder.read(store, FOLDER);
        store.write(FOLDER.resolve("flight.avsc"), "{ }".getBytes(StandardCharsets.UTF_8));
        DatasetFolder after = DatasetFolder.read(store, FOLDER);

        assertThat(before.text("flight.avsc")).isEqualTo("{}");
        assertThat(after.contractDigest()).isNotEqualTo(before.contractDigest());
        assertThat(after.lookupsDigest()).isEqualTo(before.lookupsDigest());
    }

    @Test
    void oneChangedByteChangesTheLookupsDigest() {
        DatasetFolder before = DatasetFolder.read(store, FOLDER);

        replace("airports.csv", "00M,Thigpen", "00M,Thigpem");
        DatasetFolder after = DatasetFolder.read(store, FOLDER);

        assertThat(after.lookupsDigest()).isNotEqualTo(before.lookupsDigest());
        assertThat(after.contractDigest()).isEqualTo(before.contractDigest());
    }

    @Test
    void theSameRulesInTheOtherFileChangeTheRulesDigest() {
        DatasetFolder before = DatasetFolder.read(store, FOLDER);
        byte[] warns = Flights.bytes("quality-warn.dqdl");

        store.delete(List.of(FOLDER.resolve("quality-warn.dqdl")));
        DatasetFolder without = DatasetFolder.read(store, FOLDER);
        store.write(FOLDER.resolve("quality.dqdl"), warns);
        DatasetFolder swapped = DatasetFolder.read(store, FOLDER);

        assertThat(List.of(before.rulesDigest(), without.rulesDigest(), swapped.rulesDigest()))
                .doesNotHaveDuplicates();
    }

    private void replace(String file, String old, String with) {
        String text = Flights.text(file);
        assertThat(text).contains(old);
        store.write(FOLDER.resolve(file), text.replace(old, with).getBytes(StandardCharsets.UTF_8));
    }
}
