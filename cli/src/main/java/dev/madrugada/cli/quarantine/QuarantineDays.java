package dev.madrugada.cli.quarantine;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is published of a dataset's quarantine in a range of arrival days.
 *
 * @param quarantine the current manifest of each day that has one
 * @param arrived records that arrived on the days of the range that have raw
 */
record QuarantineDays(NavigableMap<LocalDate, Manifest> quarantine, long arrived) {
    QuarantineDays {
        quarantine = Collections.unmodifiableNavigableMap(new TreeMap<>(quarantine));
    }

    /** Looks up what is published of the days, both of them included. */
    static QuarantineDays published(ObjectStore store, URI lake, String dataset, LocalDate from, LocalDate to) {
        LakeLayout layout = new LakeLayout(lake);
        NavigableMap<LocalDate, Manifest> quarantine = new TreeMap<>();
        long arrived = 0;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Optional<Manifest> refused = current(store, layout.quarantine(dataset), day);
            if (refused.isPresent()) {
                quarantine.put(day, refused.get());
            }
            arrived +=
                    current(store, layout.raw(dataset), day).map(Manifest::rows).orElse(0L);
        }
        return new QuarantineDays(quarantine, arrived);
    }

    /** Quarantined records of the days. */
    long refused() {
        return quarantine.values().stream().mapToLong(Manifest::rows).sum();
    }

    private static Optional<Manifest> current(ObjectStore store, LakeTable table, LocalDate day) {
        return new PartitionCommits(store, table, PartitionCatalog.NONE, Clock.systemUTC())
                .current(LakeLayout.arrivalDay(day))
                .map(manifest -> below(table.root(), manifest));
    }

    /**
     * The manifest with its files where the table is read. A manifest names them as its writer did; the lake of a local
     * run is written as {@code s3:} and read as files of its work folder.
     */
    static Manifest below(URI table, Manifest manifest) {
        String location = manifest.location().toString();
        int partition = location.lastIndexOf("/" + manifest.partition() + "/");
        if (partition < 0 || location.startsWith(table.toString())) {
            return manifest;
        }
        return new Manifest(
                manifest.version(),
                manifest.dataset(),
                manifest.partition(),
                manifest.generation(),
                manifest.runId(),
                manifest.publishedAt(),
                table.resolve(location.substring(partition + 1)),
                manifest.files(),
                manifest.columns(),
                manifest.content(),
                manifest.complete());
    }
}
