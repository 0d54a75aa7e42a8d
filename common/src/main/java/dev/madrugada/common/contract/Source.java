package dev.madrugada.common.contract;

/** Where a dataset's records come from. */
public sealed interface Source {
    /** A stream of Kinesis, by name or ARN. */
    record Kinesis(String stream) implements Source {}
}
