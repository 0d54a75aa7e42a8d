package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.ServiceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * The sequence number of a record. As text it has 56 decimal digits, as in Kinesis. Sequence numbers sort by arrival
 * time. A day's records therefore precede the next day's records, in whatever order the two days were preloaded.
 *
 * @param arrivalMillis arrival time in epoch milliseconds; the ApproximateArrivalTimestamp may differ
 * @param run distinguishes sources of records: derived from the content for a preload, {@link #LIVE} for a put
 * @param ordinal position of the record within the run
 * @param shard the shard's index in its stream
 */
record SequenceNumber(long arrivalMillis, long run, long ordinal, int shard) implements Comparable<SequenceNumber> {
    static final long LIVE = 99_999_999_999L;
    private static final String VERSION = "49";
    static final int LENGTH = 56;

    private static final Comparator<SequenceNumber> ORDER = Comparator.comparingLong(SequenceNumber::arrivalMillis)
            .thenComparingLong(SequenceNumber::run)
            .thenComparingLong(SequenceNumber::ordinal)
            .thenComparingInt(SequenceNumber::shard);

    /** A number that precedes all records of the shard that arrive at this time or later. */
    static SequenceNumber lowerBound(long arrivalMillis, int shard) {
        return new SequenceNumber(Math.max(0, arrivalMillis), 0, 0, shard);
    }

    /** A number that precedes all records of the shard. */
    static SequenceNumber first(int shard) {
        return new SequenceNumber(0, 0, 0, shard);
    }

    static SequenceNumber parse(String text) throws ServiceException {
        if (text.length() != LENGTH
                || !text.startsWith(VERSION)
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new ServiceException("InvalidArgumentException", "not a sequence number of this stream: " + text);
        }
        return new SequenceNumber(
                Long.parseLong(text, 2, 17, 10),
                Long.parseLong(text, 17, 28, 10),
                Long.parseLong(text, 28, 46, 10),
                Integer.parseInt(text, 46, 56, 10));
    }

    @Override
    public int compareTo(SequenceNumber other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        byte[] digits = new byte[LENGTH];
        write(digits, 0);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    /** Writes the {@link #LENGTH} digits at this index. */
    void write(byte[] into, int at) {
        into[at] = (byte) VERSION.charAt(0);
        into[at + 1] = (byte) VERSION.charAt(1);
        digits(into, at + 2, 15, arrivalMillis);
        digits(into, at + 17, 11, run);
        digits(into, at + 28, 18, ordinal);
        digits(into, at + 46, 10, shard);
    }

    private static void digits(byte[] into, int at, int width, long number) {
        long rest = number;
        for (int i = at + width - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (rest != 0) {
            throw new IllegalArgumentException(number + " has more than " + width + " digits");
        }
    }

    /** Reads the digits that {@link #write} wrote. */
    static SequenceNumber read(ByteBuffer from, int at) {
        return new SequenceNumber(number(from, at + 2, 15), number(from, at + 17, 11), number(from, at + 28, 18), (int)
                number(from, at + 46, 10));
    }

    private static long number(ByteBuffer from, int at, int width) {
        long number = 0;
        for (int i = at; i < at + width; i++) {
            number = number * 10 + (from.get(i) - '0');
        }
        return number;
    }
}
