package dev.madrugada.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.cli.Invocation;
import dev.madrugada.cli.SmallestDataset;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.WarehouseTable;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Manifest.ColumnFigures;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.schema.ContractChanges;
import dev.madrugada.common.schema.PublishedColumns;
import dev.madrugada.warehouse.TableColumns;
import dev.madrugada.warehouse.TableColumns.ActualColumn;
import dev.madrugada.warehouse.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final String FIRST_COLUMN = "  columns:\n";

    @TempDir
    private Path folder;

    private Path contract;

    @BeforeEach
    void aDatasetWithOneColumnMore() throws IOException {
        SmallestDataset.in(folder.resolve("orders"));
        contract = folder.resolve("orders/dataset.yaml");
        replace(FIRST_COLUMN, FIRST_COLUMN + "    - {name: pieces, type: integer}\n");
        Files.writeString(contract, Files.readString(contract) + "\ncatalog: {database: shop}\n");
    }

    @Test
    void aLakeWithoutDaysHasNothingToCompare() {
        Invocation asked = diff();

        assertThat(asked.out())
                .isEqualTo("orders (parquet): nothing is published; the first night creates everything\n");
        assertThat(asked.status()).isZero();
    }

    @Test
    void anAddedColumnWorksInPlaceEverywhere() throws IOException {
        published("2026-01-30");
        replace(
                FIRST_COLUMN,
                FIRST_COLUMN + "    - {name: coupon, type: varchar(16), description: \"The customer's code\"}\n");

        Invocation asked = diff();

        assertThat(asked.out())
                .isEqualTo("""
                orders (parquet): 1 change of the curated columns since %s=2026-01-30

                column 'coupon' is added: varchar(16)
                  lake       works in place
                  catalog    works in place
                             ALTER TABLE `shop`.`orders` ADD COLUMNS (`coupon` string COMMENT 'The customer\\'s code');
                  warehouse  works in place
                             ALTER TABLE %s ADD COLUMN "coupon" VARCHAR(16);

                nights run with this contract; the next one makes the changes that work in place
                """.formatted(read().eventTime().partition(), TableName.of(read().warehouse())));
        assertThat(asked.status()).isZero();
    }

    @Test
    void aWiderNumberNeedsARebuildAndSaysOfWhichDays() throws IOException {
        published("2026-01-29");
        published("2026-01-30");
        replace("{name: pieces, type: integer}", "{name: pieces, type: bigint}");

        Invocation asked = diff();

        assertThat(asked.status()).isEqualTo(64);
        assertThat(asked.out())
                .contains("  lake       needs a rebuild\n", "  warehouse  by hand\n")
                .contains("SET \"pieces_new\" = \"pieces\";")
                .contains("2 published days to be made again, from ", "=2026-01-29 to ", "=2026-01-30\n")
                .contains("no night runs with this contract:\nInvalidContract: dataset.yaml: column 'pieces' becomes"
                        + " bigint, was integer, and days of orders are published; ");
    }

    @Test
    void anotherTypeSetsTheWarehousesColumnAside() throws IOException {
        published("2026-01-30");
        replace("{name: pieces, type: integer}", "{name: pieces, type: date}");

        assertThat(diff().out())
                .contains("RENAME COLUMN \"pieces\" TO \"pieces_old\";", "ADD COLUMN \"pieces\" DATE;")
                .contains("  lake       refused\n", "  catalog    refused\n", "  warehouse  refused\n");
    }

    @Test
    void printsJson() throws IOException {
        published("2026-01-30");
        replace("    - {name: pieces, type: integer}\n", "");

        Invocation asked = diff("--json");

        JsonNode json = new ObjectMapper().readTree(asked.out());
        assertThat(asked.status()).isEqualTo(64);
        assertThat(json.at("/changes/changes/0/description").asText()).isEqualTo("column 'pieces' is removed");
        assertThat(json.at("/changes/changes/0/places/2/effect").asText()).isEqualTo("refused");
        assertThat(json.at("/changes/problems")).hasSize(1);
    }

    @Test
    void describesTheWarehousesOwnTable() {
        TableName name = TableName.of(new WarehouseTable("shop", "orders"));
        List<Column> columns = List.of(
                new Column("id", ColumnType.parse("bigint")), new Column("city", ColumnType.parse("varchar(8)")));

        assertThat(DiffCommand.table(name, new TableColumns(Map.of()), columns))
                .containsExactly(
                        "shop.orders does not exist, or the login may not see it; a load creates it:",
                        "  CREATE TABLE IF NOT EXISTS \"shop\".\"orders\" (\"id\" BIGINT, \"city\" VARCHAR(8));");
        assertThat(DiffCommand.table(
                        name, new TableColumns(Map.of("id", new ActualColumn("integer", null, 32L, 0L))), columns))
                .startsWith("shop.orders needs:")
                .contains("  by the next load: the table has no column city")
                .anySatisfy(line -> assertThat(line).startsWith("  by hand: id is integer in the table"));
        assertThat(DiffCommand.table(
                        name,
                        new TableColumns(Map.of(
                                "id", new ActualColumn("bigint", null, 64L, 0L),
                                "city", new ActualColumn("character varying", 8L, null, null))),
                        columns))
                .containsExactly("shop.orders takes the contract's values as it is");
    }

    /** Publishes a day with the contract's columns. */
    private void published(String day) {
        DatasetContract written = read();
        Map<String, ColumnFigures> figures = new LinkedHashMap<>();
        written.curatedColumns().forEach(column -> figures.put(column.name(), new ColumnFigures(0, null, null)));
        PartitionCommits commits =
                ContractChanges.curated(new FileObjectStore(), FolderUri.of(folder.resolve("lake")), written);
        Partition partition = Partition.parse(written.eventTime().partition() + "=" + day);
        var unused = commits.publish(new StagedPartition(
                partition,
                0,
                "run-1",
                commits.table().runFolder(partition, "run-1"),
                List.of(),
                PublishedColumns.recorded(figures, written.curatedColumns()),
                new Digest("rows:1")));
    }

    private DatasetContract read() {
        return DatasetFolder.read(new FileObjectStore(), FolderUri.of(folder.resolve("orders")))
                .contract();
    }

    private Invocation diff(String... more) {
        List<String> words = new java.util.ArrayList<>(List.of(
                "diff",
                folder.resolve("orders").toString(),
                "--lake",
                folder.resolve("lake").toString()));
        words.addAll(List.of(more));
        return Invocation.of(words.toArray(String[]::new));
    }

    private void replace(String before, String after) throws IOException {
        String text = Files.readString(contract);
        assertThat(text).contains(before);
        Files.writeString(contract, text.replace(before, after));
    }
}
