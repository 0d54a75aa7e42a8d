package dev.madrugada.ingest.kinesis;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Window;
import dev.madrugada.common.spark.RawSchema;
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
 * Reads the records that arrived in a Kinesis stream on one day, from midnight to midnight UTC.
 *
 * @param now the clock of a local run, by which the source decides whether the day may be read and which records have
 *     expired; empty for the system clock
 * @param options the source's options from the job's arguments
 */
public record KinesisDay(
        Source.Kinesis source, LocalDate day, AwsClients clients, Optional<Clock> now, ReadOptions options)
        implements DaySource {
    @Override
    public Dataset<Row> records(SparkSession spark) {
        DataFrameReader reader = spark.read()
                .format("kinesis-batch")
                // The delay that the plan uses, unless the job's arguments set another.
                .option("settle-delay", ArrivalDay.SETTLE_DELAY.toString())
                .options(options.given())
                .option("stream", source.stream())
                .option("start", window().start().toString())
                .option("end", window().end().toString());
        // An ARN contains its region, which may differ from the job's.
        clients.region()
                .filter(own -> !source.stream().startsWith("arn:"))
                .ifPresent(region -> reader.option("region", region.id()));
        clients.endpoint("KINESIS").ifPresent(endpoint -> reader.option("endpoint", endpoint.toString()));
        // The source accepts "now" only with an endpoint on loopback, as --now does.
        now.ifPresent(given -> reader.option("now", given.instant().toString()));
        return RawSchema.of(reader.load());
    }

    @Override
    public Window window() {
        return new Window(day.atStartOfDay(ZoneOffset.UTC).toInstant(), new ArrivalDay(day, ZoneOffset.UTC).end());
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
