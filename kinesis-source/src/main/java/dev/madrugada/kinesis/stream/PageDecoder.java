package dev.madrugada.kinesis.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of GetRecords in CBOR (<a
 * href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html">its members</a>; an arrival time is
 * milliseconds since 1970). All of it or nothing: an answer that is not whole and well-formed is a
 * {@link MalformedPageException}. Unknown members are passed over. Used once.
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
    private final Function<String, ? extends RuntimeException> withoutArrival;

    private int[] places = new int[0];
    private long[] arrivals = new long[0];
    private int size;
    private @Nullable String nextIterator;
    private long behind = ShardPage.UNKNOWN;

    private PageDecoder(byte[] bytes, Function<String, ? extends RuntimeException> withoutArrival) {
        this.bytes = bytes;
        this.in = new CborReader(bytes);
        this.withoutArrival = withoutArrival;
    }

    /**
     * @param bytes handed over: the records lie in them, and what came in chunks is pushed together
     * @param withoutArrival what to throw for the sequence number of a record without an arrival time
     */
    static IteratedPage decoded(byte[] bytes, Function<String, ? extends RuntimeException> withoutArrival) {
        return new PageDecoder(bytes, withoutArrival).page();
    }

    private IteratedPage page() {
        for (long left = in.map(); in.hasMore(left); left--) {
            in.key();
            if (in.is(RECORDS)) {
                records();
            } else if (in.is(NEXT_ITERATOR)) {
                nextIterator = in.skippedNull() ? null : text();
            } else if (in.is(BEHIND)) {
                behind = in.skippedNull() ? ShardPage.UNKNOWN : distance();
            } else {
                in.skip();
            }
        }
        in.end();
        PageRecords records = new PageRecords(bytes, places, arrivals, size);
        ShardPage.Successor successor = nextIterator == null ? ShardPage.Successor.NOTHING : ShardPage.Successor.PAGE;
        return new IteratedPage(new ShardPage(records, successor, behind, records.extent()), nextIterator);
    }

    private String text() {
        in.text();
        return new ByteSlice(bytes, in.from(), in.length()).text();
    }

    private long distance() {
        long distance = in.integer();
        if (distance < 0) {
            throw new MalformedPageException("it lies " + distance + " ms behind the latest record");
        }
        return distance;
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
                places = Arrays.copyOf(places, room * PageRecords.PLACES);
            }
            record();
            size++;
        }
    }

    private void record() {
        int at = size * PageRecords.PLACES;
        Arrays.fill(places, at, at + PageRecords.PLACES, ABSENT);
        boolean arrived = false;
        for (long left = in.map(); in.hasMore(left); left--) {
            in.key();
            if (in.is(SEQUENCE_NUMBER)) {
                in.text();
                place(at);
            } else if (in.is(PARTITION_KEY)) {
                in.text();
                place(at + 2);
            } else if (in.is(DATA)) {
                in.binary();
                place(at + 4);
            } else if (in.is(ARRIVAL)) {
                arrived = !in.skippedNull();
                arrivals[size] = arrived ? in.integer() : 0;
            } else {
                in.skip();
            }
        }
        checkWhole(at);
        if (!arrived) {
            throw withoutArrival.apply(new ByteSlice(bytes, places[at], places[at + 1]).text());
        }
    }

    private void place(int at) {
        places[at] = in.from();
        places[at + 1] = in.length();
    }

    private void checkWhole(int at) {
        if (places[at] == ABSENT || places[at + 2] == ABSENT || places[at + 4] == ABSENT) {
            throw new MalformedPageException("record " + size + " lacks its sequence number, its key or its payload");
        }
    }

    private static byte[] name(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
