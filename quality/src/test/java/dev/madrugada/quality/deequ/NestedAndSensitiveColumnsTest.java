package dev.madrugada.quality.deequ;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.quality.Verdict.Status;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalSpark.class)
class NestedAndSensitiveColumnsTest {
    private static final Set<Column.Trait> SENSITIVE = Set.of(Column.Trait.SENSITIVE);
    private static final List<Column> COLUMNS = List.of(
            new Column("id", ColumnType.parse("bigint")),
            new Column("tags", ColumnType.parse("array<varchar(8)>")),
            new Column("place", ColumnType.parse("struct<city:varchar(8),\"odd.name\":integer>")),
            new Column("words", ColumnType.parse("map<varchar(8),integer>")),
            new Column("extra", ColumnType.parse("json")),
            new Column("salary", ColumnType.parse("integer"), SENSITIVE),
            new Column("rate", ColumnType.parse("double"), SENSITIVE),
            new Column("name", ColumnType.parse("varchar(8)"), SENSITIVE));
    private static final String ROWS = "select * from values"
            + " (1L, array('a'), named_struct('city', 'Faro', 'odd.name', 1), map('a', 1), '{\"a\":1}', 98765, 43.21D,"
            + " 'secret'),"
            + " (2L, null, null, null, null, null, null, null)"
            + " as t(id, tags, place, words, extra, salary, rate, name)";

    @ParameterizedTest
    @ValueSource(strings = {"tags", "place", "words", "extra"})
    void completenessOfNestedColumnsIsMeasured(String column, SparkSession spark) {
        assertThat(verdicts(
                        spark,
                        "Completeness \"" + column + "\" = 0.5",
                        "IsComplete \"" + column + "\"",
                        "IsComplete \"" + column + "\" where \"id = 1\""))
                .extracting(RuleVerdict::outcome)
                .containsExactly(Status.PASSED, Status.FAILED, Status.PASSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IsUnique",
                "IsPrimaryKey",
                "Uniqueness | > 0.9",
                "DistinctValuesCount | > 1",
                "Entropy | > 0.5",
                "ColumnValues | = NULL",
                "ColumnValues | = \"a\"",
                "ColumnValues | > 9",
                "ColumnLength | < 9",
                "Sum | > 9",
                "ColumnCorrelation | \"id\" > 0.9",
            })
    void otherRulesOnNestedColumnsAreRefused(String rule) {
        String[] parts = rule.split(" \\| ", -1);
        for (Column column : COLUMNS.subList(1, 5)) {
            Problems problems = new Problems();
            Ruleset.read(
                    List.of(written(
                            parts[0] + " \"" + column.name() + "\"" + (parts.length > 1 ? " " + parts[1] : ""))),
                    COLUMNS,
                    problems);
            assertThat(problems.faults())
                    .singleElement()
                    .extracting(Fault::toString)
                    .asString()
                    .contains(
                            "it compares values, and the values of " + column.type() + " have no order and no equality")
                    .contains("use IsComplete or Completeness; or compare a part of the value by CustomSql");
        }
    }

    @Test
    void partsOfNestedColumnsAreComparedByCustomSql(SparkSession spark) {
        assertThat(verdicts(
                        spark,
                        "CustomSql \"select count(*) from primary where size(tags) = 1 and place.city = 'Faro'\" = 1",
                        "CustomSql \"select count(*) from primary where words['a'] = 1\" = 1",
                        "RowCount = 1 where \"get_json_object(extra, '$.a') = '1'\""))
                .extracting(RuleVerdict::outcome)
                .containsOnly(Status.PASSED);
    }

    /** The rules fail, so that each has a reason, which the pages show. */
    @Test
    void theValuesOfASensitiveColumnAreInNoVerdict(SparkSession spark) {
        List<RuleVerdict> verdicts = verdicts(
                spark,
                "ColumnValues \"salary\" < 9",
                "ColumnValues \"rate\" between 1 and 2",
                "ColumnValues \"name\" = \"x\"",
                "Sum \"salary\" < 9",
                "Mean \"salary\" < 9",
                "Sum \"rate\" < 9",
                "Mean \"rate\" < 9",
                "CustomSql \"select max(SALARY) from primary\" < 9",
                "CustomSql \"select count(*) + sum(rate) from primary\" < 9");

        assertThat(verdicts).extracting(RuleVerdict::outcome).containsOnly(Status.FAILED);
        assertThat(verdicts.toString()).doesNotContain("98765", "43.21", "secret");
        assertThat(verdicts.get(0).measured()).isEqualTo(Map.of("Rows", "2", "FailedRows", "2", "FailedNulls", "1"));
        assertThat(verdicts.get(3).reason()).isEqualTo("Sum is outside the condition; the column is sensitive");
        assertThat(verdicts.get(7).reason()).isEqualTo("CustomSql is outside the condition; the column is sensitive");
    }

    @Test
    void aCountOfRowsWithASensitiveColumnIsShown(SparkSession spark) {
        List<RuleVerdict> verdicts = verdicts(
                spark,
                "CustomSql \"select count(*) from primary where salary > 9\" = 0",
                "CustomSql \"select max(id) from primary\" = 0");

        assertThat(verdicts).extracting(RuleVerdict::reason).containsExactly("it returned 1", "it returned 2");
    }

    private static List<RuleVerdict> verdicts(SparkSession spark, String... rules) {
        Problems problems = new Problems();
        Ruleset ruleset = Ruleset.read(
                Stream.of(rules).map(NestedAndSensitiveColumnsTest::written).toList(), COLUMNS, problems);
        assertThat(problems.faults()).isEmpty();
        return ruleset.evaluate(spark.sql(ROWS));
    }

    private static WrittenRule written(String rule) {
        return new WrittenRule("quality.dqdl", 1, Verdict.Level.BLOCK, rule);
    }
}
