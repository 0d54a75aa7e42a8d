package dev.madrugada.ingest.files;

import dev.madrugada.common.time.ArrivalHour;
import java.io.Serializable;

/**
 * Records that could not be read from a file, or that were refused before they reached it.
 *
 * @param hour the start of the hour in which the file arrived, in seconds
 * @param position the position from which on nothing could be read; -1 if the file could be read
 * @param count the number of records; 1 if it is not known, because the file is broken
 */
record FileFinding(long hour, String uri, String reason, long position, long count) implements Serializable {
    private static final long READABLE = -1;

    static FileFinding broken(ListedFile file, String reason, long position) {
        return new FileFinding(hour(file), file.uri().toString(), reason, Math.max(0, position), 1);
    }

    static FileFinding refused(ListedFile file, String reason, long count) {
        return new FileFinding(hour(file), file.uri().toString(), reason, READABLE, count);
    }

    private static long hour(ListedFile file) {
        return ArrivalHour.of(file.arrivedAt()).start().getEpochSecond();
    }

    boolean isBroken() {
        return position != READABLE;
    }
}
