package dev.madrugada.common.spark;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The schema of the raw table: the payload's bytes unchanged, and the record's coordinates in its source. A Kafka
 * partition, or a file, takes the place of the shard, and the offset, or the position in the file, that of the sequence
 * number.
 */
public final class RawSchema {
    public static final String STREAM = "stream";
    public static final String SHARD_ID = "shard_id";
    public static final String SEQUENCE_NUMBER = "sequence_number";
    public static final String SUB_SEQUENCE_NUMBER = "sub_sequence_number";
    public static final String PARTITION_KEY = "partition_key";
    public static final String ARRIVED_AT = "arrived_at";
    public static final String PAYLOAD = "payload";
    /** The key of a Kafka record; null for other sources. */
    public static final String KEY = "key";
    /**
     * The headers of a Kafka record, in order: a JSON array of objects with {@code name} and {@code value}, which is in
     * Base64 or null. Null for other sources.
     */
    public static final String HEADERS = "headers";
    /** The time that the producer gave the record; null if the source has none. */
    public static final String SOURCE_TIME = "source_time";

    private static final StructType SCHEMA = new StructType()
            .add(STREAM, DataTypes.StringType)
            .add(SHARD_ID, DataTypes.StringType)
            .add(SEQUENCE_NUMBER, DataTypes.StringType)
            .add(SUB_SEQUENCE_NUMBER, DataTypes.LongType)
            .add(PARTITION_KEY, DataTypes.StringType)
            .add(ARRIVED_AT, DataTypes.TimestampType)
            .add(PAYLOAD, DataTypes.BinaryType)
            .add(KEY, DataTypes.BinaryType)
            .add(HEADERS, DataTypes.StringType)
            .add(SOURCE_TIME, DataTypes.TimestampType);

    private RawSchema() {}

    public static StructType schema() {
        return SCHEMA;
    }

    /**
     * The columns with texts that the producer chose and that no contract describes. A partition key is often a
     * customer's number or address, so these values are in files of records only, not in manifests.
     */
    private static SortedSet<String> chosenByProducer() {
        return new TreeSet<>(List.of(PARTITION_KEY, HEADERS));
    }

    /** The columns without minimum and maximum in manifests, which have each shard's first and last sequence number. */
    static SortedSet<String> withoutRange() {
        SortedSet<String> columns = chosenByProducer();
        columns.add(SEQUENCE_NUMBER);
        return columns;
    }

    /** The columns of which a file has about as many values as rows: a dictionary of them is built in vain. */
    static SortedSet<String> unrepeated() {
        return new TreeSet<>(List.of(SEQUENCE_NUMBER, PARTITION_KEY, ARRIVED_AT, PAYLOAD, KEY, SOURCE_TIME));
    }

    /** The rows with the columns of raw in order; columns that the rows lack are null. */
    public static Dataset<Row> of(Dataset<Row> rows) {
        StructField[] fields = SCHEMA.fields();
        Column[] columns = new Column[fields.length];
        for (int i = 0; i < fields.length; i++) {
            String name = fields[i].name();
            columns[i] = rows.schema().getFieldIndex(name).isDefined()
                    ? functions.col(name)
                    : functions.lit(null).cast(fields[i].dataType()).as(name);
        }
        return rows.select(columns);
    }
}
