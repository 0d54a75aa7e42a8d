package dev.madrugada.aws.catalog;

import dev.madrugada.aws.catalog.GlueCatalog.CatalogTable;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The table in the Glue Data Catalog: its creation, and its columns with the contract's descriptions as comments. */
record GlueTable(GlueClient glue, CatalogTable table) {
    private static final Logger LOG = LoggerFactory.getLogger(GlueTable.class);
    private static final int ROUNDS = 5;
    /** The longest comment of a column, in bytes of UTF-8. */
    private static final int LONGEST_COMMENT = 255;

    /** Creates the database and the table if they do not exist. */
    void createIfAbsent() {
        if (found().isPresent()) {
            return;
        }
        createDatabase();
        try {
            glue.createTable(create -> create.databaseName(table.database())
                    .tableInput(input -> input.name(table.name())
                            .tableType("EXTERNAL_TABLE")
                            .parameters(Map.of("classification", "parquet"))
                            .partitionKeys(column(table.partitionColumn(), "date", ""))
                            .storageDescriptor(storage(table.root()))));
        } catch (AlreadyExistsException another) {
            return;
        }
    }

    /**
     * Gives the table the contract's columns and keeps all else that the table has. Each update names the version that it
     * replaces, so that no other change of the table is lost; if there was one, the table is read again.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTable.html">UpdateTable, VersionId</a>
     */
    void updateColumns() {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Table> found = found();
            if (found.isEmpty() || hasColumns(found.get())) {
                return;
            }
            try {
                update(found.get());
                return;
            } catch (ConcurrentModificationException another) {
                LOG.info("{}.{} was changed meanwhile and is read again", table.database(), table.name());
            }
        }
        throw Fault.of(ErrorCode.SinkUnavailable)
                .at("Glue catalog " + table.database() + "." + table.name())
                .what("its columns could not be updated in " + ROUNDS + " attempts")
                .because("something else changes the table all the time")
                .fix("the stage is retried; find out what else updates the table, such as a crawler")
                .exception();
    }

    /** The storage of the table or of a partition, with the columns. */
    StorageDescriptor storage(URI location) {
        return StorageDescriptor.builder()
                .location(location.toString())
                .inputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat")
                .outputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat")
                .serdeInfo(SerDeInfo.builder()
                        .serializationLibrary("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe")
                        .build())
                .columns(columns())
                .build();
    }

    private Optional<Table> found() {
        try {
            return Optional.of(
                    glue.getTable(get -> get.databaseName(table.database()).name(table.name()))
                            .table());
        } catch (EntityNotFoundException absent) {
            return Optional.empty();
        }
    }

    private void createDatabase() {
        try {
            glue.createDatabase(create -> create.databaseInput(input -> input.name(table.database())));
        } catch (AlreadyExistsException there) {
            return;
        }
    }

    private void update(Table found) {
        TableInput input = TableInput.builder()
                .name(found.name())
                .description(found.description())
                .owner(found.owner())
                .retention(found.retention())
                .tableType(found.tableType())
                .parameters(found.hasParameters() ? found.parameters() : null)
                .partitionKeys(found.hasPartitionKeys() ? found.partitionKeys() : null)
                .lastAccessTime(found.lastAccessTime())
                .lastAnalyzedTime(found.lastAnalyzedTime())
                .storageDescriptor(found.storageDescriptor().copy(storage -> storage.columns(columns())))
                .build();
        glue.updateTable(update ->
                update.databaseName(table.database()).tableInput(input).versionId(found.versionId()));
        LOG.info(
                "event=catalog-columns table={}.{} columns=\"{}\"",
                table.database(),
                table.name(),
                columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList());
    }

    private boolean hasColumns(Table found) {
        List<Column> columns = found.storageDescriptor().columns().stream()
                .map(column -> column(column.name(), column.type(), column.comment() == null ? "" : column.comment()))
                .toList();
        return columns.equals(columns());
    }

    private List<Column> columns() {
        return table.columns().stream()
                .flatMap(column ->
                        HiveType.of(column.type())
                                .map(type -> column(column.name(), type, comment(column.description())))
                                .stream())
                .toList();
    }

    private static Column column(String name, String type, String comment) {
        Column.Builder column = Column.builder().name(name).type(type);
        return comment.isEmpty() ? column.build() : column.comment(comment).build();
    }

    /** As much of the description as the catalog takes. */
    private static String comment(String description) {
        String comment = description;
        while (comment.getBytes(StandardCharsets.UTF_8).length > LONGEST_COMMENT) {
            comment = comment.substring(0, comment.offsetByCodePoints(comment.length(), -1));
        }
        return comment;
    }
}
