package dev.madrugada.common.run;

import org.jspecify.annotations.Nullable;

/**
 * The records of an arrival day that were quarantined for one reason, or that ingest could not read
 * ({@link #INPUT_REFUSED}).
 *
 * @param code the reason's code, such as {@code TypeMismatch}; public, see docs/dataset.md
 * @param column the contract's column that the reason is about; null if it is about the whole record
 * @param detail what was seen, for people; never a value of the payload
 * @param count records with this reason; a record with two reasons counts for both
 * @param example one of these records; null if none was kept
 */
public record Refusal(
        String code,
        @Nullable String column,
        String detail,
        long count,
        @Nullable Example example) {
    /** The code of records that ingest could not read: they are in neither raw nor the quarantine. */
    public static final String INPUT_REFUSED = "InputRefused";

    /**
     * One refused record.
     *
     * @param masked the value with letters and digits replaced, so that its form is seen and its content is not;
     *     null if the record had no value there
     * @param stream where the record came from, as raw names it
     * @param shardId as raw names it
     * @param sequenceNumber as raw names it
     * @param subSequenceNumber as raw names it
     */
    public record Example(
            @Nullable String masked, String stream, String shardId, String sequenceNumber, long subSequenceNumber) {}
}
