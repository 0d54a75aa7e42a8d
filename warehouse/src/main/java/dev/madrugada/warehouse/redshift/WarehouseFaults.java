package dev.madrugada.warehouse.redshift;

import dev.madrugada.aws.secrets.WarehouseSecret;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.SqlStatement;
import java.sql.SQLException;

/**
 * Gives what the driver throws its code and its words.
 *
 * @param where host, port and database; no login
 */
record WarehouseFaults(String where) {
    private static final int SHOWN = 300;

    WarehouseFaults(WarehouseSecret secret) {
        this("warehouse " + secret.host() + ":" + secret.port() + "/" + secret.database());
    }

    MadrugadaException connecting(SQLException refused) {
        ServerAnswer answer = ServerAnswer.of(refused);
        ErrorCode code = answer.whileConnecting();
        String what = "no session could be opened";
        if (answer.link() == ServerAnswer.Link.UNTRUSTED) {
            return Fault.of(code)
                    .at(where)
                    .what(what)
                    .because("the server's certificate is not trusted, or does not name this host")
                    .fix("give the host as Redshift shows it, or a custom domain that the cluster or workgroup has a"
                            + " certificate for; an alias in DNS or an address is not enough")
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
                .what("failed: " + shown(statement.toString()))
                .because(answer.words())
                .fix(fix)
                .exception(refused);
    }

    MadrugadaException committing(SQLException refused) {
        ServerAnswer answer = ServerAnswer.of(refused);
        return fault(answer.whileCommitting(), "the commit gave no success", answer)
                .exception(refused);
    }

    MadrugadaException lostAfterCommit(SQLException refused) {
        return Fault.of(ErrorCode.WarehouseUnavailable)
                .at(where)
                .what("the session is lost after a commit that succeeded")
                .because("SQLState " + refused.getSQLState())
                .fix("the step is safe to run again: the ledger knows of the commit")
                .exception(refused);
    }

    private Fault fault(ErrorCode code, String what, ServerAnswer answer) {
        return Fault.of(code).at(where).what(what).because(answer.words()).fix(fix(code));
    }

    private static String fix(ErrorCode code) {
        return switch (code) {
            case WarehouseUnavailable ->
                "see that it is up, not paused, reachable from here and not overloaded; a" + " re-run is safe";
            case WarehouseConflict -> "run it again: another transaction was in the way, and nothing was changed";
            case CommitOutcomeUnknown ->
                "run it again: the ledger says whether it happened, and nothing is loaded" + " twice";
            case InputMissing ->
                "create or grant what is missing, or correct the contract, the secret or the role; see"
                        + " that the COPY role may read the lake's bucket and key";
            case DataContractViolation ->
                "compare the table with the contract's columns, types and lengths, and change" + " one of them";
            default -> "see the statement; if it is not yours, report it";
        };
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
