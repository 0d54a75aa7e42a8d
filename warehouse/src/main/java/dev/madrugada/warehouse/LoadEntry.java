package dev.madrugada.warehouse;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A line of the ledger: what of a partition is in the warehouse.
 *
 * @param generation the lake's generation that was loaded
 * @param content the content digest of that generation
 */
public record LoadEntry(
        String dataset, LocalDate day, long generation, String content, long rows, String runId, Instant loadedAt) {

    /** Whether this is the load of that very content. */
    public boolean isOf(long otherGeneration, String otherContent) {
        return generation == otherGeneration && content.equals(otherContent);
    }
}
