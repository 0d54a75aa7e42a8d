package dev.madrugada.transform.outcome;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.Key;
import dev.madrugada.transform.record.RawRecord;
import dev.madrugada.transform.record.ValidatedRecord.ValidRow;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a row's key, and its precedence among rows with the same key and event day: the row with the greatest
 * precedence is kept. Both are {@link SortableBytes}. Arrival time and the record's coordinates decide where the
 * contract's {@code keep} does not, so the result does not depend on the order in which Spark reads the records.
 */
final class Precedence implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] keyColumns;
    private final ColumnType[] keyTypes;
    private final boolean isFixedWidth;
    private final Key.Keep.Order order;
    private final int by;
    private final @Nullable ColumnType byType;

    private Precedence(DatasetContract contract) {
        List<Column> columns = contract.columns();
        List<String> names = columns.stream().map(Column::name).toList();
        Key key = contract.key();
        this.keyColumns = key.columns().stream().mapToInt(names::indexOf).toArray();
        this.keyTypes = new ColumnType[keyColumns.length];
        for (int i = 0; i < keyColumns.length; i++) {
            keyTypes[i] = columns.get(keyColumns[i]).type();
        }
        this.isFixedWidth = keyTypes.length == 1
                && key.nullable().isEmpty()
                && switch (keyTypes[0].kind()) {
                    case BIGINT, INTEGER, TIMESTAMP, DATE -> true;
                    default -> false;
                };
        this.order = key.keep().order();
        this.by = names.indexOf(key.keep().by());
        this.byType = by < 0 ? null : columns.get(by).type();
    }

    static Precedence of(DatasetContract contract) {
        return new Precedence(contract);
    }

    /**
     * Whether the key is one number of at most 64 bits: then the first eight bytes of the key are all of it, and sorting
     * by it is as fast as sorting by a hash.
     */
    boolean isFixedWidthKey() {
        return isFixedWidth;
    }

    /** The key of a row. Without key columns it is the record's coordinates and the row's index. */
    byte[] key(RawRecord raw, ValidRow row, SortableBytes buffer) {
        if (keyColumns.length == 0) {
            addCoordinates(raw, buffer);
            buffer.addLong(row.index());
        } else if (isFixedWidth) {
            buffer.addValue(java.util.Objects.requireNonNull(row.values().genericGet(keyColumns[0])), keyTypes[0]);
        } else {
            for (int i = 0; i < keyColumns.length; i++) {
                buffer.addNullable(row.values().genericGet(keyColumns[i]), keyTypes[i]);
            }
        }
        return buffer.taken();
    }

    /** The precedence of a row. Of rows of one record with the same key, the first is kept if the latest is. */
    byte[] precedence(RawRecord raw, ValidRow row, SortableBytes buffer) {
        if (byType != null) {
            addBy(row.values().genericGet(by), byType, buffer);
            addCoordinates(raw, buffer);
        } else {
            addCoordinates(raw, buffer);
            if (order == Key.Keep.Order.LEAST) {
                buffer.reverse(0);
            }
        }
        buffer.addLong(-row.index());
        return buffer.taken();
    }

    /** Nulls lose, whatever the order. */
    private void addBy(@Nullable Object value, ColumnType type, SortableBytes buffer) {
        buffer.addByte(value == null ? 0 : 1);
        int from = buffer.length();
        if (value != null) {
            buffer.addValue(value, type);
        }
        if (order == Key.Keep.Order.LEAST) {
            buffer.reverse(from);
        }
    }

    /** The arrival, then where the record came from. */
    static void addCoordinates(RawRecord raw, SortableBytes buffer) {
        buffer.addLong(raw.arrivedMicros());
        buffer.addText(raw.shardId());
        buffer.addDigits(raw.sequenceNumber());
        buffer.addLong(raw.subSequenceNumber());
        buffer.addText(raw.stream());
    }
}
