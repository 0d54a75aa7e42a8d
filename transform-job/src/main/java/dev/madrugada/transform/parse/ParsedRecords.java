package dev.madrugada.transform.parse;

import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.spark.SparkTypes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Parses raw rows into records with typed columns and reasons for refusal. Each payload is parsed once.
 *
 * <p>The parser runs in {@code mapPartitions} and not as a function in a projection: the optimizer would copy such a
 * function into a filter over its result, and parse each payload twice.
 */
public final class ParsedRecords {
    static final int ARRIVED_AT_AT = RawSchema.schema().fieldIndex(RawSchema.ARRIVED_AT);
    static final int PAYLOAD_AT = RawSchema.schema().fieldIndex(RawSchema.PAYLOAD);
    static final int ARRIVAL_DAY_AT = RawSchema.schema().size();

    private ParsedRecords() {}

    /**
     * Parses the records of one arrival day. The result has the columns of {@link RecordColumns}, then the payload's
     * columns in the contract's order.
     *
     * @param raw rows with {@link RawSchema#schema()}
     */
    public static Dataset<Row> of(Dataset<Row> raw, LocalDate arrivalDay, DatasetContract contract) {
        return of(raw, arrivalDay, contract, seenColumns(raw.sparkSession()));
    }

    /** Registers an accumulator in which the tasks collect the columns that occur in payloads. */
    public static SeenColumns seenColumns(SparkSession spark) {
        SeenColumns seen = new SeenColumns();
        spark.sparkContext().register(seen, "seen columns");
        return seen;
    }

    /**
     * Parses the records of one arrival day, as {@link #of(Dataset, LocalDate, DatasetContract)} does.
     *
     * @param seen is complete once an action has parsed all records
     */
    public static Dataset<Row> of(Dataset<Row> raw, LocalDate arrivalDay, DatasetContract contract, SeenColumns seen) {
        Column day = functions.lit((int) arrivalDay.toEpochDay()).as(RecordColumns.ARRIVAL_DAY);
        List<Column> carried = new ArrayList<>();
        for (String name : RawSchema.schema().fieldNames()) {
            Column column = functions.col(name);
            // Converting a long into a row and back is free; converting a java.sql.Timestamp is not.
            carried.add((name.equals(RawSchema.ARRIVED_AT) ? functions.unix_micros(column) : column)
                    .as(RecordColumns.of(name)));
        }
        carried.add(day);
        ParseRaw parse = new ParseRaw(contract.payload(), contract.eventTime(), seen);
        StructType plain = plainSchema(contract);
        return raw.select(carried.toArray(Column[]::new))
                .mapPartitions(parse, Encoders.row(plain))
                .select(Arrays.stream(plain.fields())
                        .map(field -> finished(field, contract))
                        .toArray(Column[]::new));
    }

    /** The Spark type of a {@link ParsedValue#value()}: timestamps are longs (microseconds), dates ints (days). */
    public static DataType plainType(ColumnType type) {
        return switch (type.kind()) {
            case TIMESTAMP -> DataTypes.LongType;
            case DATE -> DataTypes.IntegerType;
            default -> SparkTypes.of(type);
        };
    }

    /** Converts a column of {@link #plainType} to the Spark type of the contract's type. */
    public static Column finished(Column plain, ColumnType type) {
        return switch (type.kind()) {
            case TIMESTAMP -> functions.timestamp_micros(plain);
            case DATE -> functions.date_from_unix_date(plain);
            default -> plain;
        };
    }

    private static StructType plainSchema(DatasetContract contract) {
        StructType schema = new StructType();
        for (StructField field : RawSchema.schema().fields()) {
            DataType type = field.name().equals(RawSchema.ARRIVED_AT) ? DataTypes.LongType : field.dataType();
            schema = schema.add(RecordColumns.of(field.name()), type);
        }
        schema = schema.add(RecordColumns.ARRIVAL_DAY, DataTypes.IntegerType)
                .add(RecordColumns.EVENT_DAY, DataTypes.IntegerType)
                .add(RecordColumns.REASONS, DataTypes.createArrayType(Reason.schema(), false), false);
        for (SourceColumn source : contract.payload().columns()) {
            schema =
                    schema.add(source.column().name(), plainType(source.column().type()));
        }
        return schema;
    }

    private static Column finished(StructField field, DatasetContract contract) {
        Column column = functions.col(field.name());
        Column finished = switch (field.name()) {
            case "raw$" + RawSchema.ARRIVED_AT -> functions.timestamp_micros(column);
            case RecordColumns.ARRIVAL_DAY, RecordColumns.EVENT_DAY -> functions.date_from_unix_date(column);
            default ->
                contract.payload().columns().stream()
                        .map(SourceColumn::column)
                        .filter(own -> own.name().equals(field.name()))
                        .findFirst()
                        .map(own -> finished(column, own.type()))
                        .orElse(column);
        };
        return finished.as(field.name());
    }
}
