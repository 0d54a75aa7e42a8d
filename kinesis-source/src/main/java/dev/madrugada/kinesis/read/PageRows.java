package dev.madrugada.kinesis.read;

import dev.madrugada.kinesis.deaggregate.KplAggregate;
import dev.madrugada.kinesis.deaggregate.UserRecord;
import dev.madrugada.kinesis.split.Aggregates;
import dev.madrugada.kinesis.split.ReadConfig;
import dev.madrugada.kinesis.stream.ByteSlice;
import dev.madrugada.kinesis.stream.StreamRecord;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/**
 * Iterates over the rows of a page that belong to the window. Every row is the same object: Spark copies the rows that
 * it keeps, in the projection above a row-based source.
 */
final class PageRows {

    /** The start of the window, inclusive, in milliseconds since 1970. */
    private final long start;

    /** The end of the window, exclusive, in milliseconds since 1970. */
    private final long end;

    private final Aggregates aggregates;
    private final RecordColumn[] columns;
    private final Object[] values;
    private final InternalRow row;
    private final CurrentRecord current = new CurrentRecord();

    private List<StreamRecord> records = List.of();
    private int next;
    private Iterator<UserRecord> packed = Collections.emptyIterator();
    private long emitted;
    private long emittedBytes;

    PageRows(ReadConfig config, List<RecordColumn> columns) {
        this.start = config.window().startMillis();
        this.end = config.window().endMillis();
        this.aggregates = config.aggregates();
        this.columns = columns.toArray(RecordColumn[]::new);
        this.values = new Object[this.columns.length];
        this.row = new GenericInternalRow(values);
    }

    void setPage(ReadPage page) {
        records = page.page().records();
        next = 0;
        current.setOrigin(page.origin());
    }

    /**
     * Sets the row to the next record of the page. At the end of the page, this method returns false and drops all
     * references to the page.
     */
    boolean next() {
        if (packed.hasNext()) {
            current.show(packed.next());
            fill();
            return true;
        }
        while (next < records.size()) {
            StreamRecord record = records.get(next++);
            if (record.arrivedMillis() >= start && record.arrivedMillis() < end) {
                open(record);
                return true;
            }
        }
        records = List.of();
        packed = Collections.emptyIterator();
        current.clear();
        Arrays.fill(values, null);
        return false;
    }

    InternalRow row() {
        return row;
    }

    /** The number of rows so far. */
    long emitted() {
        return emitted;
    }

    /** The payload bytes of the rows so far. */
    long emittedBytes() {
        return emittedBytes;
    }

    private void open(StreamRecord record) {
        current.show(record);
        packed = aggregates == Aggregates.UNPACKED ? packedIn(record.rawPayload()) : Collections.emptyIterator();
        if (packed.hasNext()) {
            current.show(packed.next());
        }
        fill();
    }

    private static Iterator<UserRecord> packedIn(ByteSlice payload) {
        return KplAggregate.recordsIn(payload.array(), payload.from(), payload.length())
                .iterator();
    }

    private void fill() {
        for (int i = 0; i < values.length; i++) {
            values[i] = columns[i].value(current);
        }
        emitted++;
        emittedBytes += current.payloadLength();
    }
}
