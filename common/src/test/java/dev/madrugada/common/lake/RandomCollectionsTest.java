package dev.madrugada.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.lake.Manifest.DataFile;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random histories of two partitions: runs that stage, publish or die, readers of manifests and of a table format, and
 * collections that are killed or overtaken by a publication. Whatever happens, nothing is collected that a manifest, a
 * snapshot, a reader or a run under way needs; and in the end nothing is left but that.
 */
class RandomCollectionsTest {
    private static final int HISTORIES = 100;
    private static final int STEPS = 40;
    private static final Duration LONGEST = Duration.ofHours(23);

    @Test
    void nothingThatIsNeededIsCollectedAndAllElseIs() {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        System.out.println("-Dmadrugada.seed=" + seed + " repeats these histories of collections");
        int collected = 0;
        for (int history = 0; history < HISTORIES; history++) {
            History random = new History(new Random(seed + history));
            String name = "history " + history + " of -Dmadrugada.seed=" + seed;
            for (int step = 0; step < STEPS; step++) {
                random.step();
                random.verify(name + ", step " + step);
            }
            random.end(name);
            collected += random.collected;
        }
        // Otherwise the histories would prove nothing.
        assertThat(collected).isGreaterThan(HISTORIES);
    }

    /** The state of one history, in the test's own terms. */
    private static final class History {
        private static final LakeTable TABLE = new LakeLayout(URI.create("s3://lake/")).curated("flights");
        private static final List<Partition> DAYS = List.of(
                LakeLayout.arrivalDay(LocalDate.of(2001, 1, 1)), LakeLayout.arrivalDay(LocalDate.of(2001, 1, 2)));

        private final Random random;
        private final SettableClock clock = new SettableClock(Instant.parse("2001-02-01T00:00:00Z"));
        private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
        private final PartitionCommits commits = new PartitionCommits(store, TABLE, PartitionCatalog.NONE, clock);
        private final List<Use> uses = new ArrayList<>();
        private final List<Snapshot> snapshots = new ArrayList<>();
        private final List<StagedPartition> staged = new ArrayList<>();
        private int runs;
        private int collected;

        History(Random random) {
            this.random = random;
        }

        /** Files that a reader or a run needs from an instant on, for at most {@link #LONGEST}. */
        private record Use(Instant start, Set<URI> files) {}

        /** A version of the table in a format's log. */
        private record Snapshot(Instant committed, Set<URI> files) {}

        void step() {
            Partition day = DAYS.get(random.nextInt(DAYS.size()));
            switch (random.nextInt(9)) {
                case 0 -> written(day);
                case 1, 2 -> stage(written(day));
                case 3 -> commits.publish(written(day));
                case 4, 5 -> publishStaged(day);
                case 6 -> commits.current(day).ifPresent(read -> uses.add(new Use(clock.instant(), files(read))));
                case 7 -> snapshots.add(new Snapshot(clock.instant(), published()));
                default -> clock.advance(Duration.ofMinutes(random.nextInt(40 * 60)));
            }
            uses.removeIf(use -> use.start().isBefore(clock.instant().minus(LONGEST)));
            if (random.nextInt(3) == 0) {
                collect(day);
            }
        }

        /** A collection, alone, or killed, or overtaken by a publication of content that was staged long ago. */
        private void collect(Partition day) {
            int when = 1 + random.nextInt(8);
            Runnable event = switch (random.nextInt(3)) {
                case 0 ->
                    () -> {
                        throw new KilledException();
                    };
                case 1 -> () -> publishStaged(day);
                default -> () -> {};
            };
            ObjectStore eventful = new EventfulStore(store, when, event);
            GarbageCollection collection = new GarbageCollection(eventful, TABLE, this::referenced, clock, clock);
            try {
                Garbage garbage = random.nextBoolean() ? collection.collect(day) : collection.collect();
                collected += garbage.files().size();
            } catch (KilledException killed) {
                // The next collection finds the rest.
            }
        }

        /** The oracle of the format: what was current at the instant, and all later snapshots. */
        private Set<URI> referenced(Instant start) {
            Set<URI> referenced = new HashSet<>();
            for (int i = 0; i < snapshots.size(); i++) {
                boolean wasReplaced = i + 1 < snapshots.size()
                        && !snapshots.get(i + 1).committed().isAfter(start);
                if (!wasReplaced) {
                    referenced.addAll(snapshots.get(i).files());
                }
            }
            return referenced;
        }

