package dev.madrugada.common.lake;

import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and deletes what nothing can need any more of a table's partitions: old generations, staged content that cannot
 * be published any more, and files that nothing references.
 *
 * <p>Kept are the generations that {@link Retention#GENERATIONS} keeps, staged content whose base is the current
 * generation, because a gate may publish it at any time, the files that a table format references, and every object that
 * is younger than the retention's age. So readers and runs under way lose nothing, provided that they take less time than
 * that. Objects outside the folders of partitions are never touched, except the manifests of these partitions.
 */
public final class GarbageCollection {
    private static final Logger LOG = LoggerFactory.getLogger(GarbageCollection.class);

    private final ObjectStore store;
    private final LakeTable table;
    private final ReferencedFiles references;
    private final Clock clock;
    private final Clock storeClock;

    /** @param clock the run's clock, by which generations are published */
    public GarbageCollection(ObjectStore store, LakeTable table, ReferencedFiles references, Clock clock) {
        this(store, table, references, clock, Clock.systemUTC());
    }

    /** @param storeClock the clock by which the store dates its objects */
    GarbageCollection(ObjectStore store, LakeTable table, ReferencedFiles references, Clock clock, Clock storeClock) {
        this.store = store;
        this.table = table;
        this.references = references;
        this.clock = clock;
        this.storeClock = storeClock;
    }

    /** Deletes the garbage of a partition, and returns what was deleted. */
    public Garbage collect(Partition partition) {
        // Listed before the references are read: a file that a format commits in between was staged before.
        PartitionListing listing = PartitionListing.of(store, table, partition);
        return deleted(inspection().of(listing).garbage());
    }

    /** Deletes the garbage of all partitions, and returns what was deleted. */
    public Garbage collect() {
        return deleted(inventories().stream().map(PartitionInventory::garbage).reduce(Garbage.NONE, Garbage::and));
    }

    /** What the table holds, by partition, in order. Changes nothing. */
    public List<PartitionInventory> inventories() {
        Collection<PartitionListing> listings = PartitionListing.all(store, table);
        PartitionInspection inspection = inspection();
        return listings.stream().map(inspection::of).toList();
    }

    private PartitionInspection inspection() {
        Set<URI> referenced = references.since(storeClock.instant().minus(Retention.GENERATIONS.age()));
        return new PartitionInspection(store, table, referenced, clock.instant(), storeClock.instant());
    }

    private Garbage deleted(Garbage garbage) {
        if (!garbage.isEmpty()) {
            LOG.info(
                    "{}: deleting {} manifests and {} files with {} bytes that nothing needs",
                    table,
                    garbage.manifests().size(),
                    garbage.files().size(),
                    garbage.bytes());
            // Manifests go before their files, so that no manifest ever lists a deleted file.
            store.delete(uris(garbage.manifests()));
            store.delete(uris(garbage.files()));
        }
        return garbage;
    }

    private static List<URI> uris(List<StoredObject> objects) {
        return objects.stream().map(StoredObject::uri).toList();
    }
}
