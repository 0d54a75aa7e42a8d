package dev.madrugada.kinesis;

import java.time.Duration;
import java.time.Instant;

/**
 * The window begins before the oldest record that the stream still keeps, so an answer would be silently short. No
 * retry cures it: the records are gone from the stream.
 */
public final class RecordsExpiredException extends KinesisSourceException {

    private final String stream;
    private final Instant missingFrom;
    private final Instant missingUntil;

    /**
     * @param stream the stream's name
     * @param missingFrom the window's start
     * @param missingUntil the horizon, or the window's end if that comes first; after {@code missingFrom}
     * @param retention how long the stream keeps a record
     */
    public RecordsExpiredException(String stream, Instant missingFrom, Instant missingUntil, Duration retention) {
        super(
                ("RecordsExpired: stream %s: the records of [%s, %s), %s of the window, are gone; the stream keeps a"
                                + " record for %d hours; read a window that starts later, take these records from where"
                                + " they were archived, and raise the stream's retention if windows are read this late")
                        .formatted(
                                stream,
                                missingFrom,
                                missingUntil,
                                Duration.between(missingFrom, missingUntil),
                                retention.toHours()),
                null);
        this.stream = stream;
        this.missingFrom = missingFrom;
        this.missingUntil = missingUntil;
    }

    public String stream() {
        return stream;
    }

    /** The first instant that is missing. */
    public Instant missingFrom() {
        return missingFrom;
    }

    /** The first instant after the missing ones. */
    public Instant missingUntil() {
        return missingUntil;
    }
}
