package dev.madrugada.ingest;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSource;
import dev.madrugada.ingest.source.HourSpan;
import dev.madrugada.ingest.source.SourceFindings;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** A source of given records, which notes the spans that it was asked for. */
final class GivenRecords implements HourSource {
    final List<HourSpan> asked = new ArrayList<>();
    private List<Row> rows;
    private boolean complete = true;
    private Predicate<HourSpan> fails = span -> false;
    private Predicate<ArrivalHour> hasMore = hour -> false;
    private Function<HourSpan, List<RunWarning>> found = span -> List.of();

    GivenRecords(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    void set(List<Row> other) {
        rows = List.copyOf(other);
    }

    void isComplete(boolean value) {
        complete = value;
    }

    void failsIf(Predicate<HourSpan> condition) {
        fails = condition;
    }

    /** What each read finds. */
    void finds(Function<HourSpan, List<RunWarning>> warnings) {
        found = warnings;
    }

    void hasMoreIf(Predicate<ArrivalHour> condition) {
        hasMore = condition;
    }

    @Override
    public String identity() {
        return "given";
    }

    @Override
    public boolean hasMore(ArrivalHour hour, Manifest published) {
        return hasMore.test(hour);
    }

    @Override
    public HourRead read(SparkSession spark, HourSpan span, Optional<Manifest> before) {
        asked.add(span);
        List<Row> own = rows.stream()
                .filter(row -> {
                    Instant arrived = row.getTimestamp(5).toInstant();
                    return !arrived.isBefore(span.window().start())
                            && arrived.isBefore(span.window().end());
                })
                .toList();
        var records = spark.createDataFrame(own, RawSchema.schema()).repartition(2);
        return new HourRead(
                fails.test(span)
                        ? RawSchema.of(records.unionByName(
                                spark.range(1)
                                        .selectExpr(
                                                "cast(raise_error('the source is away') as string) stream",
                                                "cast(id as timestamp) arrived_at"),
                                true))
                        : records,
                complete,
                Map.of(),
                () -> new SourceFindings(found.apply(span), Map.of(), Map.of()));
    }

    @Override
    public Optional<MadrugadaException> classified(Throwable failed) {
        return Optional.of(Fault.of(ErrorCode.SourceUnavailable)
                .at("test")
                .what("classified")
                .because("why")
                .fix("fix")
                .exception(failed));
    }

    static Row record(int number, String arrivedAt, byte[] payload) {
        return record("shardId-000000000000", number, arrivedAt, payload);
    }

    static Row record(String shard, long number, String arrivedAt, byte[] payload) {
        return RowFactory.create(
                "flights",
                shard,
                String.valueOf(number),
                0L,
                "key",
                Timestamp.from(Instant.parse(arrivedAt)),
                payload,
                null,
                null,
                null);
    }
}
