package dev.madrugada.report;

import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.BoundQuery;
import dev.madrugada.report.query.ReportQuery;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.redshift.RedshiftLogin;

/**
 * Runs the report query on Redshift. Each query has its own session.
 *
 * @param login opens sessions of the warehouse
 * @param maxRows maximum number of rows of a result
 */
record WarehouseQuery(RedshiftLogin login, String runId, TimeBudget time, int maxRows) implements ReportQuery {
    @Override
    public Answer answer(BoundQuery query) {
        try (RedshiftSession session = login.open(time.session(runId))) {
            return new QueryRunner(session).answer(query, maxRows);
        }
    }
}
