package dev.madrugada.ingest;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.time.ArrivalHour;
import dev.madrugada.ingest.source.HourRead;
import dev.madrugada.ingest.source.HourSource;
import dev.madrugada.ingest.source.HourSpan;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** A broken source: it returns the records of the next hour. */
record ShiftedHours(HourSource source) implements HourSource {
    @Override
    public String identity() {
        return source.identity();
    }

    @Override
    public boolean hasMore(ArrivalHour hour, Manifest published) {
        return source.hasMore(hour, published);
    }

    @Override
    public HourRead read(SparkSession spark, HourSpan span, Optional<Manifest> before) {
        return source.read(spark, new HourSpan(span.first().next(), span.last().next()), before);
    }

    @Override
    public Optional<MadrugadaException> classified(Throwable failed) {
        return source.classified(failed);
    }
}
