package dev.madrugada.ingest.source;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.lake.Window;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.time.ArrivalHour;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The port to the source of a dataset's records. Used by the driver's thread. */
public interface HourSource {
    /**
     * The identity of what is read: it changes if the source is deleted and created again under its name. Examples: a
     * stream's ARN with its creation time, a topic's id with its cluster's id, the prefix of files.
     */
    String identity();

    /**
     * Whether a published hour must be read again because the source has more of it now, such as files that arrived
     * later. Called for complete hours only, without a session.
     */
    boolean hasMore(ArrivalHour hour, Manifest published);

    /**
     * The records of consecutive hours. Nothing is read before an action on the records. Each action reads the source
     * again, and gets the same records as long as the source keeps them.
     *
     * <p>The records have the columns of {@link dev.madrugada.common.spark.RawSchema} in order. Each record occurs once,
     * and its arrival time is in one of the hours. Within a task, records of one shard come in the order of their
     * sequence numbers; records of several shards may be interleaved. Sequence numbers of one shard have an order as
     * numbers, without leading zeros.
     *
     * @param before the manifest of the hour before the span; empty if that hour is not published
     */
    HourRead read(SparkSession spark, HourSpan span, Optional<Manifest> before);

    /**
     * What people should know about the source itself, such as a retention that is too short. Called before a span is
     * read. The warnings are kept with the span's first hour, so a day whose hours are all published needs no source.
     * Spans about which there is the same to say have equal warnings, because a night shows equal ones once.
     */
    default List<RunWarning> warnings(Window span) {
        return List.of();
    }

    /** What the published hours of a whole day show of the source. Asks the source nothing. */
    default List<RunWarning> dayWarnings(PublishedHours day) {
        return List.of();
    }

    /** The coded exception for a failure while records were read; empty if the failure is not the source's. */
    Optional<MadrugadaException> classified(Throwable failed);
}
