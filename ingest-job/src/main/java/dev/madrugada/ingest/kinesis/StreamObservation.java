package dev.madrugada.ingest.kinesis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run saw of the stream, with what all runs until then saw of it. The latest observation is therefore enough.
 *
 * @param stream the stream's identity: ARN and creation time
 * @param retentionHours the stream's retention at {@code at}
 * @param expiredBefore records that arrived earlier may have expired for good by {@code at}, as the observations show
 * @param unprovenBefore records that arrived earlier may have expired before the stream's first observation
 * @param earlierStreamSeen when an earlier stream of the same ARN was last observed; null if none ever was
 */
record StreamObservation(
        int version,
        String stream,
        String arn,
        Instant created,
        long retentionHours,
        Instant at,
        String runId,
        Instant expiredBefore,
        Instant unprovenBefore,
        @Nullable Instant earlierStreamSeen) {
    static final int VERSION = 1;

    StreamObservation {
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "an observation of version " + version + "; this release reads version " + VERSION);
        }
    }
}
