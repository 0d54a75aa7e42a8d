package dev.madrugada.transform.record;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.RecordColumns;
import dev.madrugada.transform.record.ValidatedRecord.ValidRow;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Validates a day's raw rows as a dataset, with the columns of {@link RecordColumns} and the contract's columns. A record
 * has one row for each of its rows; a refused one, and one without rows, has exactly one.
 */
public record ValidatedRows(RecordPlan plan, StructType schema) {
    public static ValidatedRows of(RecordPlan plan, DatasetContract contract) {
        StructType schema = new StructType();
        for (StructField field : RawSchema.schema().fields()) {
            schema = schema.add(RecordColumns.of(field.name()), field.dataType());
        }
        schema = schema.add(RecordColumns.ARRIVAL_DAY, DataTypes.DateType)
                .add(RecordColumns.EVENT_DAY, DataTypes.DateType)
                .add(RecordColumns.ROW_INDEX, DataTypes.IntegerType, false)
                .add(RecordColumns.REASONS, DataTypes.createArrayType(Reason.schema(), false), false);
        for (StructField column : SparkTypes.schema(contract.columns()).fields()) {
            schema = schema.add(column);
        }
        return new ValidatedRows(plan, schema);
    }

    /**
     * The records of one arrival day.
     *
     * @param raw rows with {@link RawSchema#schema()}
     */
    public Dataset<Row> of(Dataset<Row> raw, LocalDate arrivalDay) {
        SparkSession spark = raw.sparkSession();
        Task task = new Task(plan, schema, (int) arrivalDay.toEpochDay());
        return spark.internalCreateDataFrame(
                raw.queryExecution().toRdd().toJavaRDD().mapPartitions(task).rdd(), schema, false);
    }

    private record Task(RecordPlan plan, StructType schema, int arrivalDay)
            implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
        @Override
        public Iterator<InternalRow> call(Iterator<InternalRow> raw) {
            RecordValidator validator = plan.validator();
            UnsafeProjection projection = UnsafeProjection.create(schema);
            Queue<InternalRow> ready = new ArrayDeque<>();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    while (ready.isEmpty() && raw.hasNext()) {
                        RawRecord record = new RawRecord(raw.next(), arrivalDay);
                        addRows(record, validator.validated(record), ready);
                    }
                    return !ready.isEmpty();
                }

                @Override
                public InternalRow next() {
                    return projection.apply(ready.remove());
                }
            };
        }

        private void addRows(RawRecord raw, ValidatedRecord record, Queue<InternalRow> ready) {
            if (record.isValid() && !record.rows().isEmpty()) {
                record.rows().forEach(row -> ready.add(row(raw, record, row)));
            } else {
                ValidRow first = record.rows().isEmpty()
                        ? new ValidRow(0, null, new GenericInternalRow(plan.columns()))
                        : record.rows().get(0);
                ready.add(row(raw, record, first));
            }
        }

        private InternalRow row(RawRecord raw, ValidatedRecord record, ValidRow validated) {
            int rawColumns = RawSchema.schema().size();
            GenericInternalRow row = new GenericInternalRow(schema.size());
            for (int i = 0; i < rawColumns; i++) {
                row.update(i, raw.row().get(i, schema.fields()[i].dataType()));
            }
            if (record.isValid()) {
                // Only a refused record needs its payload again.
                row.update(schema.fieldIndex(RecordColumns.PAYLOAD), null);
            }
            row.update(rawColumns, arrivalDay);
            row.update(rawColumns + 1, validated.eventDay());
            row.update(rawColumns + 2, validated.index());
            row.update(rawColumns + 3, Reason.array(record.reasons()));
            for (int i = 0; i < plan.columns(); i++) {
                row.update(rawColumns + 4 + i, validated.values().genericGet(i));
            }
            return row;
        }
    }
}
