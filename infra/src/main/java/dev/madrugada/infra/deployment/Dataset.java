package dev.madrugada.infra.deployment;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One dataset's night.
 *
 * @param name the folder below {@code datasets/}, and the dataset's name in the contract
 * @param id distinguishes the dataset's resources in the template; by default the name
 * @param dayZone the contract's {@code day-zone}, in which the schedule runs
 * @param stream ARN of the Kinesis stream; null makes one of this dataset's name
 * @param sourceRole ARN of the role of another account that ingest assumes to read the stream; null for none
 * @param database the contract's {@code catalog.database}; null if the contract has no catalog
 * @param format the contract's {@code format}
 * @param hourly true to read the stream every hour too
 * @param longestMinutes a night that takes longer raises an alarm
 */
public record Dataset(
        String name,
        @Nullable String id,
        @Nullable String dayZone,
        @Nullable String stream,
        @Nullable String sourceRole,
        @Nullable String database,
        @Nullable String format,
        @Nullable Boolean hourly,
        @Nullable Integer longestMinutes) {
    @SuppressWarnings("ConstantValue") // Jackson passes null for what the file leaves out
    public Dataset {
        Objects.requireNonNull(name, "a dataset has no name");
        id = Objects.requireNonNullElse(id, name);
        dayZone = Objects.requireNonNullElse(dayZone, "UTC");
        format = Objects.requireNonNullElse(format, "parquet");
        hourly = Objects.requireNonNullElse(hourly, false);
        longestMinutes = Objects.requireNonNullElse(longestMinutes, 180);
    }

    public String zone() {
        return Objects.requireNonNull(dayZone);
    }

    public String key() {
        return Objects.requireNonNull(id);
    }

    /** Whether the stream is read every hour too. */
    public boolean readsHourly() {
        return Objects.requireNonNull(hourly);
    }
}
