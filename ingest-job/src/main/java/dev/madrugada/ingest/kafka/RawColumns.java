package dev.madrugada.ingest.kafka;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.madrugada.common.spark.RawSchema;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Turns the rows of Spark's Kafka source into rows of raw. */
final class RawColumns {
    /** The column timestampType of a record whose producer gave it its time. */
    private static final int CREATE_TIME = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The schema of Spark's Kafka source with headers. */
    static final StructType KAFKA = StructType.fromDDL("key BINARY, value BINARY, topic STRING, partition INT, offset"
            + " BIGINT, timestamp TIMESTAMP, timestampType INT, headers ARRAY<STRUCT<key: STRING, value: BINARY>>");

    private RawColumns() {}

    /** @param tombstones is increased by the number of records whose value is null */
    static Dataset<Row> of(Dataset<Row> kafka, SpanOffsets offsets, LongAccumulator tombstones) {
        Column arrivedAt = udf(new ArrivalInHour(offsets), DataTypes.TimestampType)
                .apply(col("partition"), col("offset"), col("timestamp"));
        return RawSchema.of(kafka.select(
                col("topic").as(RawSchema.STREAM),
                concat(col("topic"), lit("-"), col("partition").cast("string")).as(RawSchema.SHARD_ID),
                col("offset").cast("string").as(RawSchema.SEQUENCE_NUMBER),
                lit(0L).as(RawSchema.SUB_SEQUENCE_NUMBER),
                arrivedAt.as(RawSchema.ARRIVED_AT),
                udf(new Payload(tombstones), DataTypes.BinaryType)
                        .apply(col("value"))
                        .as(RawSchema.PAYLOAD),
                col("key").as(RawSchema.KEY),
                udf(new HeadersJson(), DataTypes.StringType)
                        .apply(col("headers"))
                        .as(RawSchema.HEADERS),
                when(col("timestampType").equalTo(CREATE_TIME), col("timestamp"))
                        .as(RawSchema.SOURCE_TIME)));
    }

    /** A record's timestamp, or the nearest millisecond of the hour that the record's offset belongs to. */
    static final class ArrivalInHour implements UDF3<Integer, Long, Timestamp, Timestamp> {
        private static final long serialVersionUID = 1L;
        private static final long HOUR = Duration.ofHours(1).toMillis();

        private final HashMap<Integer, long[]> edges = new HashMap<>();
        private final long start;

        ArrivalInHour(SpanOffsets span) {
            this.start = span.span().first().start().toEpochMilli();
            span.partitions()
                    .forEach(offsets -> edges.put(
                            offsets.partition(),
                            offsets.edges().stream().mapToLong(Long::longValue).toArray()));
        }

        @Override
        public Timestamp call(Integer partition, Long offset, @Nullable Timestamp timestamp) {
            long[] ends = edges.getOrDefault(partition, new long[0]);
            int hour = 0;
            while (hour < ends.length - 2 && offset >= ends[hour + 1]) {
                hour++;
            }
            long first = start + hour * HOUR;
            long time = timestamp == null ? first : timestamp.getTime();
            return new Timestamp(Math.min(Math.max(time, first), first + HOUR - 1));
        }
    }

    /** The value of a record; empty for a tombstone. */
    private static final class Payload implements UDF1<byte[], byte[]> {
        private static final long serialVersionUID = 1L;

        private final LongAccumulator tombstones;

        Payload(LongAccumulator tombstones) {
            this.tombstones = tombstones;
        }

        @Override
        public byte[] call(byte @Nullable [] value) {
            if (value == null) {
                tombstones.add(1L);
                return new byte[0];
            }
            return value;
        }
    }

    /** Headers as raw has them; null if there are none. */
    static final class HeadersJson implements UDF1<Seq<Row>, @Nullable String> {
        private static final long serialVersionUID = 1L;

        @Override
        public @Nullable String call(@Nullable Seq<Row> headers) {
            if (headers == null || headers.isEmpty()) {
                return null;
            }
            ArrayNode json = JSON.createArrayNode();
            for (Row header : JavaConverters.seqAsJavaList(headers)) {
                byte[] value = header.getAs(1);
                json.addObject()
                        .put("name", header.getString(0))
                        .put("value", value == null ? null : Base64.getEncoder().encodeToString(value));
            }
            return json.toString();
        }
    }

    /** The partitions of a topic, as Spark's option {@code assign} has them. */
    static String partitions(String topic, Set<Integer> partitions) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode numbers = json.putArray(topic);
        partitions.forEach(numbers::add);
        return json.toString();
    }

    /** An offset for each partition of a topic, as Spark's options have them. */
    static String offsets(String topic, Map<Integer, Long> offsets) {
        ObjectNode json = JSON.createObjectNode();
        ObjectNode byPartition = json.putObject(topic);
        offsets.forEach((partition, offset) -> byPartition.put(String.valueOf(partition), offset));
        return json.toString();
    }
}
