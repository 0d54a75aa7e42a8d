package dev.madrugada.aws.catalog;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.PartitionCatalog;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.glue.GlueClient;

/**
 * The catalog of a dataset's curated partitions: the Glue Data Catalog if the contract names a catalog, the lake is on S3
 * and the format is Parquet; otherwise {@link PartitionCatalog#NONE}, because readers of Delta and Iceberg find a table's
 * files by its log. {@link #close} closes the Glue client.
 */
public record OpenCatalog(PartitionCatalog catalog, Optional<GlueClient> glue) implements AutoCloseable {
    public static OpenCatalog of(DatasetContract contract, URI lake, AwsClients clients) {
        if (contract.catalog().isEmpty() || contract.format() != LakeFormat.PARQUET || !"s3".equals(lake.getScheme())) {
            return new OpenCatalog(PartitionCatalog.NONE, Optional.empty());
        }
        GlueClient glue = clients.glue();
        GlueCatalog.CatalogTable table = new GlueCatalog.CatalogTable(
                contract.catalog().get().database(),
                contract.dataset(),
                new LakeLayout(lake).curated(contract.dataset()).root(),
                contract.curatedColumns(),
                contract.eventTime().partition());
        return new OpenCatalog(new GlueCatalog(glue, table), Optional.of(glue));
    }

    @Override
    public void close() {
        glue.ifPresent(GlueClient::close);
    }
}
