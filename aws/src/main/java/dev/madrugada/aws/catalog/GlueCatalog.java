package dev.madrugada.aws.catalog;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * A table of the Glue Data Catalog whose partitions' locations follow what is published. The database and the table
 * are made where they are not there yet.
 */
public final class GlueCatalog implements PartitionCatalog {
    private final GlueClient glue;
    private final CatalogTable table;

    /**
     * A table in the catalog.
     *
     * @param root where the table's folder is
     */
    public record CatalogTable(String database, String name, URI root, List<Column> columns, String partitionColumn) {
        public CatalogTable {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Keeps a table's partitions.
     *
     * @param glue stays the caller's
     */
    public GlueCatalog(GlueClient glue, CatalogTable table) {
        this.glue = glue;
        this.table = table;
    }

    @Override
    public Optional<URI> location(Partition partition) {
        return calling(() -> {
            try {
                String location = glue.getPartition(get -> get.databaseName(table.database())
                                .tableName(table.name())
                                .partitionValues(partition.day().toString()))
                        .partition()
                        .storageDescriptor()
                        .location();
                return Optional.of(URI.create(location));
            } catch (EntityNotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void pointTo(Partition partition, URI location) {
        PartitionInput input = PartitionInput.builder()
                .values(partition.day().toString())
                .storageDescriptor(storage(location))
                .build();
        calling(() -> {
            createTable();
            try {
                glue.createPartition(create -> create.databaseName(table.database())
                        .tableName(table.name())
                        .partitionInput(input));
            } catch (AlreadyExistsException there) {
                glue.updatePartition(update -> update.databaseName(table.database())
                        .tableName(table.name())
                        .partitionValueList(input.values())
                        .partitionInput(input));
            }
            return location;
        });
    }

    private void createTable() {
        try {
            glue.getTable(get -> get.databaseName(table.database()).name(table.name()));
            return;
        } catch (EntityNotFoundException absent) {
            createDatabase();
        }
        try {
            glue.createTable(create -> create.databaseName(table.database())
                    .tableInput(input -> input.name(table.name())
                            .tableType("EXTERNAL_TABLE")
                            .parameters(java.util.Map.of("classification", "parquet"))
                            .partitionKeys(column(table.partitionColumn(), "date"))
                            .storageDescriptor(storage(table.root()))));
        } catch (AlreadyExistsException another) {
            return;
        }
    }

    private void createDatabase() {
        try {
            glue.createDatabase(create -> create.databaseInput(input -> input.name(table.database())));
        } catch (AlreadyExistsException there) {
            return;
        }
    }

    private StorageDescriptor storage(URI location) {
        return StorageDescriptor.builder()
                .location(location.toString())
                .inputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat")
                .outputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat")
                .serdeInfo(SerDeInfo.builder()
                        .serializationLibrary("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe")
                        .build())
                .columns(table.columns().stream()
                        .map(column -> column(column.name(), hiveType(column.type())))
                        .toList())
                .build();
    }

    private static software.amazon.awssdk.services.glue.model.Column column(String name, String type) {
        return software.amazon.awssdk.services.glue.model.Column.builder()
                .name(name)
                .type(type)
                .build();
    }

    private static String hiveType(ColumnType type) {
        return switch (type.kind()) {
            case INTEGER -> "int";
            case VARCHAR -> "string";
            default -> type.toString();
        };
    }

    private <T> T calling(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw new Fault(
                            ErrorCode.SinkUnavailable,
                            "Glue catalog " + table.database() + "." + table.name(),
                            "the catalog did not do what was asked",
                            failed.getClass().getSimpleName(),
                            "see that the role may read and write this table; the night can be run again")
                    .exception(failed);
        }
    }
}
