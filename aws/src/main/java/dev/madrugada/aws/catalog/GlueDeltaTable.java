package dev.madrugada.aws.catalog;

import dev.madrugada.common.lake.TableCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * The entry of a Delta table in the Glue Data Catalog, in the form of Glue's crawler for native Delta tables. Athena takes
 * the location from it and everything else from the table's log. The input format is not Parquet's: a reader that does not
 * know Delta fails, and does not read old generations with the current one.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/delta-lake-tables.html">Delta tables in Athena</a>
 */
public final class GlueDeltaTable implements TableCatalog {
    private static final String DELTA = "DELTA";
    private static final Map<String, String> PARAMETERS = Map.of(
            GlueEntry.TABLE_TYPE,
            DELTA,
            "spark.sql.sources.provider",
            "delta",
            "classification",
            "delta",
            "EXTERNAL",
            "TRUE");

    private final GlueEntry entry;

    /**
     * Creates the entry of one table.
     *
     * @param glue the client; the caller closes it
     */
    public GlueDeltaTable(GlueClient glue, GlueCatalog.CatalogTable table) {
        this.entry = new GlueEntry(glue, table);
    }

    @Override
    public void prepare() {
        entry.read().ifPresent(read -> entry.requireType(read, DELTA));
    }

    @Override
    public void register() {
        Optional<Table> read = entry.read();
        List<Column> columns = entry.columns();
        if (read.filter(found -> isCurrent(found, columns)).isPresent()) {
            return;
        }
        TableInput input = TableInput.builder()
                .name(entry.table().name())
                .tableType("EXTERNAL_TABLE")
                .parameters(GlueEntry.parameters(read, PARAMETERS))
                .storageDescriptor(storage(columns))
                .build();
        // If another run was faster, it wrote the same, or the next night writes the columns.
        var unused = read.isPresent() ? entry.update(read.get(), input) : entry.create(input);
    }

    /** After a lake was copied, the entry may still have the location of the old one. */
    private boolean isCurrent(Table found, List<Column> columns) {
        StorageDescriptor storage = entry.requireType(found, DELTA).storageDescriptor();
        return storage.columns().equals(columns) && (entry.location() + "/").equals(storage.location());
    }

    private StorageDescriptor storage(List<Column> columns) {
        return StorageDescriptor.builder()
                .location(entry.location() + "/")
                .columns(columns)
                .inputFormat("org.apache.hadoop.mapred.SequenceFileInputFormat")
                .outputFormat("org.apache.hadoop.hive.ql.io.HiveSequenceFileOutputFormat")
                .serdeInfo(SerDeInfo.builder()
                        .serializationLibrary("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")
                        .parameters(Map.of("path", entry.location() + "/", "serialization.format", "1"))
                        .build())
                .build();
    }
}
