package dev.madrugada.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.catalog.GlueCatalog;
import dev.madrugada.aws.catalog.GlueCatalog.CatalogTable;
import dev.madrugada.aws.catalog.GlueDeltaTable;
import dev.madrugada.aws.catalog.GlueMetadataPointer;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.localstack.LocalStackEndpoints;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Table;

/** The catalog's entries of tables whose readers follow a log of their own. */
@ExtendWith(SharedStack.class)
class GlueTablesIT {
    private static final URI ROOT = URI.create("s3://madrugada/lake/curated/flights/");
    private static final URI FIRST = ROOT.resolve("_iceberg/metadata/00000-a.metadata.json");
    private static final URI SECOND = ROOT.resolve("_iceberg/metadata/00001-b.metadata.json");

    private GlueClient glue;
    private CatalogTable table;

    @BeforeEach
    void openCatalog(LocalStackEndpoints stack) {
        glue = new AwsClients(stack.environment()).glue();
        // The stack keeps its state between builds, so the name must be new.
        table = new CatalogTable(
                "formats_" + System.nanoTime(),
                "flights",
                ROOT,
                List.of(new Column("flight_id", ColumnType.parse("bigint"))),
                "departed_on");
    }

    @AfterEach
    void closeCatalog() {
        glue.close();
    }

    @Test
    void replacesTheMetadataOnlyIfTheExpectedOneIsCurrent() {
        GlueMetadataPointer pointer = new GlueMetadataPointer(glue, table);

        assertThat(pointer.current()).isEmpty();
        assertThat(pointer.replace(Optional.of(FIRST), SECOND)).isFalse();
        assertThat(pointer.replace(Optional.empty(), FIRST)).isTrue();
        assertThat(pointer.replace(Optional.empty(), SECOND)).isFalse();
        assertThat(pointer.replace(Optional.of(FIRST), SECOND)).isTrue();
        assertThat(pointer.current()).contains(SECOND);

        Table entry = entry();
        assertThat(entry.parameters())
                .containsEntry("table_type", "ICEBERG")
                .containsEntry("metadata_location", SECOND.toString())
                .containsEntry("previous_metadata_location", FIRST.toString());
        assertThat(entry.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(entry.storageDescriptor().location()).isEqualTo("s3://madrugada/lake/curated/flights");
        assertThat(entry.storageDescriptor().columns().toString()).contains("flight_id", "departed_on");
    }

    /** Every one reads the entry before it replaces it; only the version in UpdateTable tells them apart. */
    @Test
    void oneOfManyCommitsWins() {
        GlueMetadataPointer pointer = new GlueMetadataPointer(glue, table);
        assertThat(pointer.replace(Optional.empty(), FIRST)).isTrue();

        for (int round = 0; round < 20; round++) {
            Optional<URI> before = pointer.current();
            List<CompletableFuture<Boolean>> commits = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                URI next = ROOT.resolve("_iceberg/metadata/" + round + "-" + i + ".metadata.json");
                commits.add(CompletableFuture.supplyAsync(() -> pointer.replace(before, next)));
            }
            assertThat(commits.stream().filter(CompletableFuture::join)).hasSize(1);
        }
    }

    @Test
    void registersADeltaTableAndItsNewColumns() {
        new GlueDeltaTable(glue, table).register();
        String version = entry().versionId();
        new GlueDeltaTable(glue, table).register();

        assertThat(entry().versionId()).isEqualTo(version);
        assertThat(entry().parameters())
                .containsEntry("table_type", "DELTA")
                .containsEntry("spark.sql.sources.provider", "delta");
        assertThat(entry().storageDescriptor().inputFormat()).doesNotContain("Parquet");

        List<Column> more = List.of(
                new Column("flight_id", ColumnType.parse("bigint")),
                new Column("origin", ColumnType.parse("varchar(4)")));
        new GlueDeltaTable(glue, new CatalogTable(table.database(), table.name(), ROOT, more, table.partitionColumn()))
                .register();

        assertThat(entry().versionId()).isNotEqualTo(version);
        assertThat(entry().storageDescriptor().columns())
                .extracting(software.amazon.awssdk.services.glue.model.Column::name)
                .containsExactly("flight_id", "origin", "departed_on");
    }

    @Test
    void leavesATableOfAnotherFormatAlone() {
        new GlueCatalog(glue, table).prepare(Partition.parse("departed_on=2001-01-01"));

        assertThatThrownBy(() -> new GlueMetadataPointer(glue, table).current())
                .hasMessageContaining("InvalidArguments: Glue catalog " + table.database() + ".flights: the table is"
                        + " there as PARQUET, and the contract's format is ICEBERG")
                .hasMessageContaining("drop the catalog's table, which deletes no file");
        assertThatThrownBy(() -> new GlueDeltaTable(glue, table).register())
                .hasMessageContaining("the contract's format is DELTA");
    }

    private Table entry() {
        return glue.getTable(get -> get.databaseName(table.database()).name(table.name()))
                .table();
    }
}
