package dev.madrugada.cli.size;

/**
 * The records of one stream.
 *
 * @param recordsPerDay records that arrive in 24 hours
 * @param bytesPerRecord mean size of a record's data and partition key
 * @param peak the rate in the busiest second divided by the mean rate; at least 1
 */
record Volume(double recordsPerDay, double bytesPerRecord, double peak) {
    static final double SECONDS_PER_DAY = 86_400;

    double millions() {
        return recordsPerDay / 1e6;
    }

    double bytesPerDay() {
        return recordsPerDay * bytesPerRecord;
    }

    double peakRecordsPerSecond() {
        return recordsPerDay / SECONDS_PER_DAY * peak;
    }

    double peakBytesPerSecond() {
        return bytesPerDay() / SECONDS_PER_DAY * peak;
    }
}
