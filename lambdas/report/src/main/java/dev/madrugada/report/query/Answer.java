package dev.madrugada.report.query;

import dev.madrugada.common.contract.Report;
import java.util.List;

/**
 * What the report query answered.
 *
 * @param columns as the query names them
 * @param rows in the query's order, each as long as the columns
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

    /** The cells of a column that is there, in the order of the rows. */
    public List<Cell> column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + name + " among " + columns);
        }
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /**
     * This answer, if the contract's report can be drawn from it.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming all problems at once, if a column
     *     is missing or a drawn one holds no numbers
     */
    public Answer drawnAs(Report report) {
        AnswerColumns.check(
                report, columns, name -> column(name).stream().noneMatch(cell -> cell.kind() == Cell.Kind.TEXT));
        return this;
    }
}
