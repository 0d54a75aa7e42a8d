package dev.madrugada.kinesis.split;

/**
 * How the source reads an aggregate, which is one Kinesis record with several user records of the Kinesis Producer
 * Library.
 */
public enum Aggregates {
    /** Each user record becomes a row. */
    UNPACKED,
    /** The aggregate becomes one row with its original payload. */
    VERBATIM
}
