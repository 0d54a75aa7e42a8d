package dev.madrugada.aws.catalog;

import dev.madrugada.common.error.RetryableException;
import dev.madrugada.common.iceberg.MetadataPointer;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/**
 * The entry of an Iceberg table in the Glue Data Catalog, in the form in which Iceberg's own Glue catalog keeps it; so
 * Spark, Athena and Redshift read the table.
 *
 * @see <a href="https://iceberg.apache.org/docs/1.10.0/aws/#glue-catalog">Iceberg's Glue catalog</a>
 */
public final class GlueMetadataPointer implements MetadataPointer {
    private static final String ICEBERG = "ICEBERG";
    private static final String METADATA = "metadata_location";
    private static final String PREVIOUS = "previous_metadata_location";

    private final GlueEntry entry;

    /**
     * Creates the pointer of one table.
     *
     * @param glue the client; the caller closes it
     */
    public GlueMetadataPointer(GlueClient glue, GlueCatalog.CatalogTable table) {
        this.entry = new GlueEntry(glue, table);
    }

    @Override
    public Optional<URI> current() {
        return entry.read().flatMap(this::location);
    }

    @Override
    public boolean replace(Optional<URI> expected, URI next) {
        Optional<Table> read = entry.read();
        if (!read.flatMap(this::location).equals(expected)) {
            return false;
        }
        Map<String, String> parameters =
                new TreeMap<>(Map.of(GlueEntry.TABLE_TYPE, ICEBERG, METADATA, next.toString()));
        expected.ifPresent(before -> parameters.put(PREVIOUS, before.toString()));
        TableInput input = TableInput.builder()
                .name(entry.table().name())
                .tableType("EXTERNAL_TABLE")
                .parameters(GlueEntry.parameters(read, parameters))
                .storageDescriptor(StorageDescriptor.builder()
                        .location(entry.location())
                        .columns(entry.columns())
                        .build())
                .build();
        try {
            return (read.isPresent() ? entry.update(read.get(), input) : entry.create(input)) || isCurrent(next);
        } catch (RetryableException unanswered) {
            // The request may have been carried out although its answer was lost.
            if (isCurrent(next)) {
                return true;
            }
            throw unanswered;
        }
    }

    private boolean isCurrent(URI metadata) {
        return current().equals(Optional.of(metadata));
    }

    private Optional<URI> location(Table table) {
        return Optional.ofNullable(
                        entry.requireType(table, ICEBERG).parameters().get(METADATA))
                .map(URI::create);
    }
}
