package dev.madrugada.cli.doctor.account;

import dev.madrugada.cli.doctor.check.Check;
import dev.madrugada.cli.doctor.check.Finding;
import dev.madrugada.cli.doctor.check.Target;
import dev.madrugada.common.contract.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The stream of the contract: that it exists, and keeps records until the night has read them. */
final class StreamChecks {
    /** A night reads a day that ended hours ago; a day of retention leaves it no time, and none to repair a failure. */
    private static final int LEAST_RETENTION_HOURS = 48;

    private static final String STREAM = "stream";

    private final KinesisClient kinesis;
    private final Source source;
    private @Nullable StreamDescriptionSummary summary;

    StreamChecks(KinesisClient kinesis, Target target) {
        this.kinesis = kinesis;
        this.source = target.contract().source();
    }

    List<Check> checks() {
        return List.of(
                Check.of(STREAM, this::exists),
                Check.of("stream-retention", this::retention).after(STREAM),
                Check.of("stream-encryption", this::encryption).after(STREAM));
    }

    private Finding exists() {
        if (!(source instanceof Source.Kinesis named)) {
            return Finding.skipped("the dataset does not read Kinesis", "");
        }
        try {
            summary = described(named.stream());
        } catch (ResourceNotFoundException missing) {
            return Finding.failed(
                    "there is no stream " + named.stream(),
                    "create it, or correct source.kinesis.stream in dataset.yaml, or AWS_REGION");
        }
        String seen = named.stream() + " is " + summary.streamStatusAsString() + ", "
                + summary.streamModeDetails().streamModeAsString() + ", " + summary.openShardCount() + " open shards";
        return summary.streamStatus() == StreamStatus.DELETING || summary.streamStatus() == StreamStatus.CREATING
                ? Finding.failed(seen, "wait until it is ACTIVE")
                : Finding.ok(seen);
    }

    private StreamDescriptionSummary described(String stream) {
        return kinesis.describeStreamSummary(ask -> {
                    if (stream.startsWith("arn:")) {
                        ask.streamARN(stream);
                    } else {
                        ask.streamName(stream);
                    }
                })
                .streamDescriptionSummary();
    }

    private StreamDescriptionSummary found() {
        if (summary == null) {
            throw new IllegalStateException("the stream was not looked up");
        }
        return summary;
    }

    private Finding retention() {
        int hours = found().retentionPeriodHours();
        return hours >= LEAST_RETENTION_HOURS
                ? Finding.ok(hours + " hours")
                : Finding.failed(
                        hours + " hours: records expire before a night that failed can be repeated",
                        "aws kinesis increase-stream-retention-period --retention-period-hours " + LEAST_RETENTION_HOURS
                                + " (or more); it does not bring expired records back");
    }

    private Finding encryption() {
        return found().encryptionType() == EncryptionType.KMS
                ? Finding.ok("encrypted with a KMS key")
                : Finding.warning(
                        "records are not encrypted at rest",
                        "aws kinesis start-stream-encryption --encryption-type KMS --key-id alias/aws/kinesis");
    }
}
