package dev.madrugada.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.TableCatalog;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Delta table whose log this class writes itself: a commit is one create-if-absent put of the entry after the version
 * that was read. The table has reader version 1 and writer version 2, no deletion vectors and no column mapping.
 *
 * <p>Delta Kernel is not used: if it loses the race for a version, it tries the next one, and its conflict check allows
 * for appends only, so two commits that replace one partition would both stand.
 */
final class DeltaTable implements TableFormat {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaTable.class);
    private static final String FORMAT = "Delta";

    private final FormatTable table;
    private final DeltaLog log;
    private final PublishedPartitions published;
    private final TableCatalog catalog;
    private final Clock clock;

    DeltaTable(FormatTable table, DeltaLog log, PublishedPartitions published, TableCatalog catalog, Clock clock) {
        this.table = table;
        this.log = log;
        this.published = published;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public CommittedVersion commit(String runId, Collection<Partition> partitions) {
        CommittedVersion version = commitToLog(runId, partitions);
        catalog.register();
        return version;
    }

    private CommittedVersion commitToLog(String runId, Collection<Partition> partitions) {
        DeltaSnapshot head = log.snapshot();
        log.save(head, clock.instant());
        List<Manifest> due = head.exists() ? published.of(partitions) : published.all();
        List<Manifest> changed = PublishedPartitions.changed(due, head.files(table));
        ObjectNode schema = DeltaSchema.of(table.columns());
        boolean sameColumns = sameColumns(head, schema);
        List<Partition> replaced = changed.stream().map(Manifest::partition).toList();
        if (changed.isEmpty() && sameColumns) {
            return new CommittedVersion(head.version(), replaced);
        }
        long next = head.version() + 1;
        if (!log.create(next, entry(runId, head, changed, schema, sameColumns).actions())) {
            throw FormatFaults.lostRace(table, FORMAT, "version " + next).exception();
        }
        LOG.info("{}: Delta version {} has {} new partitions", table.table(), next, replaced.size());
        return new CommittedVersion(next, replaced);
    }

    @Override
    public void prepare() {
        var unused = sameColumns(log.snapshot(), DeltaSchema.of(table.columns()));
        catalog.prepare();
    }

    /** The log's paths are relative, so the next commit of any night does the same. */
    @Override
    public CommittedVersion register(String runId) {
        return commit(runId, published.all().stream().map(Manifest::partition).toList());
    }

    @Override
    public Set<URI> files() {
        return log.snapshot().files(table).values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<URI> since(Instant start) {
        boolean isLongAgo = start.isBefore(clock.instant().minus(DeltaStates.REMOVALS));
        DeltaSnapshot head = isLongAgo ? log.replayed() : log.snapshot();
        return Stream.concat(
                        head.adds().keySet().stream(),
                        head.removes().entrySet().stream()
                                .filter(removed -> removed.getValue() >= start.toEpochMilli())
                                .map(Map.Entry::getKey))
                .map(table.root()::resolve)
                .collect(Collectors.toUnmodifiableSet());
    }

    private DeltaEntry entry(
            String runId, DeltaSnapshot head, List<Manifest> changed, ObjectNode schema, boolean sameColumns) {
        DeltaEntry entry = new DeltaEntry(table, clock.instant());
        entry.describeCommit(runId, head.version(), changed);
        JsonNode metaData = head.metaData();
        if (metaData == null) {
            entry.createTable(schema);
        } else if (!sameColumns) {
            entry.changeTable(metaData, schema);
        }
        Map<Partition, Manifest> replacements =
                changed.stream().collect(Collectors.toMap(Manifest::partition, manifest -> manifest));
        Set<URI> added =
                changed.stream().flatMap(manifest -> manifest.uris().stream()).collect(Collectors.toSet());
        head.adds().forEach((path, add) -> {
            // A file that stays is added again with its new statistics, and is not removed in the same version.
            boolean stays = added.contains(table.root().resolve(path));
            if (replacements.containsKey(DeltaSnapshot.partition(add, table)) && !stays) {
                entry.remove(add);
            }
        });
        changed.forEach(manifest -> manifest.files().forEach(file -> entry.add(manifest, file)));
        return entry;
    }

    private boolean sameColumns(DeltaSnapshot head, ObjectNode schema) {
        JsonNode metaData = head.metaData();
        if (metaData == null) {
            return false;
        }
        JsonNode before =
                DeltaLog.parsed(log.folder(), metaData.path("schemaString").asText());
        if (before.equals(schema)) {
            return true;
        }
        DeltaSchema.requireOnlyAdditions(table, before, schema);
        return false;
    }
}
