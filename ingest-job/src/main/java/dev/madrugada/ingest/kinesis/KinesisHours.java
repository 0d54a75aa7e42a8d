package dev.madrugada.ingest.kinesis;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSource;
import dev.madrugada.ingest.source.HourSpan;
import java.time.Clock;
import java.util.Optional;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads hours of a Kinesis stream.
 *
 * @param now the clock of a local run, by which the source decides whether hours may be read and which records have
 *     expired; empty for the system clock
 * @param options the source's options from the job's arguments
 */
public record KinesisHours(Source.Kinesis source, AwsClients clients, Optional<Clock> now, ReadOptions options)
        implements HourSource {
    @Override
    public String identity() {
        return source.stream();
    }

    /** A stream never gets records with earlier arrival times. */
    @Override
    public boolean hasMore(ArrivalHour hour, Manifest published) {
        return false;
    }

    @Override
    public HourRead read(SparkSession spark, HourSpan span, Optional<Manifest> before) {
        return HourRead.of(RawSchema.of(records(spark, span)), options.failIfExpired());
    }

    private Dataset<Row> records(SparkSession spark, HourSpan span) {
        DataFrameReader reader = spark.read()
                .format("kinesis-batch")
                // The delay that the plan uses, unless the job's arguments set another.
                .option("settle-delay", ArrivalDay.SETTLE_DELAY.toString())
                .options(options.given())
                .option("stream", source.stream())
                .option("start", span.window().start().toString())
                .option("end", span.window().end().toString());
        // An ARN contains its region, which may differ from the job's.
        clients.region()
                .filter(own -> !source.stream().startsWith("arn:"))
                .ifPresent(region -> reader.option("region", region.id()));
        clients.endpoint("KINESIS").ifPresent(endpoint -> reader.option("endpoint", endpoint.toString()));
        // The source accepts "now" only with an endpoint on loopback, as --now does.
        now.ifPresent(given -> reader.option("now", given.instant().toString()));
        return reader.load();
    }

    @Override
    public Optional<MadrugadaException> classified(Throwable failed) {
        return KinesisFaults.of("stream " + source.stream(), failed);
    }
}
