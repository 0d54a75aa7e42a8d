package dev.madrugada.report.proof;

/**
 * What became of the records of an arrival day.
 *
 * @param read from the source
 * @param raw in the lake
 */
public record RecordCounts(long read, long raw, long curated, long quarantined, long duplicates) {
    /** Nothing was lost between source and lake, and each record has exactly one fate. */
    public boolean hold() {
        return read == raw && raw == curated + quarantined + duplicates;
    }
}
