package dev.madrugada.cli.lake;

import dev.madrugada.common.lake.GarbageCollection;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.ObjectStore.StoredObject;
import dev.madrugada.common.lake.PartitionInventory;
import dev.madrugada.common.lake.ReferencedFiles;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.MissedNights;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the tables of a lake hold, and which days have a complete night.
 *
 * @param tables in the order of their names
 * @param nights of each dataset that has run records, in the order of their names
 */
record LakeInventory(URI lake, List<TableEntry> tables, List<NightsEntry> nights) {
    /** A table and its partitions, in order. */
    record TableEntry(LakeTable.Name table, List<PartitionEntry> partitions) {}

    /**
     * The nights of a dataset.
     *
     * @param complete the number of days with a complete night
     * @param first the first of them; null if there is none
     * @param last the last of them; null if there is none
     * @param missed the days that a plan found without a complete night, and that still have none
     */
    record NightsEntry(
            String dataset,
            int complete,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            List<LocalDate> missed) {}

    /**
     * A partition, as the command prints it.
     *
     * @param generation the current generation's number; 0 if nothing is published
     * @param generations the number of kept generations
     * @param olderBytes the size of files that only older generations list
     * @param staged the number of staged contents
     * @param waiting whether the newest staged content was not published yet
     * @param garbageBytes the size of the files that a collection would delete now
     * @param verdict {@code passed} or {@code failed}; {@code none} if no verdict is about the current content; empty
     *     if the table is not curated
     */
    record PartitionEntry(
            String partition,
            long generation,
            int generations,
            long rows,
            int files,
            long bytes,
            long olderBytes,
            int staged,
            boolean waiting,
            int leftoverFiles,
            long leftoverBytes,
            int garbageFiles,
            long garbageBytes,
            String verdict) {}

    /** Lists the lake's tables; of all datasets if none is given. Reads every kept manifest, and no data file. */
    static LakeInventory of(ObjectStore store, URI lake, Optional<String> dataset) {
        LakeLayout layout = new LakeLayout(lake);
        if (dataset.isPresent()) {
            return of(store, layout, List.of(dataset.get()));
        }
        ListedAreas areas = new ListedAreas(store, layout);
        return of(areas, layout, areas.datasets());
    }

    boolean isEmpty() {
        return tables.isEmpty() && nights.isEmpty();
    }

    private static LakeInventory of(ObjectStore store, LakeLayout layout, Collection<String> datasets) {
        Verdicts verdicts = new Verdicts(store, layout);
        List<TableEntry> tables = new ArrayList<>();
        List<NightsEntry> nights = new ArrayList<>();
        for (String name : datasets) {
            MissedNights ofDataset = MissedNights.read(store, layout, name);
            if (!ofDataset.days().isEmpty() || !ofDataset.complete().isEmpty()) {
                nights.add(entry(name, ofDataset));
            }
            for (LakeTable table : layout.tables(name)) {
                List<PartitionEntry> partitions = new GarbageCollection(
                                store, table, ReferencedFiles.NONE, Clock.systemUTC())
                        .inventories().stream()
                                .map(found -> entry(found, table, verdicts))
                                .toList();
                if (!partitions.isEmpty()) {
                    tables.add(new TableEntry(table.name(), partitions));
                }
            }
        }
        return new LakeInventory(layout.root(), tables, nights);
    }

    private static NightsEntry entry(String dataset, MissedNights found) {
        boolean isNone = found.complete().isEmpty();
        return new NightsEntry(
                dataset,
                found.complete().size(),
                isNone ? null : found.complete().first(),
                isNone ? null : found.complete().last(),
                List.copyOf(found.days()));
    }

    private static PartitionEntry entry(PartitionInventory found, LakeTable table, Verdicts verdicts) {
        return new PartitionEntry(
                found.partition().toString(),
                found.current().map(Manifest::generation).orElse(0L),
                found.generations(),
                found.rows(),
                found.files(),
                found.bytes(),
                bytes(found.older()),
                found.staged(),
                found.waiting(),
                found.leftovers().size(),
                bytes(found.leftovers()),
                found.garbage().files().size(),
                found.garbage().bytes(),
                table.area() == LakeTable.Area.CURATED ? verdict(found, verdicts) : "");
    }

    private static String verdict(PartitionInventory found, Verdicts verdicts) {
        return found.current().stream()
                .flatMap(current -> verdicts.find(current.dataset(), current.partition(), current.content()).stream()
                        .filter(verdict -> verdict.isAbout(current)))
                .map(verdict -> verdict.status() == Verdict.Status.PASSED ? "passed" : "failed")
                .findFirst()
                .orElse("none");
    }

    private static long bytes(List<StoredObject> objects) {
        return objects.stream().mapToLong(StoredObject::bytes).sum();
    }
}
