package dev.madrugada.ingest.kinesis;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Window;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.ingest.source.DaySource;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The records that arrived in a stream on a day of UTC, from midnight to midnight.
 *
 * @param now a clock of the run's own, which decides whether the day has settled and what the stream still keeps; empty
 *     for the system's
 * @param options how to read, beside what the day and the stream say
 */
public record KinesisDay(
        Source.Kinesis source, LocalDate day, AwsClients clients, Optional<Clock> now, ReadOptions options)
        implements DaySource {
    @Override
    public Dataset<Row> records(SparkSession spark) {
        DataFrameReader reader = spark.read()
                .format("kinesis-batch")
                // The plan's distance from the day's end, unless the run's own arguments name another.
                .option("settle-delay", ArrivalDay.SETTLE_DELAY.toString())
                .options(options.given())
                .option("stream", source.stream())
                .option("start", window().start().toString())
                .option("end", window().end().toString());
        // An ARN says its own region, which may be another than the job's.
        clients.region()
                .filter(own -> !source.stream().startsWith("arn:"))
                .ifPresent(region -> reader.option("region", region.id()));
        clients.endpoint("KINESIS").ifPresent(endpoint -> reader.option("endpoint", endpoint.toString()));
        // The source takes a time of its own on loopback only, as --now itself is.
        now.ifPresent(given -> reader.option("now", given.instant().toString()));
        return reader.load();
    }

    @Override
    public Window window() {
        return new Window(day.atStartOfDay(ZoneOffset.UTC).toInstant(), new ArrivalDay(day).end());
    }

    @Override
    public Optional<Window> complete() {
        return options.failIfExpired() ? Optional.of(window()) : Optional.empty();
    }

    @Override
    public Optional<MadrugadaException> classified(Throwable failed) {
        return KinesisFaults.of("stream " + source.stream() + " on " + day, failed);
    }
}
