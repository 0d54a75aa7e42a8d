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

/** Checks that a result has the columns that the contract's report.label and report.values name. */
public final class AnswerColumns {
    private AnswerColumns() {}

    /**
     * Checks that each column that the contract names occurs exactly once.
     *
     * @param columns column names of the result
     * @param isNumeric whether a column can be drawn; called only for columns that occur once
     * @throws dev.madrugada.common.error.TerminalException InvalidContract with all problems
     */
    public static void check(Report report, List<String> columns, Predicate<String> isNumeric) {
        Problems problems = new Problems();
        boolean unused = occursOnce("label", report.label(), columns, problems);
        for (String value : report.values()) {
            if (occursOnce("values", value, columns, problems) && !isNumeric.test(value)) {
                problems.add(problem(
                        columns, "report.values: '" + value + "' contains text, and only numbers can be drawn"));
            }
        }
        problems.throwIfAny();
    }

    private static boolean occursOnce(String key, String name, List<String> columns, Problems problems) {
        int times = Collections.frequency(columns, name);
        if (times == 0) {
            String suggestion = Spelling.meant(name, columns)
                    .map(question -> ": " + question)
                    .orElse("");
            problems.add(problem(columns, "report." + key + ": the result has no column '" + name + "'" + suggestion));
        } else if (times > 1) {
            problems.add(problem(columns, "report." + key + ": the result has " + times + " columns '" + name + "'"));
        }
        return times == 1;
    }

    private static Fault problem(List<String> columns, String what) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(DatasetFolder.CONTRACT)
                .what(what)
                .because("the result of " + DatasetFolder.REPORT + " has the columns " + String.join(", ", columns))
                .fix("correct report.label and report.values, or the query");
    }
}
