package dev.madrugada.report;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.report.query.AnswerColumns;
import dev.madrugada.report.query.BoundQuery;
import dev.madrugada.report.query.NamedParameters;
import dev.madrugada.warehouse.QueryResult;
import dev.madrugada.warehouse.RedshiftSession;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Checks a dataset's report query and its columns without data. */
public final class ReportCheck {
    /** The day for which the query is planned. It does not affect names and types. */
    private static final LocalDate SOME_DAY = LocalDate.of(2001, 1, 1);

    private ReportCheck() {}

    /**
     * Analyses and plans the folder's report.sql in the session, and checks that its result has the columns that the
     * contract's report.label and report.values name. The query is not executed and nothing is changed.
     *
     * @param session a session of a warehouse that has the tables of the query; they may be empty
     * @throws dev.madrugada.common.error.MadrugadaException InvalidContract with the file (report.sql or dataset.yaml),
     *     the line if it is known, and the server's message; other errors as thrown by the session
     */
    public static void prepare(RedshiftSession session, DatasetFolder folder) {
        BoundQuery query =
                NamedParameters.bind(DatasetFolder.REPORT, folder.text(DatasetFolder.REPORT), Map.of("date", SOME_DAY));
        List<QueryResult.Column> columns = new QueryRunner(session).prepare(query);
        AnswerColumns.check(
                folder.contract().report(),
                columns.stream().map(QueryResult.Column::name).toList(),
                name -> columns.stream()
                        .anyMatch(column ->
                                column.name().equals(name) && column.type().isNumber()));
    }
}
