package dev.madrugada.common.lake;

import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out for each object of a listed partition who may need it. */
final class PartitionInspection {
    private final ObjectStore store;
    private final LakeTable table;
    private final Set<String> referenced;
    private final Instant now;
    private final Instant storeNow;

    /**
     * Creates an inspection at one instant.
     *
     * @param referenced what a table format references, read after the listings were made
     * @param now the time by the run's clock
     * @param storeNow the time by the store's clock
     */
    PartitionInspection(ObjectStore store, LakeTable table, Set<URI> referenced, Instant now, Instant storeNow) {
        this.store = store;
        this.table = table;
        this.referenced = paths(referenced);
        this.now = now;
        this.storeNow = storeNow;
    }

    PartitionInventory of(PartitionListing listing) {
        Generations generations = generations(listing);
        Staged staged = staged(listing);
        List<StoredObject> older = new ArrayList<>();
        List<StoredObject> leftovers = new ArrayList<>();
        List<StoredObject> dead = new ArrayList<>();
        for (StoredObject file : listing.files()) {
            String path = file.uri().getPath();
            boolean isNeeded = referenced.contains(path) || staged.holds(path);
            if (generations.older().contains(path)) {
                older.add(file);
            } else if (!isNeeded && !generations.currentFiles().contains(path)) {
                leftovers.add(file);
            }
            if (!isNeeded && !generations.kept().contains(path) && !isYoung(file.modified())) {
                dead.add(file);
            }
        }
        List<StoredObject> deadManifests = new ArrayList<>(generations.dead());
        deadManifests.addAll(staged.dead());
        return new PartitionInventory(
                listing.partition(),
                generations.current(),
                listing.generations().size(),
                older,
                listing.staged().size(),
                staged.waiting(),
                leftovers,
                new Garbage(deadManifests, dead));
    }

    /**
     * The listed generations.
     *
     * @param currentFiles the paths of the current generation's files
     * @param older the paths of files that only older generations list
     * @param kept the paths of all kept generations' files
     * @param dead the manifests that are not kept
     */
    private record Generations(
            Optional<Manifest> current,
            Set<String> currentFiles,
            Set<String> older,
            Set<String> kept,
            List<StoredObject> dead) {}

    private Generations generations(PartitionListing listing) {
        Optional<Manifest> current = Optional.empty();
        Set<String> currentFiles = new HashSet<>();
        Set<String> older = new HashSet<>();
        Set<String> kept = new HashSet<>();
        List<StoredObject> dead = new ArrayList<>();
        // A reader may have started to read a generation at any time before the next generation was published. The time
        // is taken from both clocks, because a run on a laptop may have a clock of its own.
        Instant superseded = Instant.MAX;
        Instant supersededInStore = Instant.MAX;
        for (int newer = 0; newer < listing.generations().size(); newer++) {
            ListedGeneration listed = listing.generations().get(newer);
            Optional<Manifest> found = store.read(listed.uri())
                    .map(bytes -> Manifest.read(bytes, table, listed.uri().toString()));
            if (found.isEmpty()) {
                continue; // Another collection deleted it after it was listed.
            }
            Set<String> files = paths(found.get().uris());
            if (newer == 0) {
                current = found;
                currentFiles.addAll(files);
            } else {
                older.addAll(files);
            }
            if (Retention.GENERATIONS.keeps(newer, superseded, now) || isYoung(supersededInStore)) {
                kept.addAll(files);
            } else {
                dead.add(listed.object());
            }
            superseded = found.get().publishedAt();
            supersededInStore = listed.object().modified();
        }
        older.removeAll(currentFiles);
        return new Generations(current, currentFiles, older, kept, dead);
    }

    /**
     * The listed staged content.
     *
     * @param folders the paths of kept run folders
     * @param waiting whether any can still be published
     * @param dead the manifests that are not kept
     */
    private record Staged(List<String> folders, boolean waiting, List<StoredObject> dead) {
        boolean holds(String path) {
            return folders.stream().anyMatch(path::startsWith);
        }
    }

    private Staged staged(PartitionListing listing) {
        List<String> folders = new ArrayList<>();
        List<StoredObject> dead = new ArrayList<>();
        boolean waiting = false;
        for (StoredObject manifest : listing.staged()) {
            Optional<Long> base = base(manifest);
            boolean canBePublished =
                    base.filter(number -> number == listing.current()).isPresent();
            waiting |= canBePublished;
            // Whoever deleted a manifest after it was listed may have published its content.
            if (canBePublished || base.isEmpty() || isYoung(manifest.modified())) {
                folders.add(runFolder(listing.partition(), manifest));
            } else {
                dead.add(manifest);
            }
        }
        return new Staged(folders, waiting, dead);
    }

    /** The generation that the staged content is to replace; empty if the manifest does not exist any more. */
    private Optional<Long> base(StoredObject staged) {
        return store.read(staged.uri())
                .map(bytes -> Json.read(bytes, StagedBase.class, staged.uri().toString())
                        .base());
    }

    /** The part of a staged manifest that decides whether it can still be published. */
    private record StagedBase(long base) {}

    /** The path of the run folder whose manifest this is, see {@link LakeTable#stagedManifest}. */
    private String runFolder(Partition partition, StoredObject staged) {
        String path = staged.uri().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        int end = name.endsWith(".json") ? name.length() - ".json".length() : name.length();
        return table.runFolder(partition, name.substring(0, end)).getPath();
    }

    private boolean isYoung(Instant then) {
        return Retention.GENERATIONS.isYoung(then, storeNow);
    }

    /** Paths and not URIs are compared: one file may be listed as file:/ and as file:///. */
    private static Set<String> paths(Collection<URI> uris) {
        return uris.stream().map(URI::getPath).collect(Collectors.toSet());
    }
}
