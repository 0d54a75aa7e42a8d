package dev.madrugada.report.query;

/** The port to the warehouse that answers the report query. */
@FunctionalInterface
public interface ReportQuery {
    /**
     * Asks the warehouse. An answer longer than the contract allows is refused as InvalidContract.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InvalidContract if the query itself is wrong,
     *     DataContractViolation if rows that it reads break it, WarehouseUnavailable or WarehouseConflict for what a
     *     later try may mend
     */
    Answer answer(BoundQuery query);
}
