package dev.madrugada.transform.outcome;

import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.RecordColumns;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Selects the refused records: their raw columns unchanged, so that they can be sent again, and their reasons. */
public final class Quarantined {
    /** The quarantine's column of reasons: an array of structs with {@link Reason#schema()}. */
    public static final String REASONS = "reasons";

    private static final StructType SCHEMA =
            RawSchema.schema().add(REASONS, DataTypes.createArrayType(Reason.schema(), false), false);

    private Quarantined() {}

    /** The columns of the quarantine's files: those of raw, and {@link #REASONS}. */
    public static StructType schema() {
        return SCHEMA;
    }

    public static Dataset<Row> of(Dataset<Row> validated) {
        Stream<Column> raw = Arrays.stream(RawSchema.schema().fieldNames())
                .map(name -> functions.col(RecordColumns.of(name)).as(name));
        Stream<Column> reasons = Stream.of(functions.col(RecordColumns.REASONS).as(REASONS));
        return validated
                .filter(functions.not(RecordColumns.isValid()))
                .select(Stream.concat(raw, reasons).toArray(Column[]::new))
                .sortWithinPartitions(
                        RawSchema.ARRIVED_AT,
                        RawSchema.SHARD_ID,
                        RawSchema.SEQUENCE_NUMBER,
                        RawSchema.SUB_SEQUENCE_NUMBER);
    }
}
