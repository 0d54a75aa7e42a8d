package dev.madrugada.kinesis.stream;

import java.io.Serializable;

/**
 * Opens clients, on the driver and on executors. Stateless and serialisable; equal to another if both open clients of
 * the same kind, so that Spark sees two equal scans as equal.
 */
@FunctionalInterface
public interface StreamClients extends Serializable {

    /** A new client, which the caller closes. Calls nothing yet. */
    StreamClient open(StreamAccess access);

    /** Clients of the AWS SDK. */
    static StreamClients aws() {
        return new AwsStreamClients();
    }
}
