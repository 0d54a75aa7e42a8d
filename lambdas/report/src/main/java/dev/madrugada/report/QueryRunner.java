package dev.madrugada.report;

import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.BoundQuery;
import dev.madrugada.report.query.Cell;
import dev.madrugada.warehouse.LimitedResult;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.ReadLimit;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs the report query in a session: read-only, with a bounded answer, and with errors that name the query's file.
 *
 * @param session opened and closed by the caller
 */
record QueryRunner(RedshiftSession session) {
    /** The most characters of an answer. With its page and its CSV it is a few times that in a Lambda's memory. */
    static final long MAX_CHARACTERS = 16_000_000;

    /** The answer of the query, which may have as many rows as that. */
    Answer answer(BoundQuery query, int maxRows) {
        try {
            return answer(
                    query,
                    maxRows,
                    session.readOnly(() -> session.query(statement(query), new ReadLimit(maxRows, MAX_CHARACTERS))));
        } catch (MadrugadaException failed) {
            throw QueryErrors.ofTheQuery(query, failed, () -> explain(query.explained()));
        }
    }

    /** The columns that the answer will have. The query is analysed and planned, and not run. */
    List<QueryResult.Column> prepare(BoundQuery query) {
        BoundQuery plan = query.explained();
        List<QueryResult.Column> columns =
                checked(query, () -> session.readOnly(() -> session.describe(statement(query))));
        QueryResult unused = checked(plan, () -> explain(plan));
        return columns;
    }

    private <T> T checked(BoundQuery query, Supplier<T> work) {
        try {
            return work.get();
        } catch (MadrugadaException failed) {
            throw QueryErrors.ofTheQuery(query, failed, () -> {
                throw failed;
            });
        }
    }

    /** The planner evaluates what is constant: a division by the constant zero fails here. */
    private QueryResult explain(BoundQuery plan) {
        return session.readOnly(() -> session.query(statement(plan)));
    }

    private static SqlStatement statement(BoundQuery query) {
        return SqlStatement.of(query.sql());
    }

    static Answer answer(BoundQuery query, int maxRows, LimitedResult limited) {
        switch (limited.excess()) {
            case ROWS ->
                throw tooLong(
                        query,
                        "the answer has more than " + maxRows + " rows",
                        "let the query aggregate, add a limit, or raise report.max-rows in the contract");
            case CHARACTERS ->
                throw tooLong(
                        query,
                        "the answer has more than " + MAX_CHARACTERS + " characters",
                        "let the query aggregate, or select fewer or shorter columns");
            case NONE -> {}
        }
        QueryResult result = limited.result();
        return new Answer(
                result.columns().stream().map(QueryResult.Column::name).toList(),
                result.rows().stream()
                        .map(row -> row.stream().map(Cell::of).toList())
                        .toList());
    }

    private static MadrugadaException tooLong(BoundQuery query, String what, String fix) {
        return ReportFaults.answerTooLong(query, what, fix).exception();
    }
}
