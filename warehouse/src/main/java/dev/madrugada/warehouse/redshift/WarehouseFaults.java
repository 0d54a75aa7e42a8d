package dev.madrugada.warehouse.redshift;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.SqlStatement;
import java.sql.SQLException;

/**
 * Converts the driver's exceptions into coded exceptions.
 *
 * @param where host, port and database, without the login
 */
record WarehouseFaults(String where) {
    private static final int MAX_SQL_LENGTH = 300;

    WarehouseFaults(WarehouseSecret secret) {
        this("warehouse " + secret.host() + ":" + secret.port() + "/" + secret.database());
    }

    MadrugadaException connecting(SQLException refused) {
        ServerAnswer answer = ServerAnswer.of(refused);
        ErrorCode code = answer.whileConnecting();
        String what = "opening a session failed";
        if (answer.link() == ServerAnswer.Link.UNTRUSTED) {
            return Fault.of(code)
                    .at(where)
                    .what(what)
                    .because("the server's certificate is not trusted, or does not name this host")
                    .fix(
                            "use the host name that Redshift shows, or a custom domain for which the cluster or workgroup has"
                                    + " a certificate; a DNS alias or an IP address does not work")
                    .exception(refused);
        }
        if (answer.isLoginRefused()) {
            return Fault.of(code)
                    .at(where)
                    .what("the login was refused")
                    .because(answer.describe())
                    .fix(
                            "correct username and password in the secret; a user may also be locked, or its password expired")
                    .exception(refused);
        }
        return fault(code, what, answer).exception(refused);
    }

    MadrugadaException running(SqlStatement statement, SQLException refused) {
        ServerAnswer answer = ServerAnswer.of(refused);
        ErrorCode code = answer.whileRunning(statement);
        String fix = answer.ofCopy(statement).map(copy -> copy.reason().fix()).orElseGet(() -> fix(code));
        return Fault.of(code)
                .at(where)
                .what("failed: " + truncated(statement.toString()))
                .because(answer.describe())
                .fix(fix)
                .exception(LoggedSqlException.of(refused));
    }

    MadrugadaException committing(SQLException refused) {
        ServerAnswer answer = ServerAnswer.of(refused);
        return fault(answer.whileCommitting(), "the commit failed", answer).exception(LoggedSqlException.of(refused));
    }

    MadrugadaException lostAfterCommit(SQLException refused) {
        return Fault.of(ErrorCode.WarehouseUnavailable)
                .at(where)
                .what("the session failed after a successful commit")
                .because("SQLState " + refused.getSQLState())
                .fix("run the step again; it loads nothing again that the ledger has recorded")
                .exception(refused);
    }

    private Fault fault(ErrorCode code, String what, ServerAnswer answer) {
        return Fault.of(code).at(where).what(what).because(answer.describe()).fix(fix(code));
    }

    private static String fix(ErrorCode code) {
        return switch (code) {
            case WarehouseUnavailable ->
                "check that the warehouse is running, not paused, reachable and not overloaded; a re-run is safe";
            case WarehouseConflict ->
                "run the step again; its transaction conflicted with another one and was rolled back";
            case CommitOutcomeUnknown ->
                "run the step again; the ledger shows whether the commit happened, so that nothing is loaded twice";
            case InputMissing ->
                "create the missing object, grant the missing permission, or correct the contract, the secret or the"
                        + " role; check that the COPY role can read the lake's bucket and may use its KMS key";
            case DataContractViolation ->
                "compare the table's columns, types and lengths with the contract's, and correct the table or the contract";
            default -> "check the statement; if Madrugada generated it, report a bug";
        };
    }

    private static String truncated(String text) {
        return text.length() <= MAX_SQL_LENGTH ? text : text.substring(0, MAX_SQL_LENGTH) + "…";
    }
}
