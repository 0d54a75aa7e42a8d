package dev.madrugada.report;

import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.BoundQuery;
import dev.madrugada.report.query.ReportQuery;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.redshift.RedshiftLogin;

/**
 * Asks Redshift, in a session of its own for each query.
 *
 * @param login to the warehouse that is asked
 * @param maxRows the most rows that an answer may have
 */
record WarehouseQuery(RedshiftLogin login, String runId, TimeBudget time, int maxRows) implements ReportQuery {
    @Override
    public Answer answer(BoundQuery query) {
        try (RedshiftSession session = login.open(time.session(runId))) {
            return new QueryRunner(session).answer(query, maxRows);
        }
    }
}
