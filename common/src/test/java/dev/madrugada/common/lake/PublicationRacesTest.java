package dev.madrugada.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Manifest.DataFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Staging and publication, killed before every request to the store, and overtaken between any two. */
class PublicationRacesTest {
    private static final long SEED = Long.getLong("madrugada.seed", System.nanoTime());
    private static final int INTERLEAVINGS = 100;
    private static final Partition DAY = new Partition("day", LocalDate.of(2001, 1, 1));
    private static final LakeTable TABLE = new LakeLayout(URI.create("s3://lake/")).curated("flights");

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What readers of manifests and of the catalog see. */
    private record Seen(Optional<Digest> current, Optional<URI> catalog) {}

    /** A lake with the first generation of the day. */
    private static final class Lake {
        private final InMemoryObjectStore store = new InMemoryObjectStore();
        private final InMemoryCatalog catalog = new InMemoryCatalog();

        Lake() {
            publish(store, catalog, "first", "content-0");
        }

        Seen seen() {
            Optional<Manifest> current = commits(store, catalog).current(DAY);
            // A reader of the manifest finds every file.
            current.ifPresent(commits(store, catalog)::requireIntact);
            return new Seen(current.map(Manifest::content), catalog.location(DAY));
        }
    }

    @Test
    void killedBeforeAnyRequestItIsOldOrNewAndTheNextRunConverges() {
        int requests = requests();
        assertThat(requests).isGreaterThan(8);
        for (int killedAt = 0; killedAt < requests; killedAt++) {
            Lake lake = new Lake();
            Seen old = lake.seen();
            int[] left = {killedAt};
            ObjectStore dying = new SteppedStore(lake.store, () -> {
                if (left[0]-- <= 0) {
                    throw new Killed();
                }
            });
            boolean isKilled = false;
            try {
                publish(dying, lake.catalog, "killed", "content-1");
            } catch (Killed expected) {
                isKilled = true;
            }
            assertThat(isKilled).isTrue();
            Seen between = lake.seen();
            assertThat(between.current()).as("killed at %d", killedAt).isIn(old.current(), content("content-1"));
            assertThat(between.catalog())
                    .as("killed at %d", killedAt)
                    .isIn(old.catalog(), Optional.of(folder("killed")));

            publish(lake.store, lake.catalog, "next", "content-1");

            Manifest now = commits(lake.store, lake.catalog).require(DAY);
            assertThat(now.generation()).as("killed at %d", killedAt).isEqualTo(2);
            assertThat(lake.seen()).isEqualTo(new Seen(content("content-1"), Optional.of(now.location())));
        }
    }

    @Test
    void ofTwoRunsOneWinsAndTheOtherConflictsOrHasNothingToDo() throws InterruptedException {
        for (int i = 0; i < INTERLEAVINGS; i++) {
            long seed = SEED + i;
            boolean isSame = i % 4 == 0;
            Lake lake = new Lake();
            Interleaving interleaving = new Interleaving(seed);
            ObjectStore stepped = new SteppedStore(lake.store, interleaving::step);
            List<String> ended = Collections.synchronizedList(new ArrayList<>());

            interleaving.run(List.of(
                    () -> ended.add(outcome(stepped, lake.catalog, "a", "content-1")),
                    () -> ended.add(outcome(stepped, lake.catalog, "b", isSame ? "content-1" : "content-2"))));

            Manifest now = commits(lake.store, lake.catalog).require(DAY);
            assertThat(ended).as("seed %d", seed).hasSize(2).contains("published " + now.identity());
            assertThat(ended)
                    .as("seed %d", seed)
                    .allMatch(end -> end.startsWith("published ") || end.equals("PublicationConflict"));
            boolean bothPublished = ended.stream().allMatch(end -> end.startsWith("published "));
            // Both succeed if the later one began after the earlier one had ended, or if both have the same content.
            assertThat(now.generation()).as("seed %d, %s", seed, ended).isEqualTo(bothPublished && !isSame ? 3 : 2);
            assertThat(lake.seen())
                    .as("seed %d", seed)
                    .isEqualTo(new Seen(Optional.of(now.content()), Optional.of(now.location())));
        }
    }

    private static String outcome(ObjectStore store, PartitionCatalog catalog, String run, String content) {
        try {
            return "published " + publish(store, catalog, run, content).identity();
        } catch (MadrugadaException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.PublicationConflict);
            return refused.code().name();
        }
    }

    private static int requests() {
        Lake lake = new Lake();
        int[] requests = {0};
        publish(new SteppedStore(lake.store, () -> requests[0]++), lake.catalog, "counted", "content-1");
        return requests[0];
    }

    /** Stages as transform does, then publishes as the gate does. */
    private static Manifest publish(ObjectStore store, PartitionCatalog catalog, String run, String content) {
        PartitionCommits commits = commits(store, catalog);
        long base = commits.expected().of(DAY);
        byte[] file = run.getBytes(StandardCharsets.UTF_8);
        store.write(folder(run).resolve("part.parquet"), file);
        StagedPartition staged = new StagedPartition(
                DAY,
                base,
                run,
                folder(run),
                List.of(new DataFile(
                        "part.parquet", 2, file.length, Digest.sha256(file).text())),
                Map.of(),
                new Digest(content));
        commits.stage(staged);
        return commits.publish(
                commits.requireCandidate(new Generation(DAY, base + 1, staged.content()), staged.folder()));
    }

    private static PartitionCommits commits(ObjectStore store, PartitionCatalog catalog) {
        return new PartitionCommits(store, TABLE, catalog, Clock.systemUTC());
    }

    private static Optional<Digest> content(String text) {
        return Optional.of(new Digest(text));
    }

    private static URI folder(String run) {
        return TABLE.runFolder(DAY, "run-" + run);
    }
}
