package dev.madrugada.kinesis;

/**
 * Records of the window have expired, or may have expired before they were read. A result would be incomplete. A retry
 * cannot help, because the stream no longer has the records.
 */
public final class RecordsExpiredException extends KinesisSourceException {

    private final MissingRecords missing;

    public RecordsExpiredException(MissingRecords missing) {
        super(
                "RecordsExpired: " + missing
                        + "; read a window that starts later, or set on-expired to read-what-is-left; restore these"
                        + " records from an archive; raise the stream's retention if windows are read this late",
                null);
        this.missing = missing;
    }

    /** The missing records. If several parts of the window are missing, the first part that was found. */
    public MissingRecords missing() {
        return missing;
    }
}
