package dev.madrugada.cli.doctor.warehouse;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import java.util.List;

/** What the load relies on and AWS's pages leave open: a question that a few statements answer, and what "no" would mean. */
enum WarehouseBehaviour {
    VARCHAR_BYTES(
            "varchar-bytes",
            "does VARCHAR(n) count bytes, not characters",
            "columns may be declared shorter: a contract's varchar(n) counts bytes") {
        @Override
        boolean holds(RedshiftSession session) {
            return isRefused(
                    session,
                    "CREATE TEMPORARY TABLE madrugada_doctor_bytes (a VARCHAR(3))",
                    "INSERT INTO madrugada_doctor_bytes VALUES ('ñññ')");
        }
    },
    QUERY_GROUP(
            "query-group",
            "is SET query_group accepted",
            "workload rules by query group have no effect here; use those by user") {
        @Override
        boolean holds(RedshiftSession session) {
            return !isRefused(session, "SET query_group TO 'madrugada'");
        }
    },
    TRUNCATE_COMMITS(
            "truncate-commits",
            "does TRUNCATE commit its transaction",
            "none: the load deletes and never truncates, so that a failed load changes nothing") {
        @Override
        boolean holds(RedshiftSession session) {
            session.execute(SqlStatement.of("CREATE TEMPORARY TABLE madrugada_doctor_truncated (a INTEGER)"));
            session.execute(SqlStatement.of("INSERT INTO madrugada_doctor_truncated VALUES (1)"));
            try {
                session.transaction(() -> {
                    session.execute(SqlStatement.of("TRUNCATE madrugada_doctor_truncated"));
                    throw new RolledBack();
                });
            } catch (RolledBack expected) {
                // The rows are back if the rollback included the TRUNCATE.
            }
            return session.query(SqlStatement.of("SELECT count(*) FROM madrugada_doctor_truncated"))
                            .number()
                    == 0;
        }
    };

    private static final class RolledBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final String title;
    private final String question;
    private final String advice;

    WarehouseBehaviour(String title, String question, String advice) {
        this.title = title;
        this.question = question;
        this.advice = advice;
    }

    String title() {
        return title;
    }

    String question() {
        return question;
    }

    /** What to do if the answer is no. */
    String advice() {
        return advice;
    }

    /** Asks the warehouse, with temporary tables of its session only. */
    abstract boolean holds(RedshiftSession session);

    /** Whether the last of the statements fails. */
    private static boolean isRefused(RedshiftSession session, String... statements) {
        List<String> all = List.of(statements);
        all.subList(0, all.size() - 1).forEach(statement -> session.execute(SqlStatement.of(statement)));
        try {
            session.execute(SqlStatement.of(all.get(all.size() - 1)));
            return false;
        } catch (MadrugadaException refused) {
            return true;
        }
    }
}
