package dev.madrugada.report.query;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Report;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.text.Spelling;
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
        Problems problems = new Problems();
        boolean unused = isThere("label", report.label(), columns, problems);
        for (String value : report.values()) {
            if (isThere("values", value, columns, problems) && !isNumeric.test(value)) {
                problems.add(
                        problem(columns, "report.values: '" + value + "' holds text, and only numbers can be drawn"));
            }
        }
        problems.throwIfAny();
    }

    private static boolean isThere(String key, String name, List<String> columns, Problems problems) {
        int times = Collections.frequency(columns, name);
        if (times == 0) {
            String meant = Spelling.meant(name, columns)
                    .map(question -> ": " + question)
                    .orElse("");
            problems.add(problem(columns, "report." + key + ": the answer has no column '" + name + "'" + meant));
        } else if (times > 1) {
            problems.add(problem(columns, "report." + key + ": the answer has " + times + " columns '" + name + "'"));
        }
        return times == 1;
    }

    private static Fault problem(List<String> columns, String what) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(DatasetFolder.CONTRACT)
                .what(what)
                .because("the answer of " + DatasetFolder.REPORT + " has the columns " + String.join(", ", columns))
                .fix("correct report.label and report.values, or the query");
    }
}
