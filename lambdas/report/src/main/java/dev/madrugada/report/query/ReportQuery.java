package dev.madrugada.report.query;

/** The port to the warehouse that runs the report query. */
@FunctionalInterface
public interface ReportQuery {
    /**
     * Runs the query.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InvalidContract if the query is invalid or its result is
     *     larger than the contract allows; DataContractViolation if the query fails on the values of a row;
     *     WarehouseUnavailable or WarehouseConflict for errors that a retry can fix
     */
    Answer answer(BoundQuery query);
}
