package dev.madrugada.report;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.BoundQuery;
import dev.madrugada.report.query.ReportQuery;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Asks Redshift, in a session of its own for each query.
 *
 * @param warehouse where the warehouse is and who asks
 * @param maxRows the most rows that an answer may have
 */
record WarehouseQuery(AwsClients clients, WarehouseArguments warehouse, String runId, TimeBudget time, int maxRows)
        implements ReportQuery {
    @Override
    public Answer answer(BoundQuery query) {
        try (RedshiftSession session = JdbcRedshiftSession.open(login(), time.session(runId))) {
            return new QueryRunner(session).answer(query, maxRows);
        }
    }

    private WarehouseSecret login() {
        try (SecretsManagerClient secrets = clients.secretsManager()) {
            return WarehouseSecret.read(secrets, warehouse);
        }
    }
}
