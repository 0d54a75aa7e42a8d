package dev.madrugada.ingest.kinesis;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Window;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSource;
import dev.madrugada.ingest.source.HourSpan;
import dev.madrugada.ingest.source.SourceFindings;
import dev.madrugada.kinesis.KinesisSourceException;
import dev.madrugada.kinesis.options.KinesisOptions;
import dev.madrugada.kinesis.stream.DefaultRegion;
import dev.madrugada.kinesis.stream.StreamClient;
import dev.madrugada.kinesis.stream.StreamClients;
import dev.madrugada.kinesis.stream.StreamSummary;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads hours of a Kinesis stream. Before it reads, it requires that no run has seen that records of the hours had
 * expired, and that the hour before has the records that the stream still shows of it.
 */
public final class KinesisHours implements HourSource {
    private final Source.Kinesis source;
    private final AwsClients clients;
    private final ReadOptions options;
    private final KinesisRun run;
    private final ObservedStream stream;
    private @Nullable HourSpan lastRead;
    private @Nullable ReadFigures figures;

    /** @param options the source's options from the job's arguments */
    public KinesisHours(Source.Kinesis source, AwsClients clients, ReadOptions options, KinesisRun run) {
        this.source = source;
        this.clients = clients;
        this.options = options;
        this.run = run;
        this.stream = new ObservedStream(
                where(),
                this::described,
                new StreamObservations(run.store(), run.raw()),
                run.now().orElse(Clock.systemUTC()),
                run.runId());
    }

    @Override
    public String identity() {
        return ofStream(stream::identity);
    }

    /** A stream never gets records with earlier arrival times. */
    @Override
    public boolean hasMore(ArrivalHour hour, Manifest published) {
        return false;
    }

    @Override
    public List<RunWarning> warnings(Window span) {
        return ofStream(() -> stream.warnings(span));
    }

    @Override
    public HourRead read(SparkSession spark, HourSpan span, Optional<Manifest> before) {
        // Loaded first, because the source then checks its options.
        Dataset<Row> records = records(spark, options(span.window()));
        if (options.failIfExpired()) {
            ofStream(() -> {
                stream.requireRetained(span.window());
                return span;
            });
        }
        boolean isOwn = lastRead != null && lastRead.last().next().equals(span.first());
        before.filter(hour -> !isOwn).ifPresent(hour -> requireContinuity(spark, span.first(), hour));
        lastRead = span;
        ReadFigures collected = figures(spark);
        return new HourRead(
                RawSchema.of(records),
                options.failIfExpired(),
                Map.of(),
                () -> new SourceFindings(List.of(), Map.of(), collected.take(spark)));
    }

    private ReadFigures figures(SparkSession spark) {
        ReadFigures collected = figures;
        if (collected == null) {
            collected = ReadFigures.of(spark);
            figures = collected;
        }
        return collected;
    }

    /**
     * Reads the last minutes before an hour, as many as records may be out of order, and requires that the published hour
     * has what the same stream shows of them.
     */
    private void requireContinuity(SparkSession spark, ArrivalHour hour, Manifest published) {
        boolean isSameStream = published.arrivals() != null
                && published.arrivals().complete()
                && published.arrivals().source().equals(identity());
        Instant from = hour.start().minus(options.maxOutOfOrderness());
        Instant start = hour.previous().start();
        Window lastMinutes = new Window(from.isBefore(start) ? start : from, hour.start());
        if (!isSameStream || options.maxOutOfOrderness().isZero()) {
            return;
        }
        Map<String, String> lenient = new HashMap<>(options(lastMinutes));
        lenient.put("on-expired", "read-what-is-left");
        lenient.put("deaggregate", "false");
        Continuity.missing(records(spark, lenient), PublishedRows.read(spark, RawSchema.schema(), List.of(published)))
                .ifPresent(missing -> {
                    throw KinesisFaults.lackedByPublished(
                                    where(), run.raw(), LakeLayout.arrivalHour(hour.previous()), missing)
                            .exception();
                });
    }

    private static Dataset<Row> records(SparkSession spark, Map<String, String> options) {
        return spark.read().format("kinesis-batch").options(options).load();
    }

    private Map<String, String> options(Window window) {
        Map<String, String> all = new HashMap<>();
        // The delay that the plan uses, unless the job's arguments set another.
        all.put("settle-delay", ArrivalDay.SETTLE_DELAY.toString());
        all.putAll(options.given());
        all.put("stream", source.stream());
        all.put("start", window.start().toString());
        all.put("end", window.end().toString());
        // An ARN contains its region, which may differ from the job's.
        clients.region()
                .filter(own -> !source.stream().startsWith("arn:"))
                .ifPresent(region -> all.put("region", region.id()));
        clients.endpoint("KINESIS").ifPresent(endpoint -> all.put("endpoint", endpoint.toString()));
        // The source accepts "now" only with an endpoint on loopback, as --now does.
        run.now().ifPresent(given -> all.put("now", given.instant().toString()));
        return all;
    }

    private StreamSummary described() {
        // The window does not matter here, but the source requires one.
        Map<String, String> any = options(new Window(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)));
        KinesisOptions parsed = KinesisOptions.parse(any, Clock.systemUTC(), new DefaultRegion());
        try (StreamClient client = StreamClients.aws().open(parsed.access())) {
            return client.summary();
        }
    }

    private <T> T ofStream(Supplier<T> step) {
        try {
            return step.get();
        } catch (KinesisSourceException failed) {
            throw classified(failed).orElseThrow(() -> failed);
        }
    }

    private String where() {
        return "stream " + source.stream();
    }

    @Override
    public Optional<MadrugadaException> classified(Throwable failed) {
        return KinesisFaults.of(where(), failed);
    }
}
