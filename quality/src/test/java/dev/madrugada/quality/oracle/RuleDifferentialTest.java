package dev.madrugada.quality.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.error.Problems;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.quality.Verdict.Status;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.quality.deequ.Ruleset;
import dev.madrugada.quality.rules.RuleFaults;
import dev.madrugada.quality.rules.RuleFile;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Evaluates random rules on random tables twice, by {@link Ruleset} and row by row in plain Java, and compares. */
@ExtendWith(LocalSpark.class)
class RuleDifferentialTest {
    private static final int RULES_PER_TABLE = 200;
    /** Every table of this number is evaluated with Spark's generated code, as in production. */
    private static final int COMPILED_ONE_IN = 8;
    /** The number of rules on such a table; it is smaller, since compilation takes most of the time. */
    private static final int COMPILED_RULES = 25;
    /** Tables and rules on each from which the share of met rules is counted, without Spark. */
    private static final int TABLES_OF_SHARE = 400;

    private static final int RULES_OF_SHARE = 25;

    @Test
    void everyVerdictEqualsTheOracles(SparkSession spark) {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        int cases = Integer.getInteger("madrugada.cases", Integer.getInteger("madrugada.rule-cases", 300));
        Random random = new Random(seed);
        List<String> wrong = new ArrayList<>();
        int met = 0;
        int evaluated = 0;
        for (int tables = 0; evaluated < cases; tables++) {
            boolean compiled = tables % COMPILED_ONE_IN == 0;
            spark.conf().set("spark.sql.adaptive.enabled", compiled);
            spark.conf().set("spark.sql.codegen.wholeStage", compiled);
            spark.conf().set("spark.sql.codegen.factoryMode", compiled ? "FALLBACK" : "NO_CODEGEN");
            AwkwardTable table = AwkwardTable.random(random);
            List<RuleCase> rules =
                    rules(random, table, Math.min(compiled ? COMPILED_RULES : RULES_PER_TABLE, cases - evaluated));
            List<RuleVerdict> verdicts = evaluated(spark, table, rules);
            for (int at = 0; at < rules.size(); at++) {
                boolean expected = expected(rules.get(at), table).orElseThrow();
                met += expected ? 1 : 0;
                if (expected != (verdicts.get(at).outcome() == Status.PASSED)) {
                    wrong.add(verdicts.get(at) + " on " + table.rows());
                }
            }
            evaluated += rules.size();
        }
        spark.conf().unset("spark.sql.adaptive.enabled");
        spark.conf().unset("spark.sql.codegen.wholeStage");
        spark.conf().unset("spark.sql.codegen.factoryMode");
        System.out.println("rules against the oracle: seed " + seed + ", " + evaluated + " cases, " + met + " met, "
                + wrong.size() + " wrong verdicts");
        assertThat(wrong).as("seed %s", seed).isEmpty();
    }

    /** The few tables of one run may by chance meet most rules; this looks at enough of them. */
    @Test
    void rulesAreMetAboutAsOftenAsNot() {
        long seed = Long.getLong("madrugada.seed", System.nanoTime());
        Random random = new Random(seed);
        int met = 0;
        for (int tables = 0; tables < TABLES_OF_SHARE; tables++) {
            AwkwardTable table = AwkwardTable.random(random);
            for (RuleCase rule : rules(random, table, RULES_OF_SHARE)) {
                met += expected(rule, table).orElseThrow() ? 1 : 0;
            }
        }
        double share = (double) met / (TABLES_OF_SHARE * RULES_OF_SHARE);
        System.out.println("rules that are met: seed " + seed + ", share " + share);
        assertThat(share).as("seed %s", seed).isBetween(0.4, 0.6);
    }

    private static List<RuleCase> rules(Random random, AwkwardTable table, int wanted) {
        RuleCases cases = new RuleCases(random, table);
        List<RuleCase> rules = new ArrayList<>();
        while (rules.size() < wanted) {
            RuleCase next = cases.next();
            if (expected(next, table).isPresent()) {
                rules.add(next);
            }
        }
        return rules;
    }

    private static Optional<Boolean> expected(RuleCase rule, AwkwardTable table) {
        return RuleOracle.met(rule, table.rows());
    }

    private static List<RuleVerdict> evaluated(SparkSession spark, AwkwardTable table, List<RuleCase> rules) {
        String file = rules.stream().map(RuleCase::dqdl).collect(Collectors.joining(",\n", "Rules = [\n", "\n]"));
        Problems problems = new Problems();
        List<WrittenRule> written = RuleFile.read("quality.dqdl", Verdict.Level.BLOCK, file, problems);
        Ruleset ruleset = Ruleset.read(written, AwkwardTable.columns(), problems);
        problems.throwIfAny(RuleFaults.WHERE);
        assertThat(written).hasSameSizeAs(rules);
        List<Row> rows = table.rows().stream()
                .map(Map::values)
                .map(values -> RowFactory.create(values.toArray()))
                .toList();
        return ruleset.evaluate(spark.createDataFrame(rows, SparkTypes.schema(AwkwardTable.columns())));
    }
}
