package dev.madrugada.ingest.kinesis;

import dev.madrugada.common.spark.RawSchema;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Compares what a stream shows of an hour with what is published of the hour. */
final class Continuity {
    private Continuity() {}

    /**
     * Records that the stream has and the published hour lacks.
     *
     * @param count how many
     * @param shard the shard of the first of them, by arrival
     */
    record Missing(long count, String shard, String sequenceNumber, Instant arrivedAt) {}

    /**
     * Finds the records of the stream that are not among the published ones. User records of an aggregate have their
     * record's sequence number, so it does not matter whether aggregates were unpacked.
     *
     * @param seen records that the stream shows, all of them of the published hours
     * @param published the records of these hours in the lake
     */
    static Optional<Missing> missing(Dataset<Row> seen, Dataset<Row> published) {
        Dataset<Row> coordinates = published.select(RawSchema.SHARD_ID, RawSchema.SEQUENCE_NUMBER);
        Row found = seen.join(
                        coordinates,
                        seen.col(RawSchema.SHARD_ID)
                                .equalTo(coordinates.col(RawSchema.SHARD_ID))
                                .and(seen.col(RawSchema.SEQUENCE_NUMBER)
                                        .equalTo(coordinates.col(RawSchema.SEQUENCE_NUMBER))),
                        "left_anti")
                .agg(
                        functions.count(functions.lit(1)),
                        functions.min(functions.struct(
                                functions.unix_micros(functions.col(RawSchema.ARRIVED_AT)),
                                functions.col(RawSchema.SHARD_ID),
                                functions.col(RawSchema.SEQUENCE_NUMBER))))
                .head();
        if (found.getLong(0) == 0) {
            return Optional.empty();
        }
        Row first = found.getStruct(1);
        return Optional.of(new Missing(
                found.getLong(0),
                first.getString(1),
                first.getString(2),
                Instant.EPOCH.plusNanos(first.getLong(0) * 1_000)));
    }
}
