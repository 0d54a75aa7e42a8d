package dev.madrugada.kinesis.stream;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The records of a page that is still as it came: where in its bytes each has its texts and its payload. A record becomes
 * an object only while someone looks at it. Never changes.
 */
final class PageRecords extends AbstractList<StreamRecord> implements RandomAccess {

    /** Where something begins and how long it is: sequence number, partition key, payload, in this order. */
    static final int PLACES = 6;

    private final byte[] page;
    private final int[] places;
    private final long[] arrivals;
    private final int size;

    /**
     * @param places {@link #PLACES} for each record; all arrays may have room to spare
     * @param arrivals in milliseconds since 1970
     */
    PageRecords(byte[] page, int[] places, long[] arrivals, int size) {
        this.page = page;
        this.places = places;
        this.arrivals = arrivals;
        this.size = size;
    }

    @Override
    public StreamRecord get(int index) {
        int at = Objects.checkIndex(index, size) * PLACES;
        return new StreamRecord(slice(at), slice(at + 2), arrivals[index], slice(at + 4));
    }

    @Override
    public int size() {
        return size;
    }

    /** Added up without making a record. */
    ShardPage.Extent extent() {
        long charged = 0;
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            charged += places[i * PLACES + 3] + places[i * PLACES + 5];
            earliest = Math.min(earliest, arrivals[i]);
            latest = Math.max(latest, arrivals[i]);
        }
        long held = page.length + (long) places.length * Integer.BYTES + (long) arrivals.length * Long.BYTES;
        return new ShardPage.Extent(charged, held, earliest, latest);
    }

    private ByteSlice slice(int at) {
        return new ByteSlice(page, places[at], places[at + 1]);
    }
}
