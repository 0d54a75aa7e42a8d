package dev.madrugada.kinesis.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the CBOR response of GetRecords (<a
 * href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">its members</a>; an arrival time
 * is milliseconds since 1970). An incomplete or malformed response gives a {@link MalformedPageException}, never a part
 * of the records. Unknown members are skipped. Used once.
 */
final class PageDecoder {

    private static final byte[] RECORDS = name("Records");
    private static final byte[] NEXT_ITERATOR = name("NextShardIterator");
    private static final byte[] BEHIND = name("MillisBehindLatest");
    private static final byte[] SEQUENCE_NUMBER = name("SequenceNumber");
    private static final byte[] PARTITION_KEY = name("PartitionKey");
    private static final byte[] ARRIVAL = name("ApproximateArrivalTimestamp");
    private static final byte[] DATA = name("Data");

    private static final int FIRST_ROOM = 32;
    private static final int ABSENT = -1;

    private final byte[] bytes;
    private final CborReader in;
    private final Function<String, ? extends RuntimeException> missingArrivalTime;

    private int[] offsets = new int[0];
    private long[] arrivals = new long[0];
    private int size;
    private @Nullable String nextIterator;
    private long behind = ShardPage.UNKNOWN;

    private PageDecoder(byte[] bytes, Function<String, ? extends RuntimeException> missingArrivalTime) {
        this.bytes = bytes;
        this.in = new CborReader(bytes);
        this.missingArrivalTime = missingArrivalTime;
    }

    /**
     * @param bytes the decoder takes ownership: the records refer to the array, and chunked strings are joined in place
     * @param missingArrivalTime creates the exception for a record without an arrival time, from its sequence number
     */
    static IteratedPage decoded(byte[] bytes, Function<String, ? extends RuntimeException> missingArrivalTime) {
        return new PageDecoder(bytes, missingArrivalTime).page();
    }

    private IteratedPage page() {
        for (long left = in.map(); in.hasMore(left); left--) {
            in.key();
            if (in.is(RECORDS)) {
                records();
            } else if (in.is(NEXT_ITERATOR)) {
                nextIterator = in.skippedNull() ? null : text();
            } else if (in.is(BEHIND)) {
                behind = in.skippedNull() ? ShardPage.UNKNOWN : millisBehind();
            } else {
                in.skip();
            }
        }
        in.end();
        PageRecords records = new PageRecords(bytes, offsets, arrivals, size);
        ShardPage.Successor successor = nextIterator == null ? ShardPage.Successor.NONE : ShardPage.Successor.PAGE;
        return new IteratedPage(new ShardPage(records, successor, behind, records.extent()), nextIterator);
    }

    private String text() {
        in.text();
        return new ByteSlice(bytes, in.from(), in.length()).text();
    }

    private long millisBehind() {
        long millisBehind = in.integer();
        if (millisBehind < 0) {
            throw new MalformedPageException("its MillisBehindLatest is " + millisBehind);
        }
        return millisBehind;
    }

    private void records() {
        size = 0;
        if (in.skippedNull()) {
            return;
        }
        for (long left = in.array(); in.hasMore(left); left--) {
            if (size == arrivals.length) {
                int room = Math.max(FIRST_ROOM, size * 2);
                arrivals = Arrays.copyOf(arrivals, room);
                offsets = Arrays.copyOf(offsets, room * PageRecords.OFFSETS_PER_RECORD);
            }
            record();
            size++;
        }
    }

    private void record() {
        int at = size * PageRecords.OFFSETS_PER_RECORD;
        Arrays.fill(offsets, at, at + PageRecords.OFFSETS_PER_RECORD, ABSENT);
        boolean arrived = false;
        for (long left = in.map(); in.hasMore(left); left--) {
            in.key();
            if (in.is(SEQUENCE_NUMBER)) {
                in.text();
                setOffsets(at);
            } else if (in.is(PARTITION_KEY)) {
                in.text();
                setOffsets(at + 2);
            } else if (in.is(DATA)) {
                in.binary();
                setOffsets(at + 4);
            } else if (in.is(ARRIVAL)) {
                arrived = !in.skippedNull();
                arrivals[size] = arrived ? in.integer() : 0;
            } else {
                in.skip();
            }
        }
        checkWhole(at);
        if (!arrived) {
            throw missingArrivalTime.apply(new ByteSlice(bytes, offsets[at], offsets[at + 1]).text());
        }
    }

    private void setOffsets(int at) {
        offsets[at] = in.from();
        offsets[at + 1] = in.length();
    }

    private void checkWhole(int at) {
        if (offsets[at] == ABSENT || offsets[at + 2] == ABSENT || offsets[at + 4] == ABSENT) {
            throw new MalformedPageException(
                    "record " + size + " lacks its sequence number, its partition key or its payload");
        }
    }

    private static byte[] name(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
