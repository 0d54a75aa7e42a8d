package dev.madrugada.ingest.source;

import dev.madrugada.common.lake.ShardSpan;
import dev.madrugada.common.time.ArrivalHour;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The read of a span of hours.
 *
 * @param records see {@link HourSource#read}
 * @param complete false if the source may omit records of the span without failing
 * @param known the shards of each hour, if the source counts them itself; rows and bytes are set from what was written.
 *     Shards that have rows and are not among them are added. Empty for sources that do not count
 * @param found what the source found; called once, after the records were written
 */
public record HourRead(
        Dataset<Row> records,
        boolean complete,
        Map<ArrivalHour, List<ShardSpan>> known,
        Supplier<SourceFindings> found) {
    public HourRead {
        known = Map.copyOf(known);
    }

    /** A read of a source that finds nothing and does not count shards itself. */
    public static HourRead of(Dataset<Row> records, boolean complete) {
        return new HourRead(records, complete, Map.of(), () -> SourceFindings.NONE);
    }
}
