package dev.madrugada.localstack.kinesis;

import dev.madrugada.localstack.http.ServiceException;
import java.util.Comparator;

/**
 * The place of a record in its shard. As text 56 decimal digits, as long as Kinesis's own, that sort by arrival time; so
 * a day preloaded later than its successor still lies before it.
 *
 * @param arrivalMillis arrival, epoch milliseconds
 * @param run which batch of records: from the content for a preload, {@link #LIVE} for a put
 * @param ordinal the number within the run
 * @param shard the shard's index in its stream
 */
record SequenceNumber(long arrivalMillis, long run, long ordinal, int shard) implements Comparable<SequenceNumber> {
    static final long LIVE = 99_999_999_999L;
    private static final String VERSION = "49";
    private static final int LENGTH = 56;

    private static final Comparator<SequenceNumber> ORDER = Comparator.comparingLong(SequenceNumber::arrivalMillis)
            .thenComparingLong(SequenceNumber::run)
            .thenComparingLong(SequenceNumber::ordinal)
            .thenComparingInt(SequenceNumber::shard);

    /** Before every record of the shard. */
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
        return VERSION + digits(arrivalMillis, 15) + digits(run, 11) + digits(ordinal, 18) + digits(shard, 10);
    }

    private static String digits(long number, int width) {
        String text = Long.toString(number);
        return "0".repeat(width - text.length()) + text;
    }
}
