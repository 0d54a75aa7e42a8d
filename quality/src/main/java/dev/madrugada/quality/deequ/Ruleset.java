package dev.madrugada.quality.deequ;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationRunBuilder;
import com.amazon.deequ.VerificationSuite;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.quality.rules.RuleProblems;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Rules that were read and can be evaluated, as often as there are partitions.
 *
 * <p>It takes the way of Deequ's {@code EvaluateDataQuality} (DQDL's parser, Deequ's translator, one verification run)
 * but for the last step: that one turns every outcome into text, where a rule that failed and a rule that could not be
 * evaluated look the same. Here the metrics themselves are read, see {@link Judgement}.
 */
public final class Ruleset {
    private static final String VIEW = "primary";

    private final List<ReadRule> rules;

    private Ruleset(List<ReadRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads the rules against the columns they may name; what is wrong is noted as problems. Needs no session.
     *
     * @param columns of the rows that will be evaluated
     */
    public static Ruleset read(List<WrittenRule> written, Collection<Column> columns, RuleProblems problems) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        columns.forEach(column -> types.put(column.name(), column.type()));
        return new Ruleset(new RuleReader(types, problems).read(written));
    }

    /**
     * Evaluates every rule over the rows, which are read once and kept meanwhile. CustomSql finds them as
     * {@code primary}, a view of this session that is gone afterwards.
     *
     * @return one verdict a rule, in the rules' order
     * @throws dev.madrugada.common.error.TerminalException InvalidContract if a statement or where clause does not fit
     *     the rows, before any rule is evaluated; InternalError if a rule could not be evaluated
     */
    public List<RuleVerdict> evaluate(Dataset<Row> rows) {
        Dataset<Row> kept = rows.persist(StorageLevel.MEMORY_AND_DISK());
        kept.createOrReplaceTempView(VIEW);
        try {
            rules.forEach(rule -> Statements.analyze(rule, kept));
            VerificationResult result = verified(kept);
            List<RuleVerdict> verdicts = new ArrayList<>();
            for (ReadRule rule : rules) {
                Judgement judgement = rule.check() == null
                        ? Statements.judge(rule, kept.sparkSession())
                        : Judgement.of(rule, result.checkResults().get(rule.check()), kept);
                verdicts.add(judgement.verdict(rule.written()));
            }
            return verdicts;
        } finally {
            kept.sparkSession().catalog().dropTempView(VIEW);
            kept.unpersist();
        }
    }

    /** One run for all checks: Deequ shares the passes over the rows among those that can share one. */
    private VerificationResult verified(Dataset<Row> rows) {
        VerificationRunBuilder run = VerificationSuite.apply().onData(rows);
        for (ReadRule rule : rules) {
            if (rule.check() != null) {
                run = run.addCheck(rule.check());
            }
        }
        return run.run();
    }
}
