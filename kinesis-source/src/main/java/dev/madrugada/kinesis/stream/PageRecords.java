package dev.madrugada.kinesis.stream;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The records of an encoded page: the offsets of each record's texts and payload in the response. A record object is
 * created each time the caller requests a record. Immutable.
 */
final class PageRecords extends AbstractList<StreamRecord> implements RandomAccess {

    /** The offset and length of the sequence number, the partition key and the payload, in this order. */
    static final int OFFSETS_PER_RECORD = 6;

    private final byte[] page;
    private final int[] offsets;
    private final long[] arrivals;
    private final int size;

    /**
     * @param offsets {@link #OFFSETS_PER_RECORD} values for each record; all arrays may be longer than needed
     * @param arrivals in milliseconds since 1970
     */
    PageRecords(byte[] page, int[] offsets, long[] arrivals, int size) {
        this.page = page;
        this.offsets = offsets;
        this.arrivals = arrivals;
        this.size = size;
    }

    @Override
    public StreamRecord get(int index) {
        int at = Objects.checkIndex(index, size) * OFFSETS_PER_RECORD;
        return new StreamRecord(slice(at), slice(at + 2), arrivals[index], slice(at + 4));
    }

    @Override
    public int size() {
        return size;
    }

    /** The totals of the page, computed without record objects. */
    ShardPage.Extent extent() {
        long charged = 0;
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            charged += offsets[i * OFFSETS_PER_RECORD + 3] + offsets[i * OFFSETS_PER_RECORD + 5];
            earliest = Math.min(earliest, arrivals[i]);
            latest = Math.max(latest, arrivals[i]);
        }
        long held = page.length + (long) offsets.length * Integer.BYTES + (long) arrivals.length * Long.BYTES;
        return new ShardPage.Extent(charged, held, earliest, latest);
    }

    private ByteSlice slice(int at) {
        return new ByteSlice(page, offsets[at], offsets[at + 1]);
    }
}
