package dev.madrugada.localstack.kinesis;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Generates records for measurements: equally many in each open shard, of equal size, with evenly spaced arrival times.
 * The data of the records are random bytes derived from the seed.
 *
 * @param records total number of records
 * @param bytes size of each record's data
 * @param from first arrival time
 * @param to end of the arrival times, exclusive
 */
record GeneratedRecords(long records, int bytes, Instant from, Instant to, long seed) {

    /** The records shard by shard, so that the records of a page are adjacent in the log. */
    StreamLog.Source source(List<Shard> shards, long firstOrdinal) {
        return sink -> {
            SplittableRandom random = new SplittableRandom(seed);
            long start = from.toEpochMilli();
            long span = to.toEpochMilli() - start;
            long ordinal = firstOrdinal;
            for (int s = 0; s < shards.size(); s++) {
                int shard = shards.get(s).index();
                for (long i = s; i < records; i += shards.size()) {
                    // Divide first: the product of span and record number can overflow.
                    long arrival = start + (long) ((double) i / records * span);
                    byte[] data = new byte[bytes];
                    random.nextBytes(data);
                    SequenceNumber number = new SequenceNumber(arrival, SequenceNumber.LIVE, ordinal++, shard);
                    sink.put(new StoredRecord(number, "fill-" + i, data));
                }
            }
        };
    }
}
