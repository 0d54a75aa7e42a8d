package dev.madrugada.common.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The conservation equations of an arrival day. Of records: {@code read = raw = accepted + quarantined}. Of the accepted
 * records' rows: {@code rows = curated + duplicates}. Without {@code payload.rows} in the contract each accepted record
 * is one row. Ingest records the first two counts, transform the others, under the names below.
 *
 * @param read records from the source
 * @param raw records in the lake
 * @param curated rows that won their key
 * @param quarantined records that were refused
 * @param duplicates rows that lost their key to another row
 * @param accepted records that were not refused
 * @param rows the rows of the accepted records
 */
public record Conservation(
        long read, long raw, long curated, long quarantined, long duplicates, long accepted, long rows) {
    private static final String READ = "read";
    private static final String RAW = "raw";
    private static final String CURATED = "curated";
    private static final String QUARANTINED = "quarantined";
    private static final String DUPLICATES = "duplicates";
    private static final String ACCEPTED = "accepted";
    private static final String ROWS = "rows";

    /** The counts of a day of which each accepted record is one row. */
    public Conservation(long read, long raw, long curated, long quarantined, long duplicates) {
        this(read, raw, curated, quarantined, duplicates, curated + duplicates, curated + duplicates);
    }

    /** The counts that the two stages recorded; raw as ingest recorded it. */
    public static Conservation of(RunRecord ingest, RunRecord transform) {
        long read = ingest.count(READ);
        long raw = ingest.count(RAW);
        long curated = transform.count(CURATED);
        long quarantined = transform.count(QUARANTINED);
        long duplicates = transform.count(DUPLICATES);
        return transform.counts().containsKey(ROWS)
                ? new Conservation(
                        read, raw, curated, quarantined, duplicates, transform.count(ACCEPTED), transform.count(ROWS))
                : new Conservation(read, raw, curated, quarantined, duplicates);
    }

    /** The counts of transform, which does not know how many records were read. */
    public static Conservation ofTransform(
            long raw, long accepted, long quarantined, long rows, long curated, long duplicates) {
        return new Conservation(raw, raw, curated, quarantined, duplicates, accepted, rows);
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

    /** {@link #transformCounts}, with the counts that differ if a record may have several rows. */
    public Map<String, Long> transformCountsWithRows() {
        Map<String, Long> counts = new TreeMap<>(transformCounts());
        counts.put(ACCEPTED, accepted);
        counts.put(ROWS, rows);
        return counts;
    }

    /** Whether the number of rows differs from the number of accepted records, so that both have to be shown. */
    public boolean hasSeveralRows() {
        return rows != accepted;
    }

    /** Whether no record and no row was lost or doubled. */
    public boolean holds() {
        return atIngest().isEmpty() && atTransform().isEmpty();
    }

    /** The difference between what was read and what is in raw, in words; empty if there is none. */
    public Optional<String> atIngest() {
        return read == raw ? Optional.empty() : Optional.of(read + " records were read and " + raw + " kept as raw");
    }

    /** The difference between raw and the outcomes of its records and rows, in words; empty if there is none. */
    public Optional<String> atTransform() {
        if (raw != accepted + quarantined) {
            return Optional.of(
                    accepted == rows && rows == curated + duplicates
                            ? "raw " + raw + " is not curated " + curated + " + quarantined " + quarantined
                                    + " + duplicates " + duplicates
                            : "raw " + raw + " is not accepted " + accepted + " + quarantined " + quarantined);
        }
        return rows == curated + duplicates
                ? Optional.empty()
                : Optional.of("rows " + rows + " is not curated " + curated + " + duplicates " + duplicates);
    }
}
