package dev.madrugada.localstack.kinesis;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Records made up for a measurement: the same number in each open shard, spread evenly over a time, of one size, with
 * random bytes that follow from the seed.
 *
 * @param records in all
 * @param bytes of data of each
 */
record Fill(long records, int bytes, Instant from, Instant to, long seed) {

    /** Shard after shard, so that a page's records lie side by side. */
    StreamLog.Source into(List<Shard> shards, long firstOrdinal) {
        return sink -> {
            SplittableRandom random = new SplittableRandom(seed);
            long start = from.toEpochMilli();
            long span = to.toEpochMilli() - start;
            long ordinal = firstOrdinal;
            for (int s = 0; s < shards.size(); s++) {
                int shard = shards.get(s).index();
                for (long i = s; i < records; i += shards.size()) {
                    // As a fraction of the span first: span times records overflows.
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
