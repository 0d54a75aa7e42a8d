package dev.madrugada.kinesis.stream;

import java.io.Serializable;

/**
 * Opens clients on the driver and on executors. Stateless and serialisable. Two instances that open the same kind of
 * client are equal, so that Spark recognises equal scans.
 */
@FunctionalInterface
public interface StreamClients extends Serializable {

    /** Opens a client, which the caller closes. Opening a client does not call Kinesis. */
    StreamClient open(StreamAccess access);

    /** Clients of the AWS SDK. */
    static StreamClients aws() {
        return new AwsStreamClients();
    }
}
