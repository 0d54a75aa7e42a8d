package dev.madrugada.cli.size;

import java.util.Locale;

/**
 * What a Spark job takes, by measured runs of this project on 2 cores (README.md, docs/sizing.md): seconds that do not
 * depend on the number of records, and core-seconds for a million records of {@link #MEASURED_BYTES} bytes.
 */
enum JobWork {
    INGEST(7.6, 10.3),
    TRANSFORM(13.4, 12.1),
    QUALITY(9.5, 10.3);

    /** The mean size of the order events that were measured. */
    static final double MEASURED_BYTES = 400;
    /** An assumption: half of the work is for a record, half for its bytes. */
    private static final double SHARE_OF_BYTES = 0.5;

    private final double fixedSeconds;
    private final double coreSecondsPerMillion;

    JobWork(double fixedSeconds, double coreSecondsPerMillion) {
        this.fixedSeconds = fixedSeconds;
        this.coreSecondsPerMillion = coreSecondsPerMillion;
    }

    String stage() {
        return name().toLowerCase(Locale.ROOT);
    }

    double fixedSeconds() {
        return fixedSeconds;
    }

    /** The core-seconds for the records of a day. */
    double coreSeconds(Volume volume) {
        double bytes = volume.bytesPerRecord() / MEASURED_BYTES;
        return coreSecondsPerMillion * volume.millions() * (1 - SHARE_OF_BYTES + SHARE_OF_BYTES * bytes);
    }

    /** The seconds that the job takes on so many cores, without the start of a cluster. */
    double seconds(Volume volume, double cores) {
        return fixedSeconds + coreSeconds(volume) / cores;
    }
}
