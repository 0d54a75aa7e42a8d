package dev.madrugada.common.spark;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The raw record: the payload byte for byte as it was put, and where it came from. Kafka and files fill the same
 * columns (topic-partition and offset, file and line).
 */
public final class RawSchema {
    public static final String STREAM = "stream";
    public static final String SHARD_ID = "shard_id";
    public static final String SEQUENCE_NUMBER = "sequence_number";
    public static final String SUB_SEQUENCE_NUMBER = "sub_sequence_number";
    public static final String PARTITION_KEY = "partition_key";
    public static final String ARRIVED_AT = "arrived_at";
    public static final String PAYLOAD = "payload";

    /** The folder below a run's folder: the hour of arrival, two digits, in UTC. Not a column of the file. */
    public static final String HOUR = "hour";

    private RawSchema() {}

    public static StructType schema() {
        return new StructType()
                .add(STREAM, DataTypes.StringType)
                .add(SHARD_ID, DataTypes.StringType)
                .add(SEQUENCE_NUMBER, DataTypes.StringType)
                .add(SUB_SEQUENCE_NUMBER, DataTypes.LongType)
                .add(PARTITION_KEY, DataTypes.StringType)
                .add(ARRIVED_AT, DataTypes.TimestampType)
                .add(PAYLOAD, DataTypes.BinaryType);
    }
}
