package dev.madrugada.ingest.source;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.Window;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The port to the source of a day's records. */
public interface DaySource {
    /**
     * The records that arrived on the day, each once, with the columns of RawSchema in order; every action on them
     * reads the source again, and gets the same records as long as the source keeps them.
     */
    Dataset<Row> records(SparkSession spark);

    /** The day. */
    Window window();

    /**
     * The span of which {@link #records} returns every record or fails; empty if it may omit records without failing.
     */
    Optional<Window> complete();

    /** The coded exception for a failure while records were read; empty if the failure is not the source's. */
    Optional<MadrugadaException> classified(Throwable failed);
}
