package dev.madrugada.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.catalog.GlueCatalog;
import dev.madrugada.aws.catalog.GlueCatalog.CatalogTable;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.schema.ContractChanges;
import dev.madrugada.common.schema.PublishedColumns;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * Ten changes of a contract in each format: each works in the lake, in the catalog's view of it and in the warehouse, or
 * is refused before anything runs. DuckDB writes the days in transform's stead, and reads all days by the catalog's
 * columns and partitions, by name as Athena does. The readers of Delta and Iceberg tables have a test of their own, in
 * table-formats.
 */
class ContractChangesIT {
    private static final String COLUMNS = """
                - {name: visit_id, type: bigint, required: true}
                - {name: visited_at, type: timestamp, required: true}
                - {name: city, type: varchar(8)}
                - {name: guests, type: integer}
                - {name: price, type: "decimal(9,2)"}
                - {name: place, type: "struct<name:varchar(8)>"}
            """;

    private static Stack stack;
    private static AwsClients clients;
    private static AwsObjectStore store;
    private static GlueClient glue;
    private static int change;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        stack = new Stack();
        clients = new AwsClients(stack.endpoints().environment());
        store = new AwsObjectStore(clients);
        glue = clients.glue();
    }

    @AfterAll
    static void stop() {
        glue.close();
        store.close();
        stack.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- {name: place, type          | '- {name: coupon, type: varchar(4)}\n    - {name: place, type'  | coupon",
                "- {name: visited_at, type     | '- {name: vip, type: boolean}\n    - {name: visited_at, type'   | vip",
                "type: varchar(8)}             | type: varchar(64)}                                              | city",
            })
    void worksInPlace(String before, String after, String column) throws Exception {
        LocalDate first = days();
        String table = "visits_" + change;
        Night night = stack.night();
        night.contract(COLUMNS, table);
        Manifest firstDay = publish(first, "Faro");
        stack.load("run-1");
        List<List<@Nullable Object>> firstRow = row(table, first);

        for (String format : List.of("delta", "iceberg", "parquet")) {
            night.contract(COLUMNS.replace(before, after), table, format);
            ContractChanges changes = ContractChanges.between(PublishedColumns.of(firstDay), contract());
            assertThat(changes.changes()).extracting(one -> one.column()).containsExactly(column);
            changes.requireInPlace();
        }
        String long40 = "F".repeat(column.equals("city") ? 40 : 8);
        publish(first.plusDays(1), long40);
        stack.load("run-2");

        assertThat(row(table, first)).as("the earlier day").isEqualTo(firstRow);
        assertThat(stack.rows("SELECT city, " + column + " IS NULL FROM public." + table + " WHERE visited_on = DATE '"
                        + first.plusDays(1) + "'"))
                .containsExactly(List.of(long40, false));
        assertThat(byCatalog(column))
                .as("the lake by the catalog's columns and partitions")
                .containsExactly(
                        "Faro " + (column.equals("city") ? "Faro" : "null"),
                        long40 + " "
                                + Map.of("coupon", "abc", "vip", "true", "city", long40)
                                        .get(column));
        // The first day can be loaded again, by its own columns.
        stack.execute("DELETE FROM public." + table + " WHERE visited_on = DATE '" + first + "'");
        stack.gated(firstDay);
        stack.load("run-3");
        assertThat(row(table, first)).isEqualTo(firstRow);
    }

    /** What only these formats take in place: the warehouse loads it too, and its own type is left to people. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iceberg | guests, type: integer}    | guests, type: bigint}                | guests | [[2]] | ADD COLUMN",
                "iceberg | decimal(9,2)              | decimal(12,2)                        | price  | [[1.50]] | ADD COLUMN",
                "iceberg | 'place, type: \"struct<name:varchar(8)>' | 'place, type: \"struct<name:varchar(8),x:date>' | "
                        + "json_serialize(place) | 2000-01-01 | ''",
                "delta   | 'place, type: \"struct<name:varchar(8)>' | 'place, type: \"struct<name:varchar(8),x:date>' | "
                        + "json_serialize(place) | 2000-01-01 | ''",
            })
    void worksInPlaceInThisFormat(
            String format, String before, String after, String value, String expected, String leftToPeople)
            throws Exception {
        LocalDate first = days();
        String table = "visits_" + change;
        stack.night().contract(COLUMNS, table, format);
        Manifest firstDay = publish(first, "Faro");
        stack.load("run-1");
        List<List<@Nullable Object>> firstRow = row(table, first);

        stack.night().contract(COLUMNS.replace(before, after), table, format);
        ContractChanges changes = ContractChanges.between(PublishedColumns.of(firstDay), contract());
        assertThat(changes.changes()).hasSize(1);
        changes.requireInPlace();
        publish(first.plusDays(1), "Faro");
        var loaded = stack.load("run-2");

        assertThat(row(table, first)).as("the earlier day").isEqualTo(firstRow);
        assertThat(stack.rows("SELECT CAST(" + value + " AS varchar) FROM public." + table
                        + " WHERE visited_on = DATE '" + first.plusDays(1) + "'"))
                .asString()
                .contains(expected);
        assertThat(loaded.runRecord().facts().getOrDefault("columns-left-to-people", ""))
                .contains(leftToPeople);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parquet delta         | guests, type: integer}        | guests, type: bigint}           | column 'guests' becomes bigint, was integer",
                "parquet delta         | decimal(9,2)                  | decimal(12,2)                   | column 'price' becomes decimal(12,2)",
                "parquet               | struct<name:varchar(8)>       | 'struct<name:varchar(8),x:date>' | column 'place' becomes struct",
                "parquet delta iceberg | '- {name: city, type: varchar(8)}\n    ' | '' | column 'city' is removed, and",
                "parquet delta iceberg | name: city                    | name: town                      | column 'city' is removed, or renamed to 'town'",
                "parquet delta iceberg | type: varchar(8)}             | type: varchar(4)}               | column 'city' becomes varchar(4)",
                "parquet delta iceberg | guests, type: integer}        | guests, type: date}             | column 'guests' becomes date",
            })
    void isRefusedBeforeAnythingRuns(String formats, String before, String after, String message) throws Exception {
        LocalDate first = days();
        stack.night().contract(COLUMNS, "visits_" + change);
        Manifest firstDay = publish(first, "Faro");

        for (String format : formats.split(" ", -1)) {
            stack.night().contract(COLUMNS.replace(before, after), "visits_" + change, format);

            ContractChanges changes = ContractChanges.between(PublishedColumns.of(firstDay), contract());
            assertThatThrownBy(changes::requireInPlace)
                    .as(format)
                    .hasMessageStartingWith("InvalidContract: dataset.yaml: " + message)
                    .hasMessageContaining("days of visits are published");
        }
    }

    /** Each change has days of its own, later than those of the changes before. */
    private static LocalDate days() {
        return LocalDate.of(2000, 1, 1).plusDays(10L * ++change);
    }

    /** Publishes a day with one row, as transform does, and leaves it to the load. */
    private static Manifest publish(LocalDate day, String city) throws SQLException, IOException {
        List<Column> columns = contract().curatedColumns();
        String row = columns.stream()
                .map(column -> value(column, day, city) + " AS " + column.name())
                .collect(Collectors.joining(", ", "SELECT ", ""));
        Map<String, Long> nulls = new LinkedHashMap<>();
        columns.forEach(column -> nulls.put(column.name(), 0L));
        Manifest untyped = stack.published(day, row, 1, nulls);
        Manifest published = stack.night()
                .published(new Manifest(
                        untyped.version(),
                        untyped.dataset(),
                        untyped.partition(),
                        untyped.generation(),
                        untyped.runId(),
                        untyped.publishedAt(),
                        untyped.location(),
                        untyped.files(),
                        PublishedColumns.recorded(untyped.columns(), columns),
                        untyped.content(),
                        null));
        URI root = Night.LAYOUT.curated("visits").root();
        GlueCatalog catalog =
                new GlueCatalog(glue, new CatalogTable(database(), "visits", root, columns, "visited_on"));
        catalog.updateColumns();
        catalog.pointTo(published.partition(), published.location());
        stack.gated(published);
        return published;
    }

    private static String database() {
        return "changes_" + change;
    }

    private static String value(Column column, LocalDate day, String city) {
        return switch (column.name()) {
            case "visit_id" -> "CAST(1 AS BIGINT)";
            case "visited_at" -> "TIMESTAMPTZ '" + day + " 06:00:00+00'";
            case "city" -> "'" + city + "'";
            case "guests", "price" ->
                "CAST(" + (column.name().equals("guests") ? "2" : "1.50") + " AS " + column.type() + ")";
            case "place" ->
                "{'name': 'Sé'" + (column.type().toString().contains("x:") ? ", 'x': DATE '2000-01-01'}" : "}");
            case "coupon" -> "'abc'";
            case "vip" -> "true";
            default -> throw new AssertionError(column);
        };
    }

    private static DatasetContract contract() {
        return DatasetFolder.read(store, Night.DATASET).contract();
    }

    /** The columns of the first contract in the warehouse's row of a day. */
    private static List<List<@Nullable Object>> row(String table, LocalDate day) {
        return stack.rows("SELECT visit_id, visited_at, city, guests, price, place FROM public." + table
                + " WHERE visited_on = DATE '" + day + "'");
    }

    /** The city and one more column of all partitions of the catalog, in the order of the days. */
    private List<String> byCatalog(String column) throws SQLException, IOException {
        List<String> names = glue
                .getTable(get -> get.databaseName(database()).name("visits"))
                .table()
                .storageDescriptor()
                .columns()
                .stream()
                .map(one -> one.name())
                .toList();
        List<String> files = new ArrayList<>();
        for (var partition : glue.getPartitions(
                        get -> get.databaseName(database()).tableName("visits"))
                .partitions()) {
            URI file = URI.create(partition.storageDescriptor().location()).resolve("a.parquet");
            Path local = folder.resolve(partition.values().get(0) + ".parquet");
            Files.write(local, store.read(file).orElseThrow());
            files.add("'" + local + "'");
        }
        List<String> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery("SELECT city, " + column + " FROM (SELECT "
                        + String.join(", ", names) + " FROM read_parquet([" + String.join(", ", files)
                        + "], union_by_name = true)) ORDER BY visited_at")) {
            while (result.next()) {
                rows.add(result.getString(1) + " " + result.getString(2));
            }
        }
        return rows;
    }
}
