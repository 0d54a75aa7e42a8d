package dev.madrugada.aws.catalog;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.PartitionInput;

/**
 * A table of the Glue Data Catalog. Each partition's location is set to its published files. The database and the table
 * are created if they do not exist. A column whose type Hive cannot write is left out: it is in the files, and Athena
 * does not see it.
 */
public final class GlueCatalog implements PartitionCatalog {
    private final GlueClient glue;
    private final CatalogTable table;
    private final GlueTable glueTable;

    /**
     * Name and schema of a table in the catalog.
     *
     * @param root URI of the table's folder
     */
    public record CatalogTable(String database, String name, URI root, List<Column> columns, String partitionColumn) {
        public CatalogTable {
            columns = List.copyOf(columns);
        }
    }

    /**
     * Creates the catalog of one table.
     *
     * @param glue the client; the caller closes it
     */
    public GlueCatalog(GlueClient glue, CatalogTable table) {
        this.glue = glue;
        this.table = table;
        this.glueTable = new GlueTable(glue, table);
    }

    @Override
    public Optional<URI> location(Partition partition) {
        return convertingErrors(() -> {
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

    /**
     * Creates the database and the table if they do not exist, and reads a partition. A missing permission is thus
     * reported before the work starts. Changes nothing else.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing if access is denied, SinkUnavailable if Glue
     *     is unavailable
     */
    @Override
    public void prepare(Partition partition) {
        convertingErrors(() -> {
            glueTable.createIfAbsent();
            return table;
        });
        var unused = location(partition);
    }

    @Override
    public void updateColumns() {
        convertingErrors(() -> {
            glueTable.updateColumns();
            return table;
        });
    }

    @Override
    public void pointTo(Partition partition, URI location) {
        PartitionInput input = PartitionInput.builder()
                .values(partition.day().toString())
                .storageDescriptor(glueTable.storage(location))
                .build();
        convertingErrors(() -> {
            glueTable.createIfAbsent();
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

    private <T> T convertingErrors(Supplier<T> call) {
        String name = table.database() + "." + table.name();
        return new AwsCall(
                        "Glue catalog " + name,
                        "the catalog",
                        new AwsCall.Codes(ErrorCode.SinkUnavailable, ErrorCode.InvalidArguments),
                        new AwsCall.Fixes(
                                "allow the role glue:GetDatabase, CreateDatabase, GetTable, CreateTable, UpdateTable,"
                                        + " GetPartition, CreatePartition and UpdatePartition on " + name
                                        + "; where Lake Formation"
                                        + " governs the catalog, grant it CREATE_TABLE on the database, ALTER and INSERT on"
                                        + " the table, and the data location of the lake",
                                "find out what else deletes tables of this database, and run the night again",
                                "check that the contract's catalog.database is a valid Glue name"))
                .run(call);
    }
}
