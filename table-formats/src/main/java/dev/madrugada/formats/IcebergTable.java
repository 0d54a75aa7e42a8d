package dev.madrugada.formats;

import dev.madrugada.common.iceberg.FieldIdFiles;
import dev.madrugada.common.iceberg.MetadataPointer;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMappingParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Iceberg table of format version 2, partitioned by the event day. A commit is one overwrite of the partitions; the
 * catalog's entry is replaced only if it still names the metadata that the commit started from.
 */
final class IcebergTable implements TableFormat {
    private static final Logger LOG = LoggerFactory.getLogger(IcebergTable.class);
    private static final String FORMAT = "Iceberg";
    private static final int FORMAT_VERSION = 2;

    private final FormatTable table;
    private final ObjectStore store;
    private final MetadataPointer pointer;
    private final PublishedPartitions published;
    private final Clock clock;

    IcebergTable(
            FormatTable table, ObjectStore store, MetadataPointer pointer, PublishedPartitions published, Clock clock) {
        this.table = table;
        this.store = store;
        this.pointer = pointer;
        this.published = published;
        this.clock = clock;
    }

    /** The folder for what Iceberg writes itself: metadata, and data files of its own tools. */
    static URI folder(LakeTable table) {
        return table.root().resolve("_iceberg/");
    }

    @Override
    public CommittedVersion commit(String runId, Collection<Partition> partitions) {
        try {
            Optional<IcebergOperations> existing = open();
            IcebergSchema schema = schema();
            if (existing.isEmpty()) {
                return overwrite(runId, create(schema), published.all(), schema);
            }
            updateColumns(existing.get(), schema);
            return overwrite(runId, existing.get(), published.of(partitions), schema);
        } catch (IcebergOperations.LostRace lost) {
            throw FormatFaults.lostRace(table, FORMAT, "another metadata file in the catalog")
                    .exception(lost);
        }
    }

    @Override
    public void prepare() {
        open().ifPresent(operations -> {
            var unused = schema().isCurrentIn(operations.current().schema());
        });
    }

    /** Metadata has absolute paths, so new metadata is written, and the entry is replaced once by the whole table. */
    @Override
    public CommittedVersion register(String runId) {
        Optional<URI> before = pointer.current();
        if (before.filter(this::isHere).isPresent()) {
            return commit(
                    runId, published.all().stream().map(Manifest::partition).toList());
        }
        NewEntry entry = new NewEntry();
        CommittedVersion version = new IcebergTable(table, store, entry, published, clock).commit(runId, List.of());
        if (!pointer.replace(before, entry.current().orElseThrow())) {
            throw FormatFaults.lostRace(table, FORMAT, "another metadata file in the catalog")
                    .exception();
        }
        return version;
    }

    @Override
    public Set<URI> files() {
        return open().map(operations -> {
                    Set<URI> files = new HashSet<>();
                    files(named(operations).newScan()).values().forEach(files::addAll);
                    return files;
                })
                .orElse(Set.of());
    }

    private IcebergSchema schema() {
        return new IcebergSchema(table, new FieldIdFiles(store, table.table()).assigned(table.columns()));
    }

    /** The files of all snapshots: a commit expires those that a reader can no longer need. */
    @Override
    public Set<URI> since(Instant start) {
        return open().map(operations -> {
                    Table head = named(operations);
                    Set<URI> files = new HashSet<>();
                    head.snapshots()
                            .forEach(snapshot -> files(head.newScan().useSnapshot(snapshot.snapshotId()))
                                    .values()
                                    .forEach(files::addAll));
                    return files;
                })
                .orElse(Set.of());
    }

    /**
     * The table's metadata; empty if the catalog does not have the table.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidArguments if the entry is of another lake
     */
    private Optional<IcebergOperations> open() {
        pointer.current().filter(metadata -> !isHere(metadata)).ifPresent(metadata -> {
            throw FormatFaults.otherLake(table, metadata).exception();
        });
        return IcebergOperations.open(store, pointer, metadataFolder());
    }

    private boolean isHere(URI metadata) {
        return metadata.toString().startsWith(table.root().toString());
    }

    private URI metadataFolder() {
        return folder(table.table()).resolve("metadata/");
    }

