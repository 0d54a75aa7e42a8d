package dev.madrugada.aws.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.catalog.GlueCatalog.CatalogTable;
import dev.madrugada.common.contract.ColumnType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

class GlueTableTest {
    private static final CatalogTable FLIGHTS = new CatalogTable(
            "shop",
            "flights",
            URI.create("s3://lake/curated/flights/"),
            List.of(
                    new dev.madrugada.common.contract.Column("id", ColumnType.parse("bigint")),
                    new dev.madrugada.common.contract.Column("city", ColumnType.parse("varchar(8)"))),
            "day");

    private final ChangingCatalog glue = new ChangingCatalog();

    @Test
    void updatesOnlyTheVersionThatItHasRead() {
        glue.otherUpdates = 2;

        new GlueTable(glue, FLIGHTS).updateColumns();

        assertThat(glue.updates).extracting(UpdateTableRequest::versionId).containsExactly("0", "1", "2");
        assertThat(glue.table.storageDescriptor().columns())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly("id bigint", "city string");
        assertThat(glue.table.description()).as("what the others wrote is kept").isEqualTo("change 2");
    }

    @Test
    void givesUpWhereSomethingElseUpdatesTheTableAllTheTime() {
        glue.otherUpdates = 99;

        assertThatThrownBy(() -> new GlueTable(glue, FLIGHTS).updateColumns())
                .hasMessage(
                        "SinkUnavailable: Glue catalog shop.flights: its columns could not be updated in 5 attempts;"
                                + " something else changes the table all the time; the stage is retried; find out what else"
                                + " updates the table, such as a crawler");
    }

    @Test
    void leavesATableWithTheseColumnsAlone() {
        new GlueTable(glue, FLIGHTS).updateColumns();
        glue.updates.clear();

        new GlueTable(glue, FLIGHTS).updateColumns();

        assertThat(glue.updates).isEmpty();
    }

    /** A catalog with one table of one column, which others update before our first updates. */
    private static final class ChangingCatalog implements GlueClient {
        private final List<UpdateTableRequest> updates = new ArrayList<>();
        private int otherUpdates;
        private int version;
        private Table table = Table.builder()
                .name("flights")
                .versionId("0")
                .storageDescriptor(StorageDescriptor.builder()
                        .columns(Column.builder().name("id").type("bigint").build())
                        .build())
                .build();

        @Override
        public GetTableResponse getTable(GetTableRequest request) {
            return GetTableResponse.builder().table(table).build();
        }

        @Override
        public UpdateTableResponse updateTable(UpdateTableRequest request) {
            updates.add(request);
            if (updates.size() <= otherUpdates) {
                version++;
                table = table.toBuilder()
                        .versionId(String.valueOf(version))
                        .description("change " + version)
                        .build();
            }
            if (!request.versionId().equals(table.versionId())) {
                throw ConcurrentModificationException.builder().build();
            }
            version++;
            table = table.toBuilder()
                    .versionId(String.valueOf(version))
                    .description(request.tableInput().description())
                    .storageDescriptor(request.tableInput().storageDescriptor())
                    .build();
            return UpdateTableResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "glue";
        }

        @Override
        public void close() {}
    }
}
