package dev.madrugada.formats;

import static dev.madrugada.formats.TestTable.MONDAY;
import static dev.madrugada.formats.TestTable.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.schema.ContractChanges;
import dev.madrugada.common.schema.PublishedColumns;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.formats.TestTable.Format;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ten changes of a contract in Delta and in Iceberg. Those that are taken in place are committed, and the format's own
 * reader reads the day before the change and the day after it. The others are refused before anything is written.
 */
@ExtendWith(ReaderSpark.class)
class ContractChangesIT {
    private static final URI DATASET = URI.create("s3://datasets/orders/");
    private static final String COLUMNS = """
                - {name: id, type: bigint, required: true}
                - {name: city, type: varchar(8)}
                - {name: guests, type: integer}
                - {name: price, type: "decimal(9,2)"}
                - {name: place, type: "struct<name:varchar(8)>"}
            """;
    private static final Map<String, String> OLD =
            Map.of("id", "1", "city", "'Faro'", "guests", "2", "price", "1.50", "place", "named_struct('name', 'Sé')");
    private static final Map<String, String> IN_PLACE = Map.of(
            "id", "2",
            "city", "'ABCDEFGHIJKLMNOP'",
            "guests", "3",
            "price", "2.50",
            "place", "named_struct('name', 'Sé', 'x', date'2000-01-01')",
            "coupon", "'abc'",
            "vip", "true");
    /** Values that only the wider types hold. */
    private static final Map<String, String> WIDER = Map.of("guests", "5000000000", "price", "1234567890.12");

    private static final List<String> OLD_FIELDS = List.of("id", "city", "guests", "price", "place.name", "day");

    @TempDir
    private Path folder;

    /** All such changes at once, in one commit. */
    @ParameterizedTest
    @EnumSource
    void bothDaysCanBeReadAfterChangesInPlace(Format format, SparkSession spark) throws Exception {
        TableOnDisk table = new TableOnDisk(format, folder);
        List<Column> columns = contract(format, COLUMNS).curatedColumns();
        table.publish(spark, columns, MONDAY, "a", List.of(row(spark, columns, OLD)));
        var unused = table.format(columns).commit("a", List.of(MONDAY));
        String monday = fields(table.read(spark).where("id = 1"));

        Map<String, String> values = new LinkedHashMap<>(IN_PLACE);
        String changed = COLUMNS.replace(
                        "    - {name: place", "    - {name: coupon, type: varchar(4)}\n    - {name: place")
                .replace("    - {name: city", "    - {name: vip, type: boolean}\n    - {name: city")
                .replace("type: varchar(8)}", "type: varchar(64)}")
                .replace("struct<name:varchar(8)>", "struct<name:varchar(8),x:date>");
        if (format == Format.ICEBERG) {
            changed = changed.replace("guests, type: integer", "guests, type: bigint")
                    .replace("decimal(9,2)", "decimal(12,2)");
            values.putAll(WIDER);
        }
        DatasetContract contract = contract(format, changed);
        ContractChanges changes = changes(table, contract);
        assertThat(changes.changes()).hasSize(format == Format.ICEBERG ? 6 : 4);
        changes.requireInPlace();
        columns = contract.curatedColumns();
        table.publish(spark, columns, TUESDAY, "b", List.of(row(spark, columns, values)));
        unused = table.format(columns).commit("b", List.of(TUESDAY));

        Dataset<Row> read = table.read(spark);
        assertThat(fields(read.where("id = 1 and coupon is null and vip is null and place.x is null")))
                .isEqualTo(monday)
                .contains("Faro");
        String equal = values.entrySet().stream()
                .map(value -> value.getKey() + " = " + value.getValue())
                .collect(Collectors.joining(" and "));
        assertThat(read.where(equal + " and place.x = date'2000-01-01'").count())
                .isEqualTo(1);
        assertThat(read.count()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void theOtherChangesAreRefused(Format format, SparkSession spark) throws Exception {
        TableOnDisk table = new TableOnDisk(format, folder);
        List<Column> columns = contract(format, COLUMNS).curatedColumns();
        table.publish(spark, columns, MONDAY, "a", List.of(row(spark, columns, OLD)));

        isRefused(table, format, "    - {name: city, type: varchar(8)}\n", "", "'city' is removed");
        isRefused(table, format, "name: city", "name: town", "'city' is removed, or renamed to 'town'");
        isRefused(table, format, "type: varchar(8)}", "type: varchar(4)}", "'city' becomes varchar(4)");
        isRefused(table, format, "guests, type: integer", "guests, type: date", "'guests' becomes date");
        if (format == Format.DELTA) {
            isRefused(table, format, "guests, type: integer", "guests, type: bigint", "'guests' becomes bigint");
            isRefused(table, format, "decimal(9,2)", "decimal(12,2)", "'price' becomes decimal(12,2)");
        }
    }

    private static void isRefused(TableOnDisk table, Format format, String before, String after, String message) {
        String columns = COLUMNS.replace(before, after);
        assertThat(columns).isNotEqualTo(COLUMNS);
        ContractChanges changes = changes(table, contract(format, columns));
        assertThatThrownBy(changes::requireInPlace)
                .hasMessageStartingWith("InvalidContract: dataset.yaml: column " + message);
    }

    private static ContractChanges changes(TableOnDisk table, DatasetContract contract) {
        return ContractChanges.between(PublishedColumns.latest(table.commits()).orElseThrow(), contract);
    }

    /** A row of these values, in SQL. */
    private static Dataset<Row> row(SparkSession spark, List<Column> columns, Map<String, String> values) {
        String select = columns.stream()
                .map(column -> "cast(" + values.get(column.name()) + " as "
                        + SparkTypes.of(column.type()).sql() + ") as " + column.name())
                .collect(Collectors.joining(", ", "select ", ""));
        return spark.createDataFrame(spark.sql(select).collectAsList(), SparkTypes.schema(columns));
    }

    /** The fields that the contract had before the change, as texts. */
    private static String fields(Dataset<Row> rows) {
        return rows.selectExpr(OLD_FIELDS.stream()
                        .map(field -> "cast(" + field + " as string)")
                        .toArray(String[]::new))
                .collectAsList()
                .toString();
    }

    private static DatasetContract contract(Format format, String columns) {
        InMemoryObjectStore store = new InMemoryObjectStore();
        put(store, "dataset.yaml", """
                version: 1
                dataset: orders
                source: {kinesis: {stream: orders}}
                payload:
                  columns:
                %skey: {columns: [id]}
                event-time: {column: arrival, partition: day}
                warehouse: {schema: public, table: orders}
                report: {title: Orders, sender: a@example.com, recipients: [], label: city, values: [orders]}
                catalog: {database: shop}
                format: %s
                """.formatted(columns, format.name().toLowerCase(Locale.ROOT)));
        put(store, "quality.dqdl", "Rules = [ RowCount > 0 ]");
        put(store, "report.sql", "select city, count(*) as orders from public.orders group by city");
        return DatasetFolder.read(store, DATASET).contract();
    }

    private static void put(InMemoryObjectStore store, String name, String text) {
        store.write(DATASET.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
