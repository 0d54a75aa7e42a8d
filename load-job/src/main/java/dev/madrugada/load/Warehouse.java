package dev.madrugada.load;

import dev.madrugada.warehouse.RedshiftSession;
import java.time.Duration;

/** Opens sessions to the one warehouse of this run. */
@FunctionalInterface
interface Warehouse {
    /**
     * Opens a session; the caller closes it.
     *
     * @param statement how long one of its statements may take
     */
    RedshiftSession open(Duration statement);
}
