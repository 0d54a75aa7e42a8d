package dev.madrugada.ingest;

import java.util.Set;

/**
 * Records that may be missing from new content of an hour because they were erased on purpose.
 *
 * @param coordinates which records
 */
record ErasedRecords(Set<Coordinates> coordinates) {
    /** Nothing was erased. */
    static final ErasedRecords NONE = new ErasedRecords(Set.of());

    /** What identifies a record in its source. */
    record Coordinates(String shard, String sequenceNumber, long subSequenceNumber) {
        @Override
        public String toString() {
            return "shard " + shard + ", sequence number " + sequenceNumber
                    + (subSequenceNumber == 0 ? "" : ", sub-sequence number " + subSequenceNumber);
        }
    }

    ErasedRecords {
        coordinates = Set.copyOf(coordinates);
    }
}
