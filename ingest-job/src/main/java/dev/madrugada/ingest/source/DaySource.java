package dev.madrugada.ingest.source;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Window;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The port to where a day's records come from. */
public interface DaySource {
    /**
     * The records that arrived on the day, each once, with the columns of RawSchema in order; every action on them
     * reads the source again, and gets the same records as long as the source keeps them.
     */
    Dataset<Row> records(SparkSession spark);

    /** The day. */
    Window window();

    /** The time all of whose records {@link #records} gives, or fails; empty if it may give less and not fail. */
    Optional<Window> complete();

    /** What a failure while the records were read means to us; empty if it did not come from the source. */
    Optional<MadrugadaException> classified(Throwable failed);
}
