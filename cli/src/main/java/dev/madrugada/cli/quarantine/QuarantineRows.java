package dev.madrugada.cli.quarantine;

import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads and groups quarantined records, whose rows have raw's columns and {@link #REASONS}. All steps are pure. */
final class QuarantineRows {
    static final String REASONS = "reasons";
    static final String CODE = "code";
    static final String COLUMN = "column";
    static final String DETAIL = "detail";
    static final String EXAMPLE = "example";
    static final String REASON = "reason";
    static final String RECORDS = "records";
    static final String DAYS = "days";
    static final String FIRST = "first";

    private static final String[] COORDINATES = {
        RawSchema.STREAM, RawSchema.SHARD_ID, RawSchema.SEQUENCE_NUMBER, RawSchema.SUB_SEQUENCE_NUMBER
    };

    private QuarantineRows() {}

    /** The read schema. In files of earlier releases the reasons have no example; Spark reads it as null. */
    static StructType schema() {
        StructType reason = new StructType()
                .add(CODE, DataTypes.StringType)
                .add(COLUMN, DataTypes.StringType)
                .add(DETAIL, DataTypes.StringType)
                .add(EXAMPLE, DataTypes.StringType);
        return RawSchema.schema().add(REASONS, DataTypes.createArrayType(reason));
    }

    /**
     * The records that the manifests list.
     *
     * @param code if given, only records with a reason of this code are returned
     */
    static Dataset<Row> read(SparkSession spark, Collection<Manifest> manifests, Optional<String> code) {
        Dataset<Row> all = PublishedRows.read(spark, schema(), manifests);
        return code.map(wanted -> all.filter(functions.array_contains(functions.col(REASONS + "." + CODE), wanted)))
                .orElse(all);
    }

    /** The records sorted by arrival time, then by coordinates. */
    static Dataset<Row> ordered(Dataset<Row> records) {
        return records.orderBy(
                functions.col(RawSchema.ARRIVED_AT),
                functions.col(RawSchema.SHARD_ID),
                // Sequence numbers are decimal numbers of any length, so a shorter text is a smaller number.
                functions.length(functions.col(RawSchema.SEQUENCE_NUMBER)),
                functions.col(RawSchema.SEQUENCE_NUMBER),
                functions.col(RawSchema.SUB_SEQUENCE_NUMBER));
    }

    /** Only the records with this sequence number. */
    static Dataset<Row> withSequenceNumber(Dataset<Row> records, String sequenceNumber) {
        return records.filter(functions.col(RawSchema.SEQUENCE_NUMBER).equalTo(sequenceNumber));
    }

    /**
     * One row per reason (code, column, detail), sorted by the number of records, highest first: the number of records
     * and of arrival days, and the first record. A record with two reasons counts for both.
     */
    static Dataset<Row> grouped(Dataset<Row> records) {
        Column coordinates = functions.struct(columns(COORDINATES));
        Column first = functions.min(functions.struct(Stream.concat(
                        Stream.of(functions.col(RawSchema.ARRIVED_AT)),
                        Stream.concat(
                                Stream.of(columns(COORDINATES)),
                                Stream.of(functions.col(REASON + "." + EXAMPLE).as(EXAMPLE))))
                .toArray(Column[]::new)));
        return records.withColumn(REASON, functions.explode(functions.col(REASONS)))
                .groupBy(
                        functions.col(REASON + "." + CODE).as(CODE),
                        functions.col(REASON + "." + COLUMN).as(COLUMN),
                        functions.col(REASON + "." + DETAIL).as(DETAIL))
                .agg(
                        functions.count_distinct(coordinates).as(RECORDS),
                        functions
                                .count_distinct(functions.to_date(functions.col(RawSchema.ARRIVED_AT)))
                                .as(DAYS),
                        first.as(FIRST))
                .orderBy(
                        functions.col(RECORDS).desc(),
                        functions.col(CODE),
                        functions.col(COLUMN),
                        functions.col(DETAIL));
    }

    private static Column[] columns(String... names) {
        return Stream.of(names).map(functions::col).toArray(Column[]::new);
    }
}
