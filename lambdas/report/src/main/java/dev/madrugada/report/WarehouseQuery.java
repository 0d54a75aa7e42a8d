package dev.madrugada.report;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.secrets.WarehouseArguments;
import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.BoundQuery;
import dev.madrugada.report.query.Cell;
import dev.madrugada.report.query.ReportQuery;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.redshift.JdbcRedshiftSession;
import java.sql.SQLException;
import java.time.Duration;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Asks Redshift, in a session of its own for each query.
 *
 * @param warehouse where the warehouse is and who asks
 */
record WarehouseQuery(AwsClients clients, WarehouseArguments warehouse, String runId) implements ReportQuery {
    /** Below a Lambda's fifteen minutes and the state machine's ten, so that the warehouse is told to stop. */
    private static final Duration LONGEST = Duration.ofMinutes(8);

    /** SQLState's class of syntax errors and access rule violations. */
    private static final String WRONG_SQL = "42";

    @Override
    public Answer answer(BoundQuery query) {
        SqlStatement statement = SqlStatement.of(query.sql(), query.parameters().toArray());
        try (RedshiftSession session =
                JdbcRedshiftSession.open(login(), SessionSettings.of("report", runId, LONGEST))) {
            return answer(session.query(statement));
        } catch (MadrugadaException failed) {
            throw ofTheContract(failed);
        }
    }

    static Answer answer(QueryResult result) {
        if (result.rows().size() > MOST_ROWS) {
            throw new Fault(
                            ErrorCode.InvalidContract,
                            DatasetFolder.REPORT,
                            "the answer has " + result.rows().size() + " rows, at most " + MOST_ROWS + " are taken",
                            "a report is read by people",
                            "let the query aggregate, or add a limit")
                    .exception();
        }
        return new Answer(
                result.columns().stream().map(QueryResult.Column::name).toList(),
                result.rows().stream()
                        .map(row -> row.stream().map(Cell::of).toList())
                        .toList());
    }

    /** A statement that is wrong in itself is the contract's fault, not a bug of ours. */
    static MadrugadaException ofTheContract(MadrugadaException failed) {
        if (failed.code() == ErrorCode.InternalError
                && failed.getCause() instanceof SQLException refused
                && String.valueOf(refused.getSQLState()).startsWith(WRONG_SQL)) {
            return new Fault(
                            ErrorCode.InvalidContract,
                            DatasetFolder.REPORT,
                            "the warehouse does not understand the query",
                            // Of this class of states it holds the query's words and no row's: it was never begun.
                            String.valueOf(refused.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("SQLState " + refused.getSQLState()),
                            "correct the query; it is Redshift's SQL, with :date for the day")
                    .exception(failed);
        }
        return failed;
    }

    private WarehouseSecret login() {
        try (SecretsManagerClient secrets = clients.secretsManager()) {
            return WarehouseSecret.read(secrets, warehouse);
        }
    }
}
