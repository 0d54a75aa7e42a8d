package dev.madrugada.common.run;

import java.util.Map;
import java.util.Optional;

/**
 * The conservation equation of an arrival day: {@code read = raw = curated + quarantined + duplicates}. Ingest records
 * the first two counts, transform the last four, under the names below.
 *
 * @param read from the source
 * @param raw in the lake
 * @param curated won their key
 * @param quarantined were refused
 * @param duplicates lost their key to another record
 */
public record Conservation(long read, long raw, long curated, long quarantined, long duplicates) {
    private static final String READ = "read";
    private static final String RAW = "raw";
    private static final String CURATED = "curated";
    private static final String QUARANTINED = "quarantined";
    private static final String DUPLICATES = "duplicates";

    /** The counts that the two stages recorded; raw as ingest recorded it. */
    public static Conservation of(RunRecord ingest, RunRecord transform) {
        return new Conservation(
                ingest.count(READ),
                ingest.count(RAW),
                transform.count(CURATED),
                transform.count(QUARANTINED),
                transform.count(DUPLICATES));
    }

    /** The counts of transform, which does not know how many records were read. */
    public static Conservation ofTransform(long raw, long curated, long quarantined, long duplicates) {
        return new Conservation(raw, raw, curated, quarantined, duplicates);
    }

    /** Ingest's counts, by the names of its run record. */
    public static Map<String, Long> ingestCounts(long read, long raw) {
        return Map.of(READ, read, RAW, raw);
    }

    /** Raw as the transform recorded it. */
    public static long rawOf(RunRecord transform) {
        return transform.count(RAW);
    }

    /** Transform's counts, by the names of its run record. */
    public Map<String, Long> transformCounts() {
        return Map.of(RAW, raw, CURATED, curated, QUARANTINED, quarantined, DUPLICATES, duplicates);
    }

    /** Whether no record was lost or doubled. */
    public boolean holds() {
        return atIngest().isEmpty() && atTransform().isEmpty();
    }

    /** The difference between what was read and what is in raw, in words; empty if there is none. */
    public Optional<String> atIngest() {
        return read == raw ? Optional.empty() : Optional.of(read + " records were read and " + raw + " kept as raw");
    }

    /** The difference between raw and the outcomes of its records, in words; empty if there is none. */
    public Optional<String> atTransform() {
        return raw == curated + quarantined + duplicates
                ? Optional.empty()
                : Optional.of("raw " + raw + " is not curated " + curated + " + quarantined " + quarantined
                        + " + duplicates " + duplicates);
    }
}
