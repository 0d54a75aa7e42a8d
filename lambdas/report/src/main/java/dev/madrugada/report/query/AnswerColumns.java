package dev.madrugada.report.query;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Report;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.text.Spelling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Holds the contract's label and values against the columns of an answer. */
public final class AnswerColumns {
    private AnswerColumns() {}

    /**
     * Checks that each column which the contract names is in the answer, once.
     *
     * @param columns the answer's, as the query names them
     * @param isNumeric whether a column can be drawn; asked only for columns that are there once
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, naming all problems at once
     */
    public static void check(Report report, List<String> columns, Predicate<String> isNumeric) {
        List<String> problems = new ArrayList<>();
        boolean unused = isThere("label", report.label(), columns, problems);
        for (String value : report.values()) {
            if (isThere("values", value, columns, problems) && !isNumeric.test(value)) {
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
    }

    private static boolean isThere(String key, String name, List<String> columns, List<String> problems) {
        int times = Collections.frequency(columns, name);
        if (times == 0) {
            String meant = Spelling.nearest(name, columns)
                    .map(near -> ": did you mean '" + near + "'?")
                    .orElse("");
            problems.add("report." + key + ": the answer has no column '" + name + "'" + meant);
        } else if (times > 1) {
            problems.add("report." + key + ": the answer has " + times + " columns '" + name + "'");
        }
        return times == 1;
    }
}