    private IcebergOperations create(IcebergSchema schema) {
        Schema columns = schema.schema();
        TableMetadata first = TableMetadata.buildFromEmpty(FORMAT_VERSION)
                .setLocation(withoutSlash(table.root()))
                .setCurrentSchema(columns, schema.ids().last())
                .setDefaultPartitionSpec(PartitionSpec.builderFor(columns)
                        .identity(table.partitionColumn())
                        .build())
                .setDefaultSortOrder(SortOrder.unsorted())
                .setProperties(properties(columns))
                .build();
        return IcebergOperations.create(store, pointer, metadataFolder(), first);
    }

    /**
     * Tools that write the table write below one folder, which contains nothing of ours. The mapping of names is for
     * files that were published before the dataset had this format: they have no ids.
     */
    private Map<String, String> properties(Schema columns) {
        Map<String, String> properties = new HashMap<>();
        properties.put(TableProperties.WRITE_METADATA_LOCATION, withoutSlash(metadataFolder()));
        properties.put(
                TableProperties.WRITE_DATA_LOCATION,
                withoutSlash(folder(table.table()).resolve("data/")));
        properties.put(TableProperties.DEFAULT_NAME_MAPPING, NameMappingParser.toJson(MappingUtil.create(columns)));
        return properties;
    }

    private void updateColumns(IcebergOperations operations, IcebergSchema schema) {
        TableMetadata head = operations.current();
        if (!schema.isCurrentIn(head.schema())) {
            Schema columns = schema.schema();
            operations.commit(
                    head,
                    TableMetadata.buildFrom(head)
                            .setCurrentSchema(
                                    columns,
                                    Math.max(head.lastColumnId(), schema.ids().last()))
                            .setProperties(properties(columns))
                            .build());
        }
    }

    private CommittedVersion overwrite(
            String runId, IcebergOperations operations, List<Manifest> due, IcebergSchema schema) {
        Table head = named(operations);
        List<Manifest> changed =
                PublishedPartitions.changed(due, files(head.newScan().filter(inAny(due))));
        List<Partition> replaced = changed.stream().map(Manifest::partition).toList();
        if (changed.isEmpty()) {
            return new CommittedVersion(operations.current().lastSequenceNumber(), replaced);
        }
        Transaction commit = head.newTransaction();
        OverwriteFiles overwrite = commit.newOverwrite().overwriteByRowFilter(inAny(changed));
        overwrite.set("madrugada.run-id", runId);
        for (Manifest manifest : changed) {
            overwrite.set(
                    "madrugada.content." + manifest.partition(),
                    manifest.content().text());
            manifest.files().forEach(file -> overwrite.addFile(dataFile(head.spec(), schema, manifest, file)));
        }
        overwrite.commit();
        IcebergSnapshots.expire(commit, head, clock.instant());
        commit.commitTransaction();
        long version = operations.current().lastSequenceNumber();
        LOG.info("{}: Iceberg's sequence number {} has {} new partitions", table.table(), version, replaced.size());
        return new CommittedVersion(version, replaced);
    }

    private DataFile dataFile(PartitionSpec spec, IcebergSchema schema, Manifest manifest, Manifest.DataFile file) {
        return DataFiles.builder(spec)
                .withPath(manifest.location().resolve(file.path()).toString())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.bytes())
                .withPartitionPath(manifest.partition().toString())
                .withMetrics(IcebergMetrics.of(spec.schema(), schema.ids(), table.fileColumns(), manifest, file))
                .build();
    }

    private Table named(IcebergOperations operations) {
        return new BaseTable(operations, table.table().toString(), report -> {});
    }

    private Expression inAny(List<Manifest> manifests) {
        return manifests.stream()
                .<Expression>map(manifest -> Expressions.equal(
                        table.partitionColumn(), manifest.partition().day().toString()))
                .reduce(Expressions.alwaysFalse(), Expressions::or);
    }

    /** The files of a scan's snapshot and filter, per partition. */
    private Map<Partition, Set<URI>> files(TableScan scan) {
        Map<Partition, Set<URI>> files = new TreeMap<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            for (FileScanTask task : tasks) {
                Integer day = task.file().partition().get(0, Integer.class);
                Partition partition = new Partition(table.partitionColumn(), LocalDate.ofEpochDay(day));
                files.computeIfAbsent(partition, key -> new HashSet<>())
                        .add(URI.create(task.file().location()));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return files;
    }

    private static String withoutSlash(URI folder) {
        String text = folder.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
