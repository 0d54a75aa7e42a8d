package dev.madrugada.kinesis.split;

/** What the source does if records of the window have expired. */
public enum OnExpired {
    /** The read fails. The exception names the missing records. */
    FAIL,
    /** The read returns the remaining records. The log and the metrics report the missing ones. */
    READ_WHAT_IS_LEFT
}
