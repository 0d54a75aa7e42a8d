package dev.madrugada.cli.size;

/**
 * The shards of a provisioned stream, and how long a day takes to read from them.
 *
 * <p>A shard accepts 1 MiB and 1,000 records a second, and delivers 2 MB a second in at most 5 calls of GetRecords. AWS
 * names a number of records a second too. All consumers of a shard that have no enhanced fan-out share this, so a shard that
 * is written at its limit all day takes more than twelve hours to read.
 *
 * @param shards of one stream
 * @param readMinutes of a whole day
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas and limits</a>
 */
record StreamSize(int shards, double readMinutes) {
    private static final double WRITE_BYTES_PER_SECOND = 1 << 20;
    private static final double WRITE_RECORDS_PER_SECOND = 1_000;
    private static final double READ_BYTES_PER_SECOND = 2e6;
    /** The share of the read limit that benchmarks/ingest.sh measured with a throttled stream of 16 shards. */
    private static final double READ_SHARE = 0.91;

    /** A night's read should take no longer; beyond it, hourly reads are recommended. */
    private static final double LONG_READ_MINUTES = 60;

    private static final int HOURS_PER_DAY = 24;
    /** The night starts two hours after the day, and a failed night has a day to be repaired in. */
    private static final double REPAIR_HOURS = 2 + HOURS_PER_DAY;

    static StreamSize of(Volume volume, Prices prices) {
        int shards = (int) Math.ceil(Math.max(
                volume.peakBytesPerSecond() / WRITE_BYTES_PER_SECOND,
                volume.peakRecordsPerSecond() / WRITE_RECORDS_PER_SECOND));
        int least = Math.max(1, shards);
        double seconds = Math.max(
                        volume.bytesPerDay() / READ_BYTES_PER_SECOND,
                        volume.recordsPerDay() / prices.get("kinesis.read-records-per-second"))
                / least
                / READ_SHARE;
        return new StreamSize(least, seconds / 60);
    }

    /** Whether a night's read of the whole day would take so long that the stream is better read every hour. */
    boolean isLongRead() {
        return readMinutes > LONG_READ_MINUTES;
    }

    /** Minutes that a read takes: of the day's last hour if the stream is read every hour, of the day otherwise. */
    double readMinutes(ReadSchedule schedule) {
        return schedule == ReadSchedule.HOURLY ? readMinutes / HOURS_PER_DAY : readMinutes;
    }

    /**
     * The retention that keeps a day until the night after a failed night has read it, in whole days. Hourly reads need
     * to keep only what a failed hour and a day of repair leave.
     */
    int retentionHours(ReadSchedule schedule) {
        double kept = (schedule == ReadSchedule.HOURLY ? 1 : HOURS_PER_DAY) + REPAIR_HOURS + readMinutes(schedule) / 60;
        return (int) Math.ceil(kept / HOURS_PER_DAY) * HOURS_PER_DAY;
    }

    /** When ingest reads the stream. */
    enum ReadSchedule {
        NIGHTLY,
        HOURLY
    }
}
