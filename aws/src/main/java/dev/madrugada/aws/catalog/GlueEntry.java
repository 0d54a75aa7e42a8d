package dev.madrugada.aws.catalog;

import dev.madrugada.aws.call.AwsCall;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.ConcurrentModificationException;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * A table's entry in the Glue Data Catalog, which is created only if it does not exist, and updated only in the version
 * that was read.
 *
 * @param table its columns are those of the files; a reader sees the partition column after them
 */
record GlueEntry(GlueClient glue, GlueCatalog.CatalogTable table) {
    /** What a table is, to Athena, Redshift and Spark. */
    static final String TABLE_TYPE = "table_type";

    Optional<Table> read() {
        return convertingErrors(() -> {
            try {
                return Optional.of(
                        glue.getTable(get -> get.databaseName(table.database()).name(table.name()))
                                .table());
            } catch (EntityNotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    /** Creates the database if it does not exist, and the table; false if the table exists. */
    boolean create(TableInput input) {
        return convertingErrors(() -> {
            try {
                glue.createDatabase(create -> create.databaseInput(database -> database.name(table.database())));
            } catch (AlreadyExistsException there) {
                // Only the table has to be new.
            }
            try {
                glue.createTable(create -> create.databaseName(table.database()).tableInput(input));
                return true;
            } catch (AlreadyExistsException another) {
                return false;
            }
        });
    }

    /**
     * Replaces the entry; false if it has changed since it was read. An optimistic lock that Glue offers.
     *
     * @see <a href="https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateTable.html">UpdateTable's VersionId</a>
     */
    boolean update(Table read, TableInput input) {
        return convertingErrors(() -> {
            try {
                glue.updateTable(update -> update.databaseName(table.database())
                        .tableInput(input)
                        .versionId(read.versionId())
                        .skipArchive(true));
                return true;
            } catch (ConcurrentModificationException changed) {
                return false;
            }
        });
    }

    /** All columns that Hive's types can express, the partition column at the end. */
    List<software.amazon.awssdk.services.glue.model.Column> columns() {
        List<software.amazon.awssdk.services.glue.model.Column> columns = new ArrayList<>();
        Stream.concat(
                        table.columns().stream(),
                        Stream.of(new Column(table.partitionColumn(), ColumnType.of(ColumnType.Kind.DATE))))
                .forEach(column -> HiveType.of(column.type())
                        .ifPresent(type -> columns.add(software.amazon.awssdk.services.glue.model.Column.builder()
                                .name(column.name())
                                .type(type)
                                .build())));
        return columns;
    }

    /** The table's root as Glue, Athena and Redshift write it: without a slash at the end. */
    String location() {
        String root = table.root().toString();
        return root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    }

    /**
     * Requires that an existing entry has the format.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if it has another format
     */
    Table requireType(Table entry, String type) {
        String found = entry.parameters().getOrDefault(TABLE_TYPE, "PARQUET");
        if (!found.equalsIgnoreCase(type)) {
            throw Fault.of(ErrorCode.InvalidArguments)
                    .at("Glue catalog " + name())
                    .what("the table is there as " + found + ", and the contract's format is " + type)
                    .because("the dataset had another format, or the name belongs to another table")
                    .fix("drop the catalog's table, which deletes no file, and run the night again; or name another"
                            + " catalog.database")
                    .exception();
        }
        return entry;
    }

    /** The entry's parameters, with these added. */
    static Map<String, String> parameters(Optional<Table> entry, Map<String, String> added) {
        Map<String, String> parameters =
                new java.util.TreeMap<>(entry.map(Table::parameters).orElse(Map.of()));
        parameters.putAll(added);
        return parameters;
    }

    private String name() {
        return table.database() + "." + table.name();
    }

    private <T> T convertingErrors(Supplier<T> call) {
        return new AwsCall(
                        "Glue catalog " + name(),
                        "the catalog",
                        new AwsCall.Codes(ErrorCode.SinkUnavailable, ErrorCode.InvalidArguments),
                        new AwsCall.Fixes(
                                "allow the role glue:CreateDatabase, GetTable, CreateTable and UpdateTable on " + name()
                                        + "; where Lake Formation governs the catalog, grant it CREATE_TABLE on the"
                                        + " database, ALTER on the table, and the data location of the lake",
                                "find out what else deletes tables of this database, and run the night again",
                                "check that the contract's catalog.database is a valid Glue name"))
                .run(call);
    }
}