        void verify(String when) {
            Set<URI> there = objects();
            for (Partition day : DAYS) {
                for (StoredObject manifest : store.list(TABLE.generations(day))) {
                    Manifest kept = Manifest.read(store.read(manifest.uri()).orElseThrow(), TABLE, "a manifest");
                    assertThat(there)
                            .as("%s: files of generation %d", when, kept.generation())
                            .containsAll(kept.uris());
                }
                waiting(day)
                        .forEach(content -> assertThat(there)
                                .as("%s: staged content", when)
                                .contains(TABLE.stagedManifest(day, content.location()))
                                .containsAll(files(content)));
            }
            uses.forEach(use -> assertThat(there)
                    .as("%s: what has been in use since %s, now %s", when, use.start(), clock.instant())
                    .containsAll(use.files()));
            assertThat(there)
                    .as("%s: files of snapshots", when)
                    .containsAll(referenced(clock.instant().minus(LONGEST)));
        }

        /** After all readers and runs have ended, only what is kept is left. */
        void end(String name) {
            clock.advance(Duration.ofHours(49));
            uses.clear();
            new GarbageCollection(store, TABLE, this::referenced, clock, clock).collect();
            verify(name + ", at its end");
            Set<URI> expected = new HashSet<>(referenced(clock.instant().minus(Duration.ofHours(24))));
            for (Partition day : DAYS) {
                List<StoredObject> manifests = store.list(TABLE.generations(day));
                assertThat(manifests.size()).as(name).isLessThanOrEqualTo(2);
                for (StoredObject manifest : manifests) {
                    expected.add(manifest.uri());
                    expected.addAll(Manifest.read(store.read(manifest.uri()).orElseThrow(), TABLE, "a manifest")
                            .uris());
                }
                waiting(day).forEach(content -> {
                    expected.add(TABLE.stagedManifest(day, content.location()));
                    expected.addAll(files(content));
                });
            }
            assertThat(objects()).as(name + ", at its end").isEqualTo(expected);
        }

        private StagedPartition written(Partition day) {
            String run = "run-" + ++runs;
            URI location = TABLE.runFolder(day, run);
            List<DataFile> files = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                String name = "part-" + i + ".parquet";
                store.write(location.resolve(name), new byte[1]);
                files.add(new DataFile(name, 1, 1, ""));
            }
            StagedPartition written = new StagedPartition(
                    day, commits.expected().of(day), run, location, files, Map.of(), new Digest("content of " + run));
            uses.add(new Use(clock.instant(), files(written)));
            return written;
        }

        private void stage(StagedPartition content) {
            commits.stage(content);
            staged.add(content);
        }

        /** Publishes something that waits, and deletes its manifest or dies before. */
        private void publishStaged(Partition day) {
            List<StagedPartition> waiting = waiting(day);
            if (waiting.isEmpty()) {
                return;
            }
            StagedPartition content = waiting.get(random.nextInt(waiting.size()));
            Manifest published = commits.publish(content);
            if (random.nextBoolean()) {
                store.delete(List.of(TABLE.stagedManifest(day, content.location())));
            }
            uses.add(new Use(clock.instant(), files(published)));
        }

        /** The staged content of the day whose base is the current generation. */
        private List<StagedPartition> waiting(Partition day) {
            return staged.stream()
                    .filter(content -> content.partition().equals(day))
                    .filter(content -> content.base() == commits.expected().of(day))
                    .toList();
        }

        private Set<URI> published() {
            return DAYS.stream()
                    .flatMap(day -> commits.current(day).stream())
                    .flatMap(manifest -> manifest.uris().stream())
                    .collect(Collectors.toSet());
        }

        private Set<URI> objects() {
            return store.list(TABLE.root()).stream().map(StoredObject::uri).collect(Collectors.toSet());
        }

        private static Set<URI> files(Manifest manifest) {
            return Set.copyOf(manifest.uris());
        }

        private static Set<URI> files(StagedPartition content) {
            return content.files().stream()
                    .map(file -> content.location().resolve(file.path()))
                    .collect(Collectors.toSet());
        }
    }

    private static final class KilledException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A store in which something happens before one of the operations; each deletion of an object is an operation. */
    private static final class EventfulStore implements ObjectStore {
        private final ObjectStore store;
        private final Runnable event;
        private int operationsLeft;

        EventfulStore(ObjectStore store, int when, Runnable event) {
            this.store = store;
            this.operationsLeft = when;
            this.event = event;
        }

        private void beforeOperation() {
            if (--operationsLeft == 0) {
                event.run();
            }
        }

        @Override
        public Optional<byte[]> read(URI object) {
            beforeOperation();
            return store.read(object);
        }

        @Override
        public void write(URI object, byte[] content) {
            throw new AssertionError("a collection writes nothing");
        }

        @Override
        public boolean create(URI object, byte[] content) {
            throw new AssertionError("a collection creates nothing");
        }

        @Override
        public List<StoredObject> list(URI folder) {
            beforeOperation();
            return store.list(folder);
        }

        @Override
        public void delete(Collection<URI> objects) {
            for (URI object : objects) {
                beforeOperation();
                store.delete(List.of(object));
            }
        }
    }
}
