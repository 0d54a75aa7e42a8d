package dev.madrugada.transform.outcome;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.spark.SparkTypes;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The form of a row on its way to its file: the curated columns, then the columns below. A refused record is such a row
 * too: without curated values, but with the record itself.
 */
public final class OutcomeRow {
    /** Decides the task that writes the row: equal for rows with the same event day and key. */
    static final String HASH = "hash$";
    /** The event day; null in a refused record. */
    static final String DAY = "event$day";

    static final String KEY = "key$";
    static final String PRECEDENCE = "precedence$";
    /** The number of the arrival day's rows that this row stands for: itself, and those that lost to it already. */
    static final String ARRIVED = "arrived$";
    /** The refused record, as a row of {@link Quarantined#schema}; null in a valid row. */
    static final String REFUSED = "refused$";

    private OutcomeRow() {}

    static StructType schema(DatasetContract contract) {
        return SparkTypes.schema(contract.curatedColumns())
                .add(HASH, DataTypes.LongType, false)
                .add(DAY, DataTypes.IntegerType)
                .add(KEY, DataTypes.BinaryType, false)
                .add(PRECEDENCE, DataTypes.BinaryType, false)
                .add(ARRIVED, DataTypes.LongType, false)
                .add(REFUSED, DataTypes.BinaryType);
    }

    /** The positions of the curated columns among all columns of the contract. */
    static int[] curatedPositions(DatasetContract contract) {
        List<Column> columns = contract.columns();
        return contract.curatedColumns().stream().mapToInt(columns::indexOf).toArray();
    }

    /** Reads the columns of rows with a number of curated columns. */
    public record Reader(int curated) implements java.io.Serializable {
        public boolean isRefused(InternalRow row) {
            return !row.isNullAt(curated + 5);
        }

        public int day(InternalRow row) {
            return row.getInt(curated + 1);
        }

        public byte[] key(InternalRow row) {
            return row.getBinary(curated + 2);
        }

        public long arrived(InternalRow row) {
            return row.getLong(curated + 4);
        }

        public byte[] refused(InternalRow row) {
            return row.getBinary(curated + 5);
        }
    }
}
