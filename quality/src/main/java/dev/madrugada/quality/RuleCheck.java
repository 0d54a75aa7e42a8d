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

/** Checks a dataset's rule files without data: the rules' syntax, their columns, and their SQL. */
public final class RuleCheck {
    private RuleCheck() {}

    /**
     * Checks the rules. This runs no Spark job; it replaces and drops the session's view {@code primary}.
     *
     * @param folder the dataset's folder; a rule file that it lacks is not checked
     * @return all problems in order; each is InvalidContract with file, line and fix
     */
    public static List<Fault> faults(DatasetFolder folder, SparkSession spark) {
        Problems problems = new Problems();
        read(folder, problems).analyze(spark, problems);
        return problems.faults();
    }

    /** Reads the folder's rules, the blocking ones first, and adds errors to the problems. Needs no session. */
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
