package dev.madrugada.night;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.run.RunRecord;

/** Each record that arrived on a day has exactly one fate. */
final class Conservation {
    private Conservation() {}

    /**
     * Throws ConservationViolated unless read = raw = curated + quarantined + duplicates. Raw is what its manifest lists
     * now: neither ingest's count nor transform's.
     */
    static void check(RunRecord ingest, PublishedPartitions rawDays, RunRecord transform) {
        long raw = ingest.outputs().stream()
                .map(rawDays::current)
                .mapToLong(Manifest::rows)
                .sum();
        equal(ingest, "read", ingest.count("read"), "kept as raw", ingest.count("raw"));
        equal(ingest, "kept as raw", ingest.count("raw"), "listed by raw's manifest", raw);
        equal(transform, "raw", raw, "taken up by transform", transform.count("raw"));
        equal(
                transform,
                "raw",
                raw,
                "curated, quarantined or duplicates",
                transform.count("curated") + transform.count("quarantined") + transform.count("duplicates"));
    }

    private static void equal(RunRecord runRecord, String of, long there, String to, long come) {
        if (there != come) {
            throw new Fault(
                            ErrorCode.ConservationViolated,
                            runRecord.dataset() + " " + runRecord.date(),
                            there + " records were " + of + " and " + come + " " + to,
                            "a stage lost or doubled records, or its record is of another run than the one before it",
                            "run the night again with force; if it comes back, it is a bug: keep the lake and report it")
                    .exception();
        }
    }
}
