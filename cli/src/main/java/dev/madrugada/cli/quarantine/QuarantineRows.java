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

/** Quarantined records as rows: raw's columns and {@link #REASONS}. Pure steps. */
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

    /** Files that were written before reasons had an example read as null there. */
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
     * @param code only those with a reason of this code, if given
     */
    static Dataset<Row> read(SparkSession spark, Collection<Manifest> manifests, Optional<String> code) {
        Dataset<Row> all = PublishedRows.read(spark, schema(), manifests);
        return code.map(wanted -> all.filter(functions.array_contains(functions.col(REASONS + "." + CODE), wanted)))
                .orElse(all);
    }

    /** In the order of their arrival, then of their coordinates. */
    static Dataset<Row> ordered(Dataset<Row> records) {
        return records.orderBy(
                functions.col(RawSchema.ARRIVED_AT),
                functions.col(RawSchema.SHARD_ID),
                // Sequence numbers are decimal and of any length.
                functions.length(functions.col(RawSchema.SEQUENCE_NUMBER)),
                functions.col(RawSchema.SEQUENCE_NUMBER),
                functions.col(RawSchema.SUB_SEQUENCE_NUMBER));
    }

    /** Only the records with this sequence number. */
    static Dataset<Row> withSequenceNumber(Dataset<Row> records, String sequenceNumber) {
        return records.filter(functions.col(RawSchema.SEQUENCE_NUMBER).equalTo(sequenceNumber));
    }

    /**
     * One row a reason (code, column, detail), most records first: how many records and arrival days have it, and the
     * first of its records. A record with two reasons counts for both.
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
