package dev.madrugada.report.query;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Report;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.text.Spelling;
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
        List<String> problems = new java.util.ArrayList<>();
        if (!columns.contains(report.label())) {
            problems.add(missing("label", report.label()));
        }
        for (String value : report.values()) {
            if (!columns.contains(value)) {
                problems.add(missing("values", value));
            } else if (column(value).stream().anyMatch(cell -> cell.kind() == Cell.Kind.TEXT)) {
                problems.add("report.values: '" + value + "' holds text, and only numbers can be drawn");
            }
        }
        if (!problems.isEmpty()) {
            throw new Fault(
                            ErrorCode.InvalidContract,
                            DatasetFolder.CONTRACT,
                            String.join(" | ", problems),
                            "the answer of " + DatasetFolder.REPORT + " has the columns " + String.join(", ", columns),
                            "correct report.label and report.values, or the query")
                    .exception();
        }
        return this;
    }

    private String missing(String key, String name) {
        String meant = Spelling.nearest(name, columns)
                .map(near -> ": did you mean '" + near + "'?")
                .orElse("");
        return "report." + key + ": the answer has no column '" + name + "'" + meant;
    }
}
