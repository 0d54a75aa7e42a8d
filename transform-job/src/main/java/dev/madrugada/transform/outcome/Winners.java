package dev.madrugada.transform.outcome;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.transform.parse.RecordColumns;
import dev.madrugada.transform.record.RawRecord;
import dev.madrugada.transform.record.ValidatedRecord.ValidRow;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that are kept of a few valid rows, by the keys and the precedence by which the job decides. One task holds
 * all of them in memory: it is meant for a contract's own tests.
 */
public final class Winners {
    private Winners() {}

    /**
     * The rows that are kept.
     *
     * @param valid rows with {@link RecordColumns} and the contract's columns, the rows of a record in their order
     */
    public static Dataset<Row> of(Dataset<Row> valid, DatasetContract contract) {
        StructType schema = valid.schema();
        Task task = new Task(Precedence.of(contract), schema, contract.columns().size());
        return valid.sparkSession()
                .internalCreateDataFrame(
                        valid.coalesce(1)
                                .queryExecution()
                                .toRdd()
                                .toJavaRDD()
                                .mapPartitions(task)
                                .rdd(),
                        schema,
                        false);
    }

    /** The curated columns of the kept rows of one event day, sorted by key. */
    public static Dataset<Row> onDay(Dataset<Row> winners, LocalDate eventDay, DatasetContract contract) {
        return winners.filter(functions.col(RecordColumns.EVENT_DAY).equalTo(functions.lit(eventDay)))
                .sortWithinPartitions(contract.key().columns().stream()
                        .map(functions::col)
                        .toArray(org.apache.spark.sql.Column[]::new))
                .select(contract.curatedColumns().stream()
                        .map(Column::name)
                        .map(functions::col)
                        .toArray(org.apache.spark.sql.Column[]::new));
    }

    private record Task(Precedence precedence, StructType schema, int columns)
            implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
        @Override
        public Iterator<InternalRow> call(Iterator<InternalRow> rows) {
            Map<ByteBuffer, Candidate> winners = new LinkedHashMap<>();
            SortableBytes buffer = new SortableBytes();
            int dayAt = schema.fieldIndex(RecordColumns.EVENT_DAY);
            while (rows.hasNext()) {
                InternalRow row = rows.next().copy();
                RawRecord raw = new RawRecord(row, 0);
                int index = row.getInt(schema.fieldIndex(RecordColumns.ROW_INDEX));
                int day = row.getInt(dayAt);
                ValidRow valid = new ValidRow(index, day, values(row, schema.size() - columns));
                byte[] key = precedence.key(raw, valid, buffer);
                byte[] keyOfDay = ByteBuffer.allocate(Integer.BYTES + key.length)
                        .putInt(day)
                        .put(key)
                        .array();
                winners.merge(
                        ByteBuffer.wrap(keyOfDay),
                        new Candidate(0, day, key, precedence.precedence(raw, valid, buffer), values(row, 0), 1),
                        Candidate::winnerOver);
            }
            return winners.values().stream().map(winner -> winner.row()).iterator();
        }

        /** The row's values from a position on. */
        private GenericInternalRow values(InternalRow row, int first) {
            GenericInternalRow values = new GenericInternalRow(schema.size() - first);
            for (int i = first; i < schema.size(); i++) {
                values.update(i - first, row.get(i, schema.fields()[i].dataType()));
            }
            return values;
        }
    }
}
