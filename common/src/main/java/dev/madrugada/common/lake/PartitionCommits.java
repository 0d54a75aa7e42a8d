package dev.madrugada.common.lake;

import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
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
    private final StagedPartitions stagedPartitions;

    public PartitionCommits(ObjectStore store, LakeTable table, PartitionCatalog catalog, Clock clock) {
        this.store = store;
        this.table = table;
        this.catalog = catalog;
        this.clock = clock;
        this.stagedPartitions = new StagedPartitions(store, table);
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
     * The current generations of hours, by one listing per day; hours that were never published are left out.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if one of the days is published as a whole
     */
    public NavigableMap<Partition, Manifest> current(Collection<Partition> hours) {
        NavigableMap<Partition, ListedGeneration> latest = new TreeMap<>();
        hours.stream()
                .map(hour -> new Partition(hour.column(), hour.day()))
                .distinct()
                .flatMap(day -> generations(table.generations(day)).stream())
                .forEach(listed ->
                        latest.merge(listed.partition(), listed, BinaryOperator.maxBy(Comparator.naturalOrder())));
        NavigableMap<Partition, Manifest> found = new TreeMap<>();
        latest.forEach((partition, listed) -> {
            if (partition.hour().isEmpty()) {
                throw LakeFaults.wholeDay(table, partition).exception();
            }
            if (hours.contains(partition)) {
                found.put(partition, manifest(listed.uri()));
            }
        });
        return found;
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

    /** Records a staged partition, so that later stages find it. No reader of the table sees it. */
    public void stage(StagedPartition staged) {
        stagedPartitions.add(staged);
        LOG.info("{} {}: staged {} rows in {}", table, staged.partition(), staged.rows(), staged.folder());
    }

    /**
     * What a run staged, as the lake has it now.
     *
     * @param staged the generation that the staged content is to become
     * @param folder the name of the run's folder
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict if other content was published since, or
     *     the staged content is gone
     */
    public PublicationCandidate requireCandidate(Generation staged, String folder) {
        Optional<Manifest> current = current(staged.partition());
        return candidate(current, staged, folder)
                .orElseThrow(() -> LakeFaults.notStaged(
                                table, staged, current.map(Manifest::generation).orElse(0L))
                        .exception());
    }

    /** Whether the content is published, or is still staged and can be published; all its files exist in both cases. */
    public boolean isPublishable(Generation staged, String folder) {
        return candidate(current(staged.partition()), staged, folder)
                .filter(found -> isIntact(found.manifest()))
                .isPresent();
    }

    private Optional<PublicationCandidate> candidate(Optional<Manifest> current, Generation staged, String folder) {
        Optional<StagedPartition> found = stagedPartitions
                .find(staged.partition(), folder)
                .filter(there -> there.content().equals(staged.content()));
        Optional<Manifest> same = current.filter(manifest -> manifest.content().equals(staged.content()))
                .filter(this::isIntact);
        if (same.isPresent()) {
            return Optional.of(new PublicationCandidate(same.get(), found));
        }
        boolean isBaseCurrent = current.map(Manifest::generation).orElse(0L) == staged.number() - 1;
        return found.filter(there -> isBaseCurrent)
                .map(there -> new PublicationCandidate(
                        there.asNextGeneration(table.dataset(), clock.instant()), Optional.of(there)));
    }

    /**
     * Publishes what a run staged; if it is published already, only sets the catalog's location.
     *
     * @return the generation that is current afterwards
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict, see {@link #publish(StagedPartition)}
     */
    public Manifest publish(PublicationCandidate candidate) {
        if (candidate.staged().isEmpty()) {
            return pointed(candidate.manifest());
        }
        Manifest published = publish(candidate.staged().get());
        stagedPartitions.remove(candidate.staged().get());
        return published;
    }

    /**
     * Publishes a staged partition as the generation after its base. If the current generation has the same
     * content, types and arrivals and all its files exist with their sizes, nothing is published. If files of the current generation are damaged, the
     * same content is published again.
     *
     * @return the generation that is current afterwards
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict if another run published other content
     *     after the staged partition's base was read: the staged content may come from older inputs
     */
    public Manifest publish(StagedPartition staged) {
        Optional<Manifest> before = current(staged.partition());
        if (before.isPresent()
                && before.get().content().equals(staged.content())
                && hasTypes(before.get(), staged.columns())
                && Objects.equals(before.get().arrivals(), staged.arrivals().orElse(null))
                && isIntact(before.get())) {
            LOG.info(
                    "{} {} is unchanged, generation {} stays",
                    table,
                    staged.partition(),
                    before.get().generation());
            // After a kill, the current generation may be this staged partition.
            if (!before.get().location().equals(staged.location())) {
                discard(staged.location());
            }
            return pointed(before.get());
        }
        return pointed(created(staged, before.map(Manifest::generation).orElse(0L)));
    }

    /**
     * Publishes other files with the rows of the current generation, as the generation after it.
     *
     * @param rewritten its base is the generation whose rows were written again
     * @throws dev.madrugada.common.error.MadrugadaException ConservationViolated if the content differs;
     *     PublicationConflict if another run has published since
     */
    public Manifest rewrite(StagedPartition rewritten) {
        Manifest before = require(rewritten.partition());
        if (before.generation() == rewritten.base() && !before.content().equals(rewritten.content())) {
            throw LakeFaults.rewrittenDiffers(table, before, rewritten).exception();
        }
        return pointed(created(rewritten, before.generation()));
    }

    /** Creates the manifest of the generation after the staged content's base. */
    private Manifest created(StagedPartition staged, long published) {
        Manifest next = staged.asNextGeneration(table.dataset(), clock.instant());
        // The create-if-absent alone is not enough: garbage collection may have deleted an old manifest of that number.
        if (published != staged.base()
                || !store.create(table.generation(staged.partition(), next.generation()), next.json(table))) {
            throw LakeFaults.publishedMeanwhile(table, staged, Math.max(published, next.generation()))
                    .exception();
        }
        LOG.info(
                "{} {}: published generation {} with {} rows",
                table,
                staged.partition(),
                next.generation(),
                next.rows());
        return next;
    }

    /**
     * Deletes what nothing can need any more of the partition, see {@link GarbageCollection}. Only for tables whose
     * files nothing but manifests references.
     */
    public void collectGarbage(Partition partition) {
        var unused = new GarbageCollection(store, table, ReferencedFiles.NONE, clock).collect(partition);
    }

    /** Whether the columns' known types are the manifest's: the content's digest does not know the length of a text. */
    private static boolean hasTypes(Manifest manifest, Map<String, Manifest.ColumnFigures> columns) {
        return columns.entrySet().stream().allMatch(column -> {
            Manifest.ColumnFigures known = manifest.columns().get(column.getKey());
            return known == null
                    || known.type() == null
                    || column.getValue().type() == null
                    || known.type().equals(column.getValue().type());
        });
    }

    /** Whether all files that the manifest lists exist with their sizes. */
    public boolean isIntact(Manifest manifest) {
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
        catalog.updateColumns();
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
                .map(ListedGeneration::of)
                .flatMap(Optional::stream)
                .toList();
    }

    private Manifest manifest(URI uri) {
        byte[] bytes = store.read(uri)
                .orElseThrow(() -> LakeFaults.collectedWhileRead(uri).exception());
        return Manifest.read(bytes, table, uri.toString());
    }
}
