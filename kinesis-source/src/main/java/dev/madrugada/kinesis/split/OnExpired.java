package dev.madrugada.kinesis.split;

/** What becomes of a read some of whose records have expired. */
public enum OnExpired {
    /** It fails, and says what is missing. */
    FAIL,
    /** It gives what is left, and says what is missing in the log and in its metrics. */
    READ_WHAT_IS_LEFT
}
