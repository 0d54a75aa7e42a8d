package dev.madrugada.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Manifest.ColumnFigures;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.schema.ColumnChange.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractChangesTest {
    private static final URI LAKE = URI.create("s3://lake/");
    private static final URI FOLDER = URI.create("s3://datasets/orders/");
    private static final String COLUMNS = """
            order_id: bigint
            city: varchar(8)
            pieces: integer
            price: decimal(9,2)
            buyer: struct<name:varchar(8),age:integer>
            items: array<struct<sku:varchar(8)>>""";

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    /** The rules: each line is a change, its kind, and what it takes in lake, catalog and warehouse. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "coupon: integer            |               | parquet | ADDED    | IN_PLACE | IN_PLACE | IN_PLACE",
                "coupon: integer            |               | delta   | ADDED    | IN_PLACE | IN_PLACE | IN_PLACE",
                "coupon: integer            |               | iceberg | ADDED    | IN_PLACE | IN_PLACE | IN_PLACE",
                "city: varchar(9)           | city          | parquet | LONGER   | NOTHING  | NOTHING  | IN_PLACE",
                "city: varchar(9)           | city          | iceberg | LONGER   | NOTHING  | NOTHING  | IN_PLACE",
                "pieces: bigint             | pieces        | parquet | WIDER    | REBUILD  | REBUILD  | BY_HAND",
                "pieces: bigint             | pieces        | delta   | WIDER    | REBUILD  | REBUILD  | BY_HAND",
                "pieces: bigint             | pieces        | iceberg | WIDER    | IN_PLACE | IN_PLACE | BY_HAND",
                "price: decimal(12,2)       | price         | parquet | WIDER    | REBUILD  | REBUILD  | BY_HAND",
                "price: decimal(12,2)       | price         | iceberg | WIDER    | IN_PLACE | IN_PLACE | BY_HAND",
                "buyer: struct<name:varchar(9),age:integer>  | buyer | parquet | LONGER | NOTHING | NOTHING | NOTHING",
                "buyer: struct<name:varchar(8),age:integer,vip:boolean> | buyer | parquet | EXTENDED | REBUILD | REBUILD | NOTHING",
                "buyer: struct<name:varchar(8),age:integer,vip:boolean> | buyer | iceberg | EXTENDED | IN_PLACE | IN_PLACE | NOTHING",
                "buyer: struct<name:varchar(8),age:integer,vip:boolean> | buyer | delta   | EXTENDED | IN_PLACE | IN_PLACE | NOTHING",
                "items: array<struct<sku:varchar(8),n:integer>> | items | delta   | EXTENDED | REBUILD  | REBUILD  | NOTHING",
                "items: array<struct<sku:varchar(8),n:integer>> | items | iceberg | EXTENDED | IN_PLACE | IN_PLACE | NOTHING",
                "buyer: struct<name:varchar(8),age:bigint>   | buyer | parquet | WIDER  | REBUILD | REBUILD | NOTHING",
                "order_id: integer          | order_id      | iceberg | NARROWED | REFUSED  | REFUSED  | REFUSED",
                "city: varchar(7)           | city          | iceberg | NARROWED | REFUSED  | REFUSED  | REFUSED",
                "price: decimal(8,2)        | price         | parquet | NARROWED | REFUSED  | REFUSED  | REFUSED",
                "price: decimal(12,3)       | price         | iceberg | RETYPED  | REFUSED  | REFUSED  | REFUSED",
                "pieces: decimal(12,0)      | pieces        | iceberg | RETYPED  | REFUSED  | REFUSED  | REFUSED",
                "city: json                 | city          | parquet | RETYPED  | REFUSED  | REFUSED  | REFUSED",
                "buyer: struct<name:varchar(8)>              | buyer | iceberg | RETYPED | REFUSED | REFUSED | REFUSED",
                "                           | city          | parquet | REMOVED  | REFUSED  | REFUSED  | REFUSED",
                "                           | city          | iceberg | REMOVED  | REFUSED  | REFUSED  | REFUSED",
            })
    void eachChangeHasItsEffectInEachPlace(
            String added, String removed, String format, Kind kind, Effect lake, Effect catalog, Effect warehouse) {
        ContractChanges changes = between(COLUMNS, changed(added, removed));
        LakeFormat in = LakeFormat.valueOf(format.toUpperCase(Locale.ROOT));

        assertThat(changes.changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(kind);
            assertThat(change.in(Place.LAKE, in)).as("lake").isEqualTo(lake);
            assertThat(change.in(Place.CATALOG, in)).as("catalog").isEqualTo(catalog);
            assertThat(change.in(Place.WAREHOUSE, in)).as("warehouse").isEqualTo(warehouse);
        });
    }

    @Test
    void anotherOrderOfColumnsIsNoChange() {
        String reversed = String.join(
                "\n",
                COLUMNS.lines().sorted(java.util.Comparator.reverseOrder()).toList());

        assertThat(between(COLUMNS, reversed).changes()).isEmpty();
    }

    @Test
    void aRemovedColumnIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> between(COLUMNS, changed("", "city")).requireInPlace())
                .hasMessage("InvalidContract: dataset.yaml: column 'city' is removed, and days of orders are published;"
                        + " queries name the column, and published days have values in it; keep the column; or give the"
                        + " changed table a new version: another name in dataset and warehouse.table; or make every day"
                        + " again from raw with scripts/madrugada rebuild");
    }

    @Test
    void aRenamedColumnIsNamedAsOne() {
        assertThatThrownBy(() ->
                        between(COLUMNS, changed("town: varchar(8)", "city")).requireInPlace())
                .hasMessageContaining(
                        "column 'city' is removed, or renamed to 'town', and days of orders are published");
    }

    @Test
    void allChangesThatStopNightsAreNamedTogether() {
        String wanted = changed("pieces: bigint", "pieces").replace("city: varchar(8)", "city: varchar(4)");

        assertThatThrownBy(() -> between(COLUMNS, wanted).requireInPlace())
                .hasMessageContaining("2 problems")
                .hasMessageContaining("column 'city' becomes varchar(4), was varchar(8), and days")
                .hasMessageContaining("column 'pieces' becomes bigint, was integer, and days")
                .hasMessageContaining("scripts/madrugada diff prints the warehouse's statements");
    }

    @Test
    void anotherPartitionColumnIsRefusedEvenForARebuild() {
        published("dt=2001-01-01", COLUMNS);
        ContractChanges changes =
                ContractChanges.since(store, LAKE, contract(COLUMNS)).orElseThrow();

        assertThatThrownBy(changes::requireInPlace)
                .hasMessageContaining("the partition column 'dt' gets another name")
                .hasMessageContaining("keep the name; or give the changed table a new version");
        assertThatThrownBy(changes::requireSamePartitions).hasMessageContaining("the partition column 'dt'");
    }

    @Test
    void aRebuildMayRemoveAColumn() {
        assertThatCode(() -> between(COLUMNS, changed("", "city")).requireSamePartitions())
                .doesNotThrowAnyException();
    }

    @Test
    void theLatestDaysColumnsCount() {
        published("ordered_on=2001-01-02", changed("coupon: integer", ""));
        published("ordered_on=2001-01-01", COLUMNS);

        assertThat(ContractChanges.since(store, LAKE, contract(COLUMNS))
                        .orElseThrow()
                        .changes())
                .extracting(change -> change.kind() + " " + change.column())
                .containsExactly("REMOVED coupon");
        assertThat(PublishedColumns.all(ContractChanges.curated(store, LAKE, contract(COLUMNS))))
                .extracting(
                        day -> day.partition().toString() + " " + day.columns().size())
                .containsExactly("ordered_on=2001-01-01 6", "ordered_on=2001-01-02 7");
    }

    @Test
    void aLakeWithoutPublishedDaysTakesEveryContract() {
        assertThat(ContractChanges.since(store, LAKE, contract(COLUMNS))).isEmpty();
    }

    /** Manifests of earlier releases have no types: only names are compared. */
    @Test
    void withoutTypesOnlyNamesAreCompared() {
        Map<String, ColumnFigures> columns = new LinkedHashMap<>();
        List.of("order_id", "city", "pieces", "price", "gone")
                .forEach(name -> columns.put(name, new ColumnFigures(0, null, null)));
        PublishedColumns published = PublishedColumns.of(manifest(Partition.parse("ordered_on=2001-01-01"), columns));

        assertThat(ContractChanges.between(published, contract(COLUMNS)).changes())
                .extracting(change -> change.kind() + " " + change.column())
                .containsExactly("ADDED buyer", "ADDED items", "REMOVED gone");
        assertThat(published.typed(contract(COLUMNS).curatedColumns()))
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly("order_id bigint", "city varchar(8)", "pieces integer", "price decimal(9,2)");
    }

    @Test
    void figuresGetTheContractsTypesAndManifestsKeepThem() {
        Map<String, ColumnFigures> figures = new LinkedHashMap<>();
        figures.put("city", new ColumnFigures(1, "a", "b"));
        figures.put("other", new ColumnFigures(2, null, null));

        Map<String, ColumnFigures> recorded =
                PublishedColumns.recorded(figures, List.of(new Column("city", ColumnType.parse("varchar(8)"))));
        Partition day = Partition.parse("ordered_on=2001-01-01");
        PartitionCommits commits = ContractChanges.curated(store, LAKE, contract(COLUMNS));
        var unused = commits.publish(new StagedPartition(
                day, 0, "run-1", commits.table().runFolder(day, "run-1"), List.of(), recorded, new Digest("rows:1")));
        Manifest read = commits.require(day);

        assertThat(read.columns())
                .containsExactly(
                        Map.entry("city", new ColumnFigures(1, "a", "b", "varchar(8)")),
                        Map.entry("other", new ColumnFigures(2, null, null)));
    }

    @Test
    void figuresOfSensitiveColumnsHaveNoValues() {
        Column city = new Column("city", ColumnType.parse("varchar(8)"), Set.of(Column.Trait.SENSITIVE));

        assertThat(PublishedColumns.recorded(Map.of("city", new ColumnFigures(1, "a", "b")), List.of(city)))
                .containsExactly(Map.entry("city", new ColumnFigures(1, null, null, "varchar(8)")));
    }

    private ContractChanges between(String before, String after) {
        published("ordered_on=2001-01-01", before);
        return ContractChanges.since(store, LAKE, contract(after)).orElseThrow();
    }

    private static String changed(String added, String removed) {
        StringBuilder columns = new StringBuilder();
        boolean isReplaced = false;
        for (String line : COLUMNS.lines().toList()) {
            if (removed != null && !removed.isEmpty() && line.startsWith(removed + ":")) {
                isReplaced = added != null && added.startsWith(removed + ":");
                columns.append(isReplaced ? added + "\n" : "");
            } else {
                columns.append(line).append('\n');
            }
        }
        return columns + (isReplaced || added == null ? "" : added);
    }

    private void published(String partition, String columns) {
        Map<String, ColumnFigures> figures = new LinkedHashMap<>();
        List<Column> typed = contract(columns).curatedColumns();
        typed.forEach(column -> figures.put(column.name(), new ColumnFigures(0, null, null)));
        Partition day = Partition.parse(partition);
        LakeTable table = new LakeLayout(LAKE).curated("orders");
        PartitionCommits commits = new PartitionCommits(store, table, PartitionCatalog.NONE, Clock.systemUTC());
        var unused = commits.publish(new StagedPartition(
                day,
                commits.expected().of(day),
                "run-1",
                table.runFolder(day, "run-1"),
                List.of(),
                PublishedColumns.recorded(figures, typed),
                new Digest("rows:" + columns)));
    }

    private static Manifest manifest(Partition day, Map<String, ColumnFigures> columns) {
        return new Manifest(
                Manifest.VERSION,
                "orders",
                day,
                1,
                "run-1",
                Instant.EPOCH,
                new LakeLayout(LAKE).curated("orders").runFolder(day, "run-1"),
                List.of(),
                columns,
                new Digest("rows:" + day),
                null);
    }

    private DatasetContract contract(String columns) {
        StringBuilder yaml = new StringBuilder();
        columns.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] parts = line.split(": ", 2);
            yaml.append("    - {name: " + parts[0] + ", type: \"" + parts[1] + "\", required: "
                    + parts[0].equals("order_id") + "}\n");
        });
        InMemoryObjectStore folder = new InMemoryObjectStore();
        put(folder, "dataset.yaml", """
                version: 1
                dataset: orders
                source: {kinesis: {stream: orders}}
                payload:
                  columns:
                %skey: {columns: [order_id]}
                event-time: {column: arrival, partition: ordered_on}
                warehouse: {schema: public, table: orders}
                report: {title: Orders, sender: a@example.com, recipients: [], label: city, values: [orders]}
                """.formatted(yaml));
        put(folder, "quality.dqdl", "Rules = [ RowCount > 0 ]");
        put(folder, "report.sql", "SELECT 1");
        return DatasetFolder.read(folder, FOLDER).contract();
    }

    private static void put(InMemoryObjectStore folder, String name, String text) {
        folder.write(FOLDER.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
