package dev.madrugada.report.query;

/** The port to the warehouse that answers the report query. */
@FunctionalInterface
public interface ReportQuery {
    /** How many rows an answer may have: a report is read by people, and held in memory. */
    int MOST_ROWS = 10_000;

    /**
     * Asks the warehouse. An answer longer than {@link #MOST_ROWS} is refused as InvalidContract.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InvalidContract if the query itself is wrong,
     *     WarehouseUnavailable or WarehouseConflict for what a later try may mend
     */
    Answer answer(BoundQuery query);
}
