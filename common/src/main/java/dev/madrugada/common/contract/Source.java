package dev.madrugada.common.contract;

/** The origin of a dataset's records. */
public sealed interface Source {
    /**
     * A Kinesis stream.
     *
     * @param stream the stream's name or ARN
     */
    record Kinesis(String stream) implements Source {}
}
