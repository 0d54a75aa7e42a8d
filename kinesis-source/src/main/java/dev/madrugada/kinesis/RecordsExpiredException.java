package dev.madrugada.kinesis;

/**
 * The stream no longer holds all records of the window, or nobody can prove that it still did when they were read: an
 * answer could be silently short. No retry cures it: the records are gone from the stream.
 */
public final class RecordsExpiredException extends KinesisSourceException {

    private final MissingRecords missing;

    public RecordsExpiredException(MissingRecords missing) {
        super(
                "RecordsExpired: " + missing
                        + "; read a window that starts later, or set on-expired to read-what-is-left; take these records"
                        + " from where they were archived, and raise the stream's retention if windows are read this"
                        + " late",
                null);
        this.missing = missing;
    }

    /** Which records are gone. Where more than one stretch is, the first that was noticed. */
    public MissingRecords missing() {
        return missing;
    }
}
