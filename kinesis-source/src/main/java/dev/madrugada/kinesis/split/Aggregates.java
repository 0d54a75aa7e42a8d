package dev.madrugada.kinesis.split;

/** What becomes of a record in which the Kinesis Producer Library packed several. */
public enum Aggregates {
    /** Each record in it is a row. */
    UNPACKED,
    /** It is one row, as it was put. */
    VERBATIM
}
