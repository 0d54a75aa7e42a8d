package dev.madrugada.quality;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.quality.deequ.Ruleset;
import dev.madrugada.quality.rules.RuleFile;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Checks a dataset's rule files without data: their form, their columns, and their SQL against the contract's schema. */
public final class RuleCheck {
    private RuleCheck() {}

    /**
     * All that is wrong with the rules, in order; InvalidContract each, with file, line and fix. Runs no job, but leaves
     * no view named {@code primary} in the session.
     *
     * @param folder that was read; a rule file that is missing in it is not checked
     */
    public static List<Fault> faults(DatasetFolder folder, SparkSession spark) {
        Problems problems = new Problems();
        read(folder, problems).analyze(spark, problems);
        return problems.faults();
    }

    /** The folder's rules, those that block first; what is wrong is noted as problems. Needs no session. */
    static Ruleset read(DatasetFolder folder, Problems problems) {
        List<WrittenRule> written = new ArrayList<>();
        read(folder, DatasetFolder.QUALITY, Verdict.Level.BLOCK, written, problems);
        read(folder, DatasetFolder.QUALITY_WARN, Verdict.Level.WARN, written, problems);
        List<Column> columns = new ArrayList<>(folder.contract().curatedColumns());
        columns.add(new Column(folder.contract().eventTime().partition(), ColumnType.parse("date")));
        return Ruleset.read(written, columns, problems);
    }

    private static void read(
            DatasetFolder folder, String file, Verdict.Level level, List<WrittenRule> written, Problems problems) {
        folder.textIfPresent(file).ifPresent(text -> written.addAll(RuleFile.read(file, level, text, problems)));
    }
}
