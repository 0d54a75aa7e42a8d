package dev.madrugada.common.lake;

import dev.madrugada.common.json.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The published generations of a table's partitions. A publication creates the manifest of the next generation, only if
 * that manifest does not exist. Before this one write, readers see nothing of the new generation; after it, they see
 * all of it. The greatest generation is the current one.
 */
public final class PartitionCommits {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionCommits.class);
    private static final int CATALOG_ROUNDS = 10;

    private final ObjectStore store;
    private final LakeTable table;
    private final PartitionCatalog catalog;
    private final Clock clock;

    public PartitionCommits(ObjectStore store, LakeTable table, PartitionCatalog catalog, Clock clock) {
        this.store = store;
        this.table = table;
        this.catalog = catalog;
        this.clock = clock;
    }

    public LakeTable table() {
        return table;
    }

    /** The current generation of every partition, by one listing. Call it before the run reads its inputs. */
    public ExpectedGenerations expected() {
        return new ExpectedGenerations(generations(table.generations()).stream()
                .collect(Collectors.toMap(ListedGeneration::partition, ListedGeneration::number, Math::max)));
    }

    /** The partition's current generation; empty if nothing was ever published. */
    public Optional<Manifest> current(Partition partition) {
        return generations(table.generations(partition)).stream()
                .max(Comparator.naturalOrder())
                .map(latest -> manifest(latest.uri()));
    }

    /**
     * Whether the generation is still its partition's current one with the same content, and all files that its
     * manifest lists exist with their sizes. This takes two listings and opens no data file.
     */
    public boolean isCurrent(Generation generation) {
        return current(generation.partition())
                .filter(manifest -> manifest.identity().equals(generation))
                .filter(this::isIntact)
                .isPresent();
    }

    /** As {@link #current}, but throws InputMissing if nothing was ever published. */
    public Manifest require(Partition partition) {
        return current(partition)
                .orElseThrow(() -> LakeFaults.notPublished(table, partition).exception());
    }

    /**
     * The manifest of a generation, which must still be the current one.
     *
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict if another run published a newer one
     */
    public Manifest requireCurrent(Generation expected) {
        Manifest manifest = require(expected.partition());
        if (!manifest.identity().equals(expected)) {
            throw LakeFaults.notCurrent(table, expected, manifest).exception();
        }
        return manifest;
    }

    /**
     * Requires that each file that the manifest lists exists with its size. The files' contents are not read.
     *
     * @return the manifest
     * @throws dev.madrugada.common.error.TerminalException InputMissing if a file is missing or has another size
     */
    public Manifest requireIntact(Manifest manifest) {
        ListedFiles.of(manifest, store).damaged().stream().findFirst().ifPresent(damaged -> {
            throw LakeFaults.damaged(table, manifest, damaged).exception();
        });
        return manifest;
    }

    /**
     * Publishes a staged partition as the generation after its base. If the current generation has the same content and
     * all its files exist with their sizes, nothing is published. If files of the current generation are damaged, the
     * same content is published again.
     *
     * @return the generation that is current afterwards
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict if another run published other content
     *     after the staged partition's base was read: the staged content may come from older inputs
     */
    public Manifest publish(StagedPartition staged) {
        Optional<Manifest> before = current(staged.partition());
        if (before.isPresent() && before.get().content().equals(staged.content()) && isIntact(before.get())) {
            LOG.info(
                    "{} {} is unchanged, generation {} stays",
                    table,
                    staged.partition(),
                    before.get().generation());
            discard(staged.location());
            return pointed(before.get());
        }
        Manifest next = new Manifest(
                Manifest.VERSION,
                table.dataset(),
                staged.partition(),
                staged.base() + 1,
                staged.runId(),
                clock.instant(),
                staged.location(),
                staged.files(),
                staged.columns(),
                staged.content(),
                staged.complete().orElse(null));
        long published = before.map(Manifest::generation).orElse(0L);
        // The create-if-absent alone is not enough: garbage collection may have deleted an old manifest of that number.
        if (published != staged.base()
                || !store.create(table.generation(staged.partition(), next.generation()), Json.write(next))) {
            throw LakeFaults.publishedMeanwhile(table, staged, Math.max(published, next.generation()))
                    .exception();
        }
        LOG.info(
                "{} {}: published generation {} with {} rows",
                table,
                staged.partition(),
                next.generation(),
                next.rows());
        return pointed(next);
    }

    /**
     * Deletes generations and run folders that no running reader can need: all except those that {@link
     * Retention#GENERATIONS} keeps.
     */
    public void collectGarbage(Partition partition) {
        List<ListedGeneration> all = new ArrayList<>(generations(table.generations(partition)));
        all.sort(Comparator.reverseOrder());
        Set<String> kept = new HashSet<>();
        List<URI> dead = new ArrayList<>();
        // A reader may have started to read a generation at any time before the next generation was published.
        Instant supersededAt = Instant.MAX;
        for (int i = 0; i < all.size(); i++) {
            Manifest manifest = manifest(all.get(i).uri());
            boolean isKept = Retention.GENERATIONS.keeps(i, supersededAt, clock.instant());
            supersededAt = manifest.publishedAt();
            if (isKept) {
                kept.add(manifest.location().toString());
            } else {
                dead.add(all.get(i).uri());
            }
        }
        for (ObjectStore.StoredObject object : store.list(table.partitionFolder(partition))) {
            boolean isKept = kept.stream().anyMatch(object.uri().toString()::startsWith);
            if (!isKept && !Retention.GENERATIONS.isYoung(object.modified(), Instant.now(Clock.systemUTC()))) {
                dead.add(object.uri());
            }
        }
        if (!dead.isEmpty()) {
            LOG.info("{} {}: collecting {} dead objects", table, partition, dead.size());
            store.delete(dead);
        }
    }

    private boolean isIntact(Manifest manifest) {
        ListedFiles files = ListedFiles.of(manifest, store);
        if (!files.areThere()) {
            LOG.warn("{} {} is damaged: {}", table, manifest.partition(), files);
        }
        return files.areThere();
    }

    private void discard(URI folder) {
        store.delete(
                store.list(folder).stream().map(ObjectStore.StoredObject::uri).toList());
    }

    /**
     * Sets the catalog's location to the current generation's. Repeats this until the catalog and a re-read manifest
     * agree.
     */
    private Manifest pointed(Manifest published) {
        if (catalog == PartitionCatalog.NONE) {
            return published;
        }
        for (int round = 0; round < CATALOG_ROUNDS; round++) {
            Manifest current = require(published.partition());
            if (catalog.location(current.partition()).equals(Optional.of(current.location()))) {
                return published;
            }
            catalog.pointTo(current.partition(), current.location());
        }
        throw LakeFaults.catalogDisagrees(table, published).exception();
    }

    private List<ListedGeneration> generations(URI folder) {
        return store.list(folder).stream()
                .filter(object -> object.isContentOf(folder))
                .map(object -> ListedGeneration.of(object.uri()))
                .flatMap(Optional::stream)
                .toList();
    }

    private Manifest manifest(URI uri) {
        byte[] bytes = store.read(uri)
                .orElseThrow(() -> LakeFaults.collectedWhileRead(uri).exception());
        return Json.read(bytes, Manifest.class, uri.toString());
    }
}
