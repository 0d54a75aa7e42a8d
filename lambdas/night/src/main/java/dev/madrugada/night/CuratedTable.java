package dev.madrugada.night;

import dev.madrugada.common.lake.GarbageCollection;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.formats.TableFormat;
import java.util.Optional;

/**
 * A dataset's curated table, as the gate publishes it.
 *
 * @param format the table in Delta or Iceberg, which follows the published partitions; empty for Parquet
 */
record CuratedTable(
        PartitionCommits commits, PartitionCatalog catalog, Optional<TableFormat> format, GarbageCollection garbage) {}
