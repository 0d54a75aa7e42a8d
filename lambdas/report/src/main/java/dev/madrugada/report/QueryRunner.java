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
 * Runs the report query in a read-only transaction with a limited result. Errors name the query's file.
 *
 * @param session the session to use; the caller opens and closes it
 */
record QueryRunner(RedshiftSession session) {
    /**
     * The maximum number of characters of a result. With page and CSV, it takes a few times this amount of a Lambda's
     * memory.
     */
    static final long MAX_CHARACTERS = 16_000_000;

    /**
     * Runs the query.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InvalidContract if the result has more than {@code maxRows}
     *     rows or {@link #MAX_CHARACTERS} characters; other errors as classified by {@link QueryErrors}
     */
    Answer answer(BoundQuery query, int maxRows) {
        try {
            return answer(
                    query,
                    maxRows,
                    session.readOnly(() -> session.query(statement(query), new ReadLimit(maxRows, MAX_CHARACTERS))));
        } catch (MadrugadaException failed) {
            throw QueryErrors.classify(query, failed, () -> explain(query.explained()));
        }
    }

    /** The columns of the query's result. The query is analysed and planned, but not executed. */
    List<QueryResult.Column> prepare(BoundQuery query) {
        BoundQuery plan = query.explained();
        List<QueryResult.Column> columns =
                classifyingErrors(query, () -> session.readOnly(() -> session.describe(statement(query))));
        QueryResult unused = classifyingErrors(plan, () -> explain(plan));
        return columns;
    }

    private <T> T classifyingErrors(BoundQuery query, Supplier<T> work) {
        try {
            return work.get();
        } catch (MadrugadaException failed) {
            throw QueryErrors.classify(query, failed, () -> {
                throw failed;
            });
        }
    }

    /**
     * Plans the query. The planner evaluates constant expressions, so that a division by the constant zero fails here.
     */
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
                        "the result has more than " + maxRows + " rows",
                        "aggregate in the query, add a LIMIT, or raise report.max-rows in the contract");
            case CHARACTERS ->
                throw tooLong(
                        query,
                        "the result has more than " + MAX_CHARACTERS + " characters",
                        "aggregate in the query, or select fewer or shorter columns");
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
