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

/** Checks a dataset's report without data. */
public final class ReportCheck {
    /** The query is planned for some day: which one makes no difference to its names and types. */
    private static final LocalDate SOME_DAY = LocalDate.of(2001, 1, 1);

    private ReportCheck() {}

    /**
     * Analyses and plans the folder's report.sql in the session, and holds the contract's label and values against the
     * columns that its answer will have. Nothing is run or changed.
     *
     * @param session to a warehouse in which the tables that the query names exist; they may be empty
     * @throws dev.madrugada.common.error.MadrugadaException InvalidContract, naming report.sql or dataset.yaml, the line
     *     where it is known, and the server's words; what else the session throws
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
