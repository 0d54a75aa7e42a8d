package dev.madrugada.warehouse;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Generation;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A row of the load ledger: the content of a partition that is in the warehouse.
 *
 * @param day the partition's day
 * @param generation the generation of the lake partition that was loaded
 * @param content content digest of that generation
 * @param rows number of rows that were loaded
 */
public record LoadEntry(
        String dataset, LocalDate day, long generation, Digest content, long rows, String runId, Instant loadedAt) {

    /** Whether this entry is a load of the same generation and content. */
    public boolean isOf(Generation other) {
        return day.equals(other.partition().day()) && generation == other.number() && content.equals(other.content());
    }
}
