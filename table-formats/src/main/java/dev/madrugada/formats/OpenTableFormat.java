package dev.madrugada.formats;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.catalog.GlueCatalog;
import dev.madrugada.aws.catalog.GlueDeltaTable;
import dev.madrugada.aws.catalog.GlueMetadataPointer;
import dev.madrugada.common.contract.Catalog;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.TableCatalog;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * A dataset's curated table in the contract's format; empty for Parquet, whose readers follow the manifests or the
 * catalog's partitions. {@link #close} closes the Glue client.
 */
public record OpenTableFormat(Optional<TableFormat> format, Optional<GlueClient> glue) implements AutoCloseable {
    /** A table in Parquet only. */
    public static final OpenTableFormat NONE = new OpenTableFormat(Optional.empty(), Optional.empty());

    /**
     * Opens the table. Nothing is read or written before the first commit.
     *
     * @param commits the curated table's published partitions
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if the format is Iceberg and the lake is not
     *     on S3, where the catalog's readers are
     */
    public static OpenTableFormat of(
            DatasetContract contract, PartitionCommits commits, ObjectStore store, AwsClients clients, Clock clock) {
        if (contract.format() == LakeFormat.PARQUET) {
            return NONE;
        }
        FormatTable table = new FormatTable(
                commits.table(), contract.curatedColumns(), contract.eventTime().partition());
        PublishedPartitions published = new PublishedPartitions(commits);
        boolean isOnS3 = "s3".equals(table.root().getScheme());
        Optional<GlueClient> glue = contract.catalog().filter(catalog -> isOnS3).map(catalog -> clients.glue());
        if (contract.format() == LakeFormat.DELTA) {
            TableCatalog entry = glue.<TableCatalog>map(client -> new GlueDeltaTable(client, entry(table, contract)))
                    .orElse(TableCatalog.NONE);
            DeltaLog log = DeltaLog.of(store, table);
            return new OpenTableFormat(Optional.of(new DeltaTable(table, log, published, entry, clock)), glue);
        }
        GlueMetadataPointer pointer = glue.map(client -> new GlueMetadataPointer(client, entry(table, contract)))
                .orElseThrow(() -> notOnS3(table).exception());
        return new OpenTableFormat(Optional.of(new IcebergTable(table, store, pointer, published, clock)), glue);
    }

    private static GlueCatalog.CatalogTable entry(FormatTable table, DatasetContract contract) {
        return new GlueCatalog.CatalogTable(
                contract.catalog().map(Catalog::database).orElseThrow(),
                contract.dataset(),
                table.root(),
                contract.curatedColumns(),
                contract.eventTime().partition());
    }

    private static Fault notOnS3(FormatTable table) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--lake")
                .what("the lake of " + table.table() + " is at " + table.root())
                .because("the Glue catalog names an Iceberg table's current metadata, and its readers read from S3")
                .fix("use a lake that begins with s3:, or another format in the contract");
    }

    @Override
    public void close() {
        glue.ifPresent(GlueClient::close);
    }
}
