package dev.madrugada.formats;

import dev.madrugada.common.lake.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;

/** Which snapshots of a table can still be read: as long as the generations whose files they name. */
final class IcebergSnapshots {
    private IcebergSnapshots() {}

    /** The current snapshot, and those that were replaced so recently that a reader may be under way. */
    static List<Snapshot> kept(Table table, Instant now) {
        List<Snapshot> snapshots = new ArrayList<>();
        table.snapshots().forEach(snapshots::add);
        snapshots.sort(Comparator.comparingLong(Snapshot::sequenceNumber));
        List<Snapshot> kept = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            boolean isLast = i == snapshots.size() - 1;
            if (isLast
                    || Retention.GENERATIONS.isYoung(
                            Instant.ofEpochMilli(snapshots.get(i + 1).timestampMillis()), now)) {
                kept.add(snapshots.get(i));
            }
        }
        return kept;
    }

    /**
     * Expires all other snapshots as a part of a commit. Iceberg's own cleanup deletes their manifests; see {@link
     * StoreFileIO#deleteFile} for data files.
     *
     * @param head the table before the commit
     */
    static void expire(Transaction commit, Table head, Instant now) {
        Set<Long> kept = kept(head, now).stream().map(Snapshot::snapshotId).collect(Collectors.toSet());
        List<Long> expired = new ArrayList<>();
        for (Snapshot snapshot : head.snapshots()) {
            if (!kept.contains(snapshot.snapshotId())) {
                expired.add(snapshot.snapshotId());
            }
        }
        if (!expired.isEmpty()) {
            // Nothing is expired by its own age: a snapshot may be the current one for weeks.
            ExpireSnapshots expire = commit.expireSnapshots().expireOlderThan(0);
            expired.forEach(expire::expireSnapshotId);
            expire.commit();
        }
    }
}
