package dev.madrugada.report.query;

import dev.madrugada.common.contract.Report;
import java.util.List;

/**
 * The result of the report query.
 *
 * @param columns column names of the query
 * @param rows rows in the query's order; each has one cell per column
 */
public record Answer(List<String> columns, List<List<Cell>> rows) {
    public Answer {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells under " + columns.size() + " columns");
            }
        }
    }

    /** The cells of an existing column, in the order of the rows. */
    public List<Cell> column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + name + " among " + columns);
        }
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /**
     * Returns this result if it has the columns that the contract's report draws.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract with all problems, if a column is missing or
     *     a column to draw contains text
     */
    public Answer drawnAs(Report report) {
        AnswerColumns.check(
                report, columns, name -> column(name).stream().noneMatch(cell -> cell.kind() == Cell.Kind.TEXT));
        return this;
    }
}
