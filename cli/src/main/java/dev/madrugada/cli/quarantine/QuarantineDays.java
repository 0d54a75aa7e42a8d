package dev.madrugada.cli.quarantine;

import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageName;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The published quarantine of a dataset in a range of arrival days.
 *
 * @param quarantine the current manifest of each day that has one
 * @param arrived number of records that arrived on those days of the range that ingest has a run record of
 */
record QuarantineDays(NavigableMap<LocalDate, Manifest> quarantine, long arrived) {
    QuarantineDays {
        quarantine = Collections.unmodifiableNavigableMap(new TreeMap<>(quarantine));
    }

    /** Finds the published manifests from the first to the last day, both included. */
    static QuarantineDays published(ObjectStore store, URI lake, String dataset, LocalDate from, LocalDate to) {
        LakeLayout layout = new LakeLayout(lake);
        RunRecords records = new RunRecords(store, layout);
        NavigableMap<LocalDate, Manifest> quarantine = new TreeMap<>();
        long arrived = 0;
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            Optional<Manifest> refused = current(store, layout.quarantine(dataset), day);
            if (refused.isPresent()) {
                quarantine.put(day, refused.get());
            }
            arrived += records.find(dataset, day, StageName.INGEST)
                    .map(record -> record.count("raw"))
                    .orElse(0L);
        }
        return new QuarantineDays(quarantine, arrived);
    }

    /** The number of quarantined records of the days. */
    long refused() {
        return quarantine.values().stream().mapToLong(Manifest::rows).sum();
    }

    private static Optional<Manifest> current(ObjectStore store, LakeTable table, LocalDate day) {
        return new PartitionCommits(store, table, PartitionCatalog.NONE, Clock.systemUTC())
                .current(LakeLayout.arrivalDay(day));
    }
}
