package dev.madrugada.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.Manifest.DataFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GarbageCollectionTest {
    private static final Partition DAY = LakeLayout.arrivalDay(LocalDate.of(2001, 1, 1));
    private static final LakeTable TABLE = new LakeLayout(URI.create("s3://lake/")).curated("flights");

    private final SettableClock clock = new SettableClock(Instant.parse("2001-02-01T02:00:00Z"));
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final PartitionCommits commits = new PartitionCommits(store, TABLE, PartitionCatalog.NONE, clock);

    @Test
    void deletesFilesThatNoManifestListsInTheFolderOfAKeptGeneration() {
        Manifest published = commits.publish(written("one"));
        URI left = published.location().resolve("part-of-a-dead-attempt.parquet");
        store.write(left, new byte[3]);
        clock.advance(Duration.ofHours(25));

        Garbage garbage = collection(ReferencedFiles.NONE).collect(DAY);

        assertThat(garbage.files()).extracting(ObjectStore.StoredObject::uri).containsExactly(left);
        assertThat(garbage.bytes()).isEqualTo(3);
        assertThat(commits.isCurrent(published.identity())).isTrue();
    }

    @Test
    void keepsStagedContentUntilAnotherGenerationIsPublished() {
        commits.publish(written("one"));
        StagedPartition failed = staged("failed");
        clock.advance(Duration.ofDays(10));
        StagedPartition failedAgain = staged("failed-again");
        clock.advance(Duration.ofDays(10));

        assertThat(collection(ReferencedFiles.NONE).collect(DAY).isEmpty()).isTrue();

        commits.publish(written("other"));
        clock.advance(Duration.ofHours(25));
        collection(ReferencedFiles.NONE).collect(DAY);
        assertThat(store.list(failed.location())).isEmpty();
        assertThat(store.list(failedAgain.location())).isEmpty();
        assertThat(store.list(TABLE.stagedManifests(DAY))).isEmpty();
    }

    @Test
    void keepsTheFilesOfPublishedContentWhenItsStagedManifestGoes() {
        Manifest published = commits.publish(staged("one"));
        clock.advance(Duration.ofDays(10));

        Garbage garbage = collection(ReferencedFiles.NONE).collect(DAY);

        assertThat(garbage.manifests())
                .extracting(ObjectStore.StoredObject::uri)
                .containsExactly(TABLE.stagedManifest(DAY, published.location()));
        assertThat(garbage.files()).isEmpty();
        assertThat(commits.isCurrent(published.identity())).isTrue();
    }

    @Test
    void keepsWhatAFormatReferences() {
        Manifest first = commits.publish(written("one"));
        for (String run : List.of("two", "three", "four")) {
            commits.publish(written(run));
        }
        clock.advance(Duration.ofDays(10));
        Instant[] asked = new Instant[1];

        collection(start -> {
                    asked[0] = start;
                    return Set.copyOf(first.uris());
                })
                .collect(DAY);

        assertThat(asked[0]).isEqualTo(clock.instant().minus(Duration.ofHours(24)));
        assertThat(store.list(TABLE.generations(DAY))).hasSize(2);
        assertThat(store.list(first.location())).hasSize(1);
        assertThat(store.list(folder("two"))).isEmpty();
    }

    @Test
    void aGenerationIsYoungByTheClockOfItsStoreToo() {
        SettableClock nights = new SettableClock(Instant.parse("1999-01-01T02:00:00Z"));
        PartitionCommits simulated = new PartitionCommits(store, TABLE, PartitionCatalog.NONE, nights);
        for (String run : List.of("one", "two", "three")) {
            simulated.publish(written(run));
        }
        nights.advance(Duration.ofDays(100));

        assertThat(new GarbageCollection(store, TABLE, ReferencedFiles.NONE, nights, clock)
                        .collect(DAY)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void collectsEveryPartitionAndNothingBesidePartitions() {
        Partition other = LakeLayout.arrivalDay(LocalDate.of(2001, 1, 2));
        URI dead = TABLE.runFolder(other, "run-dead").resolve("a.parquet");
        List<URI> untouched = List.of(
                TABLE.root().resolve("_delta_log/00000000000000000000.json"),
                TABLE.root().resolve("metadata/v1.metadata.json"),
                TABLE.root().resolve("_iceberg/ids.json"),
                TABLE.root().resolve("notes/dt=2001-01-01.txt"));
        untouched.forEach(uri -> store.write(uri, new byte[1]));
        store.write(dead, new byte[7]);
        commits.publish(written("one"));
        clock.advance(Duration.ofDays(10));

        List<PartitionInventory> found = collection(ReferencedFiles.NONE).inventories();
        assertThat(found).extracting(PartitionInventory::partition).containsExactly(DAY, other);
        assertThat(found.get(0).rows()).isEqualTo(2);
        assertThat(found.get(0).leftovers()).isEmpty();
        assertThat(found.get(1).current()).isEmpty();
        assertThat(found.get(1).leftovers()).hasSize(1);
        assertThat(store.read(dead)).isPresent();

        Garbage garbage = collection(ReferencedFiles.NONE).collect();

        assertThat(garbage.files()).extracting(ObjectStore.StoredObject::uri).containsExactly(dead);
        assertThat(store.read(dead)).isEmpty();
        assertThat(untouched).allSatisfy(uri -> assertThat(store.read(uri)).isPresent());
    }

    @Test
    void countsWhatAPartitionHolds() {
        commits.publish(written("one"));
        Manifest current = commits.publish(written("two"));
        staged("failed");
        store.write(folder("dead").resolve("a.parquet"), new byte[9]);

        PartitionInventory found =
                collection(ReferencedFiles.NONE).inventories().get(0);

        assertThat(found.current()).contains(current);
        assertThat(found.generations()).isEqualTo(2);
        assertThat(found.files()).isEqualTo(1);
        assertThat(found.bytes()).isEqualTo(3);
        assertThat(found.older()).hasSize(1);
        assertThat(found.staged()).isEqualTo(1);
        assertThat(found.waiting()).isTrue();
        assertThat(found.leftovers())
                .extracting(ObjectStore.StoredObject::bytes)
                .containsExactly(9L);
        assertThat(found.garbage().isEmpty()).isTrue();
    }

    private GarbageCollection collection(ReferencedFiles references) {
        return new GarbageCollection(store, TABLE, references, clock, clock);
    }

    /** Content with its staged manifest, as transform leaves it. */
    private StagedPartition staged(String run) {
        StagedPartition staged = written(run);
        commits.stage(staged);
        return staged;
    }

    private StagedPartition written(String run) {
        byte[] file = run.getBytes(StandardCharsets.UTF_8);
        store.write(folder(run).resolve("part.parquet"), file);
        return new StagedPartition(
                DAY,
                commits.expected().of(DAY),
                run,
                folder(run),
                List.of(new DataFile("part.parquet", 2, file.length, "")),
                Map.of(),
                new Digest("content of " + run));
    }

    private static URI folder(String run) {
        return TABLE.runFolder(DAY, "run-" + run);
    }
}
