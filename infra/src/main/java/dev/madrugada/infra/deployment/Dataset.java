package dev.madrugada.infra.deployment;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One dataset's night.
 *
 * @param name the folder below {@code datasets/}, and the dataset's name in the contract
 * @param id distinguishes the dataset's resources in the template; by default the name
 * @param dayZone the contract's {@code day-zone}, in which the schedule runs
 * @param stream ARN of the Kinesis stream; null makes one of this dataset's name, unless the dataset reads files
 * @param sourceRole ARN of the role of another account that ingest assumes to read the stream; null for none
 * @param files what ingest reads instead of a stream: locations of the contract's {@code source.files}, and of its error
 *     prefix, such as {@code s3://bucket/prefix/}; empty for a stream
 * @param filesKey ARN of the KMS key of the files' bucket; null if S3's own keys encrypt it
 * @param kafka how ingest reaches the brokers of the contract's {@code source.kafka}, instead of a stream; null for none
 * @param database the contract's {@code catalog.database}; null if the contract has no catalog
 * @param format the contract's {@code format}
 * @param hourly true to read the source every hour too
 * @param longestMinutes a night that takes longer raises an alarm
 * @param quarantinedPercent a night that quarantines this share of its records raises an alarm
 */
public record Dataset(
        String name,
        @Nullable String id,
        @Nullable String dayZone,
        @Nullable String stream,
        @Nullable String sourceRole,
        List<String> files,
        @Nullable String filesKey,
        @Nullable Kafka kafka,
        @Nullable String database,
        @Nullable String format,
        @Nullable Boolean hourly,
        @Nullable Integer longestMinutes,
        @Nullable Integer quarantinedPercent) {
    @SuppressWarnings("ConstantValue") // Jackson passes null for what the file leaves out
    public Dataset {
        Objects.requireNonNull(name, "a dataset has no name");
        id = Objects.requireNonNullElse(id, name);
        dayZone = Objects.requireNonNullElse(dayZone, "UTC");
        format = Objects.requireNonNullElse(format, "parquet");
        hourly = Objects.requireNonNullElse(hourly, false);
        longestMinutes = Objects.requireNonNullElse(longestMinutes, 180);
        quarantinedPercent = Objects.requireNonNullElse(quarantinedPercent, 5);
        if (quarantinedPercent < 1 || quarantinedPercent > 100) {
            throw new IllegalArgumentException(
                    "quarantined-percent of " + name + " must be from 1 to 100, not " + quarantinedPercent);
        }
        files = files == null ? List.of() : List.copyOf(files);
        for (String location : files) {
            if (!location.matches("s3://[^/]+/(.*/)?")) {
                throw new IllegalArgumentException("files of " + name
                        + " has a location that is not s3:// with a bucket, a prefix and a slash at its end: "
                        + location);
            }
        }
        if (!files.isEmpty() && (stream != null || sourceRole != null)) {
            throw new IllegalArgumentException(name + " has both files and a stream: a dataset has one source");
        }
        if (kafka != null && (!files.isEmpty() || stream != null || sourceRole != null)) {
            throw new IllegalArgumentException(name + " has both kafka and another source: a dataset has one source");
        }
        if (files.isEmpty() && filesKey != null) {
            throw new IllegalArgumentException("files-key of " + name + " is for the bucket of files, and it has none");
        }
    }

    /** Whether the dataset reads a stream, and neither files nor a topic. */
    public boolean readsStream() {
        return files.isEmpty() && kafka == null;
    }

    /** Whether the dataset reads a Kafka topic. */
    public boolean readsKafka() {
        return kafka != null;
    }

    public String zone() {
        return Objects.requireNonNull(dayZone);
    }

    public String key() {
        return Objects.requireNonNull(id);
    }

    /** Whether the source is read every hour too. */
    public boolean readsHourly() {
        return Objects.requireNonNull(hourly);
    }
}
