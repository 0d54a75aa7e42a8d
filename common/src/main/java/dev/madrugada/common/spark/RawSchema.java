package dev.madrugada.common.spark;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The schema of the raw table: the payload's bytes unchanged, and the record's coordinates in its stream. Other kinds of
 * source can fill the same columns, such as Kafka with topic-partition and offset.
 */
public final class RawSchema {
    public static final String STREAM = "stream";
    public static final String SHARD_ID = "shard_id";
    public static final String SEQUENCE_NUMBER = "sequence_number";
    public static final String SUB_SEQUENCE_NUMBER = "sub_sequence_number";
    public static final String PARTITION_KEY = "partition_key";
    public static final String ARRIVED_AT = "arrived_at";
    public static final String PAYLOAD = "payload";

    /** The name of the subfolder column: the hour of arrival in UTC, two digits. It is not a column of the files. */
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
