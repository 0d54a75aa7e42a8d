package dev.madrugada.quality.deequ;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.quality.Verdict.Status;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.quality.rules.RuleFaults;
import dev.madrugada.quality.rules.RuleType;
import dev.madrugada.quality.rules.WrittenRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalSpark.class)
class RulesetTest {
    private static final List<Column> COLUMNS = Stream.of(
                    "id bigint",
                    "s varchar(8)",
                    "d double",
                    "i integer",
                    "at timestamp",
                    "b boolean",
                    "day date",
                    "price decimal(10,2)",
                    "nothing integer")
            .map(column -> column.split(" "))
            .map(column -> new Column(column[0], ColumnType.parse(column[1])))
            .toList();
    private static final String ROWS = "select * from values"
            + " (1L, 'A', 1.5D, 10, timestamp'2001-01-01 10:00:00', true, date'2001-01-01', 1.25BD, cast(null as int)),"
            + " (2L, 'BB', 2.5D, 20, timestamp'2001-01-01 11:00:00', false, date'2001-01-01', 2.25BD, null),"
            + " (3L, null, 3.5D, 30, timestamp'2001-01-01 12:00:00', true, date'2001-01-01', 3.25BD, null)"
            + " as t(id, s, d, i, at, b, day, price, nothing)";

    private static final List<String> MET = List.of(
            "RowCount = 3",
            "RowCount between 2 and 4",
            "RowCount = 2 where \"b\"",
            "IsComplete \"id\"",
            "IsComplete \"s\" where \"i < 15\"",
            "Completeness \"s\" > 0.6",
            "IsUnique \"id\"",
            "IsPrimaryKey \"id\"",
            "Uniqueness \"b\" < 0.4",
            "DistinctValuesCount \"b\" = 2",
            "ColumnValues \"i\" between 9 and 31",
            "ColumnValues \"i\" in [10, 20, 30]",
            "ColumnValues \"nothing\" = NULL",
            "ColumnValues \"price\" >= 1.25",
            "ColumnValues \"s\" in [\"A\", \"BB\", NULL]",
            "ColumnValues \"s\" matches \"(A|BB)\" where \"s is not null\"",
            "ColumnValues \"at\" > \"2000-12-31\"",
            "ColumnValues \"day\" = \"2001-01-01\"",
            "ColumnLength \"s\" <= 2",
            "Mean \"d\" between 2 and 3",
            "Sum \"i\" = 60",
            "StandardDeviation \"d\" < 1",
            "Entropy \"b\" > 0.5",
            "ColumnCorrelation \"d\" \"i\" > 0.9",
            "CustomSql \"select count(*) from primary where i > 10\" = 2");

    private static final List<String> UNMET = List.of(
            "RowCount > 3",
            "RowCount > 2 where \"b\"",
            "IsComplete \"s\"",
            "Completeness \"s\" > 0.9",
            "IsUnique \"b\"",
            "IsUnique \"nothing\"",
            "IsPrimaryKey \"s\"",
            "Uniqueness \"b\" > 0.5",
            "DistinctValuesCount \"b\" > 2",
            // DQDL's "between" excludes both bounds.
            "ColumnValues \"i\" between 10 and 30",
            "ColumnValues \"nothing\" > 0",
            "ColumnValues \"s\" in [\"A\", \"BB\"]",
            "ColumnValues \"s\" matches \"(A|BB)\"",
            "ColumnValues \"at\" > \"2001-01-01\"",
            "ColumnValues \"day\" = \"2001-01-02\"",
            "ColumnLength \"s\" = 2",
            "Mean \"d\" > 3",
            "Mean \"nothing\" < 3",
            "Sum \"i\" < 60",
            "StandardDeviation \"d\" > 1",
            "Entropy \"b\" > 1",
            "ColumnCorrelation \"d\" \"i\" < 0.9",
            "CustomSql \"select count(*) from primary where i > 10\" = 0",
            "CustomSql \"select max(i) from primary where i > 100\" = 0");

    @Test
    void rulesPassOrFailAsExpected(SparkSession spark) {
        List<RuleVerdict> verdicts = evaluate(spark.sql(ROWS), both());
        assertThat(rules(verdicts, Status.PASSED)).containsExactlyElementsOf(MET);
        assertThat(rules(verdicts, Status.FAILED)).containsExactlyElementsOf(UNMET);
        assertThat(spark.catalog().tableExists("primary")).isFalse();
    }

    @Test
    void theExtremesOfASensitiveColumnAreNotShown(SparkSession spark) {
        List<Column> columns = COLUMNS.stream()
                .map(column -> column.name().equals("i")
                        ? new Column("i", column.type(), Set.of(Column.Trait.SENSITIVE))
                        : column)
                .toList();
        List<RuleVerdict> verdicts = read(List.of("ColumnValues \"i\" > 10", "ColumnValues \"price\" > 2"), columns)
                .evaluate(spark.sql(ROWS));

        assertThat(verdicts.get(0).measured()).containsOnlyKeys("Rows", "FailedRows");
        assertThat(verdicts.get(0).reason()).isEqualTo("1 of 3 rows breaks it");
        assertThat(verdicts.get(1).measured()).containsKeys("Minimum", "Maximum");
    }

    @Test
    void everySupportedTypeIsEvaluatedHere() {
        assertThat(both().stream()
                        .map(rule -> rule.substring(0, rule.indexOf(' ')))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(RuleType.names());
    }

    @Test
    void aVerdictHasTheMeasuredFigures(SparkSession spark) {
        List<RuleVerdict> verdicts = evaluate(
                spark.sql(ROWS),
                List.of(
                        "RowCount > 3",
                        "DistinctValuesCount \"b\" > 2",
                        "Mean \"d\" < 1",
                        "ColumnValues \"nothing\" > 0",
                        "CustomSql \"select count(*) from primary\" = 0"));
        assertThat(verdicts.stream().map(RuleVerdict::measured))
                .containsExactly(
                        Map.of("RowCount", "3"),
                        Map.of("DistinctValuesCount", "2"),
                        Map.of("Mean", "2.5"),
                        Map.of("Rows", "3", "FailedRows", "3", "FailedNulls", "3"),
                        Map.of("CustomSql", "3"));
        assertThat(verdicts.stream().map(RuleVerdict::reason))
                .containsExactly(
                        "RowCount is 3",
                        "DistinctValuesCount is 2",
                        "Mean is 2.5",
                        "3 of 3 rows break it; all of them have a null, and a null fails every comparison but != and not in; to"
                                + " evaluate only rows that have a value, write where \"nothing is not null\"",
                        "it returned 3");
    }

    @Test
    void aRuleThatNullsBreakShowsHowToExcludeThem(SparkSession spark) {
        List<RuleVerdict> verdicts = evaluate(
                spark.sql(ROWS),
                List.of(
                        "ColumnValues \"s\" not in [NULL, \"A\"]",
                        "ColumnValues \"s\" in [\"A\"] where \"s <> \\\"C\\\" or i = 30\"",
                        "ColumnLength \"s\" > 0"));
        assertThat(verdicts.stream().map(RuleVerdict::reason))
                .containsExactly(
                        "2 of 3 rows break it; 1 of these 2 has a null, which the rule excludes by name",
                        "2 of 3 rows break it; 1 of these 2 has a null, and a null fails every comparison but != and"
                                + " not in; to evaluate only rows that have a value, write where \"(s <> \\\"C\\\" or i = 30)"
                                + " and s is not null\"",
                        "1 of 3 rows breaks it, Minimum is 0, Maximum is 2; it has a null, whose length is 0; to evaluate"
                                + " only rows that have a value, write where \"s is not null\"");
    }

    @Test
    void largeNumbersAreMeasuredExactly(SparkSession spark) {
        Dataset<Row> rows = spark.sql("select * from values (9007199254740993L, 9999999999999999999999999999.99BD),"
                + " (9007199254740993L, 9999999999999999999999999999.99BD) as t(id, price)");
        List<RuleVerdict> verdicts = evaluate(
                rows,
                List.of(
                        "CustomSql \"select max(id) from primary\" = 9007199254740993",
                        "CustomSql \"select max(id) from primary\" > 9007199254740993",
                        "CustomSql \"select sum(price) from primary\" = 19999999999999999999999999999.98",
                        "Sum \"id\" = 18014398509481986",
                        "Mean \"id\" != 9007199254740992.9999"));
        assertThat(verdicts.stream().map(RuleVerdict::outcome))
                .containsExactly(Status.PASSED, Status.FAILED, Status.PASSED, Status.PASSED, Status.PASSED);
        assertThat(verdicts.get(1).reason()).isEqualTo("it returned 9007199254740993");
        assertThat(verdicts.get(3).measured()).containsEntry("Sum", "18014398509481986");
    }

    @Test
    void withoutRowsConditionsOnRowsPassAndFiguresFail(SparkSession spark) {
        List<RuleVerdict> verdicts = evaluate(spark.sql(ROWS).limit(0), both());
        assertThat(verdicts).hasSize(MET.size() + UNMET.size());
        for (RuleVerdict verdict : verdicts) {
            RuleType type = RuleType.named(
                            verdict.rule().substring(0, verdict.rule().indexOf(' ')))
                    .orElseThrow();
            switch (type.noRowsResult()) {
                case MET -> assertThat(verdict.outcome()).as(verdict.rule()).isEqualTo(Status.PASSED);
                case UNMET ->
                    assertThat(verdict.outcome())
                            .as(verdict.rule())
                            .isEqualTo(verdict.rule().endsWith("i > 10\" = 0") ? Status.PASSED : Status.FAILED);
                case ZERO -> assertThat(verdict.measured()).as(verdict.rule()).containsEntry(type.name(), "0");
            }
        }
    }

    /** Deequ's own evaluation passes all three rules. */
    @Test
    void aWhereThatSelectsNoRowDoesNotMakeAFigurePass(SparkSession spark) {
        List<RuleVerdict> verdicts = evaluate(
                spark.sql(ROWS),
                List.of(
                        "RowCount = 2 where \"i > 99\"",
                        "Mean \"d\" > 1 where \"i > 99\"",
                        "Sum \"d\" > 1 where \"i > 99\""));
        assertThat(rules(verdicts, Status.FAILED)).hasSize(3);
        assertThat(verdicts.get(0).reason()).isEqualTo("RowCount is 0");
        assertThat(verdicts.get(1).reason()).isEqualTo("there is no row to compute it from");
    }

    @Test
    void everyTypeAppliesItsWhereClause(SparkSession spark) {
        List<String> readable = MET.stream()
                .filter(rule -> !rule.contains(" where ") && !rule.startsWith("CustomSql"))
                .filter(rule -> reads(rule + " where \"i > 99\""))
                .toList();
        assertThat(readable).hasSizeGreaterThan(10);
        List<RuleVerdict> selected = evaluate(
                spark.sql(ROWS),
                readable.stream().map(rule -> rule + " where \"i > 99\"").toList());
        List<RuleVerdict> empty = evaluate(spark.sql(ROWS).limit(0), readable);
        assertThat(selected.stream().map(RuleVerdict::measured))
                .containsExactlyElementsOf(
                        empty.stream().map(RuleVerdict::measured).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "IsComplet \"id\"                       ~ did you mean 'IsComplete'?",
                "Nonsense \"id\" > 0                    ~ the supported types are RowCount, IsComplete",
                "DetectAnomalies \"RowCount\"           ~ 'DetectAnomalies' is not a supported rule type",
                "IsComplete \"idd\"                     ~ there is no column 'idd'",
                "ColumnValues \"i\" > 0 with threshold > 0.9 ~ Deequ ignores 'with threshold'",
                "IsComplete \"id\" labels = [\"a\"]     ~ DQDL cannot parse it",
                "RowCount > avg(last(7))                ~ it compares with something computed",
                "RowCount > NULL                        ~ it compares with something computed",
                "ColumnValues \"i\" > NULL              ~ NULL has no order",
                "Mean \"d\"                             ~ DQDL cannot parse it",
                "Mean \"s\" > 0                         ~ it needs a column of numbers, and this one is varchar(8)",
                "Mean \"at\" > 0                        ~ it needs a column of numbers, and this one is timestamp",
                "ColumnLength \"i\" = 2                 ~ it needs a column of text, and this one is integer",
                "ColumnValues \"s\" > 3                 ~ it compares numbers with a column that is varchar(8)",
                "ColumnValues \"b\" = \"true\"          ~ it compares texts with a column that is boolean",
                "ColumnValues \"s\" matches \"A(\"       ~ its pattern is invalid: Unclosed group",
                "ColumnValues \"s\" > \"2001-01-01\"    ~ texts cannot be compared by order",
                "ColumnValues \"day\" > NULL            ~ NULL has no order",
                "IsComplete \"id\" > 0.5                ~ DQDL cannot parse it",
                "ColumnValues \"i\" > \"2001-01-01\"    ~ it compares days with a column that is integer",
                "ColumnValues \"at\" > (now() - 3 days) ~ it depends on when it runs",
                "IsPrimaryKey \"id\" \"s\"              ~ Deequ does not check that several columns are complete",
                "(IsComplete \"id\") or (RowCount > 1)  ~ rules joined by 'and' or 'or'",
                "CustomSql \"select id from primary\"   ~ a statement without a comparison is not supported",
                "CustomSql \"select 1\" = 1 where \"b\" ~ Where clause is not supported",
            })
    void unsupportedRulesAreRefusedBeforeEvaluation(String rule, String problem) {
        assertThatThrownBy(() -> read(List.of(rule)))
                .hasMessageStartingWith("InvalidContract: quality.dqdl:1: " + rule)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Mean \"d\" > 1 where \"nope > 1\"                   | `nope`",
                "Mean \"d\" > 1 where \"d >\"                        | ParseException",
                "CustomSql \"select count(*) from nowhere\" = 0      | `nowhere`",
                "CustomSql \"select max(s) from primary\" = 0        | but one number is needed",
                "CustomSql \"select 1, 2 from primary\" = 0          | but one number is needed",
                "CustomSql \"select i from primary\" = 0             | it returned more than one row",
                "CustomSql \"create table x as select 1 as a\" = 0   | its statement is not a query",
                "CustomSql \"set spark.app.name = x\" = 0            | its statement is not a query",
                "CustomSql \"select count(*) from parquet.`s3://b/k`\" = 0 | it reads from parquet.s3://b/k",
                "CustomSql \"select count(*) from default.primary\" = 0 | it reads from default.primary",
                "CustomSql \"select (select count(*) from csv.`/etc/passwd`) from primary\" = 0 | it reads from csv",
                "CustomSql \"with a as (select * from b) select count(*) from a\" = 0 | it reads from b",
                "CustomSql \"select count(*) from primary version as of 1\" = 0 | something other than the partition",
                "CustomSql \"select count(*) from range(9)\" = 0     | something other than the partition",
                "CustomSql \"select transform(i) using 'cat' as (x int) from primary\" = 0 | runs a program",
                "CustomSql \"select count(*) from primary where i in (select i from primary where rand() > 2)\" = 0 | gives another value",
                "CustomSql \"select count(*) from primary where java_method('java.lang.System', 'exit', 1) is null\" = 0 | calls a Java method",
                "CustomSql \"select count(*) from primary where at < now()\" = 0 | reads the clock",
                "CustomSql \"select first(i) from primary\" = 10     | depends on the order of the rows",
                "Mean \"d\" > 1 where \"current_date() > day\"      | reads the clock",
                "Mean \"d\" > 1 where \"rand() > 0.5\"              | gives another value each time",
                "Mean \"d\" > 1 where \"i in (select 1)\"          | contains a subquery",
                "Mean \"d\" > 1 where \"reflect('java.lang.System', 'exit', 1) is null\" | calls a Java method",
                "Mean \"d\" > 1 where \"s = '${env:PATH}' and nope\" | `nope`",
            })
    void invalidSqlIsInvalidContract(String rule, String problem, SparkSession spark) {
        assertThatThrownBy(() -> evaluate(spark.sql(ROWS), List.of(rule)))
                .hasMessageStartingWith("InvalidContract: quality.dqdl:1: " + rule)
                .hasMessageContaining(problem);
    }

    /** If a figure cannot be computed, the rule has no result; it does not fail. */
    @Test
    void aCrashIsAnInternalErrorAndNotAFailedRule(SparkSession spark) {
        UDF1<Integer, Integer> broken = value -> {
            throw new IllegalStateException("broken");
        };
        Dataset<Row> rows = spark.sql(ROWS)
                .repartition(1)
                .withColumn("i", functions.udf(broken, DataTypes.IntegerType).apply(functions.col("i")));
        assertThatThrownBy(() -> evaluate(rows, List.of("RowCount > 0", "Mean \"i\" > 1")))
                .isInstanceOfSatisfying(
                        MadrugadaException.class,
                        thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.InternalError))
                .hasMessageContaining("could not be evaluated")
                .hasCauseInstanceOf(Throwable.class);
        assertThat(spark.catalog().tableExists("primary")).isFalse();
    }

    /** The failure of one rule's SQL ends the pass that all rules share; the message names that rule. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "Mean \"d\" > 1 where \"timestamp_seconds(id * 1000000000000000) > at\" ~ fails on a row",
                "Mean \"d\" > 1 where \"from_utc_timestamp(at, concat('Mars/', s)) > at\" ~ fails on a row",
                "CustomSql \"select count(*) from primary where timestamp_seconds(id * 1000000000000000) > at\" = 3 ~ fails on a row",
                "ColumnValues \"s\" matches \"(.*)*(.*)*(.*)*x\" ~ backtracks for more than",
                "ColumnValues \"s\" not matches \"(a|b|.)*x\" ~ exceeds the stack",
            })
    void sqlThatFailsOnARowIsInvalidContract(String rule, String why, SparkSession spark) {
        Dataset<Row> rows = spark.sql(ROWS)
                .withColumn("s", functions.repeat(functions.lit("aé"), why.contains("stack") ? 60_000 : 400));
        assertThatThrownBy(() -> evaluate(rows, List.of("RowCount > 0", rule, "Sum \"i\" > 0")))
                .hasMessageStartingWith("InvalidContract: quality.dqdl:2: " + rule)
                .hasMessageContaining(why);
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> read(List.of("IsComplete \"x\"", "RowCount > 0", "Foo \"y\"")))
                .hasMessageContaining("quality.dqdl:1: IsComplete")
                .hasMessageContaining("quality.dqdl:3: Foo")
                .hasMessageContaining("quality rules: 2 problems; they were found before anything started");
    }

    private static boolean reads(String rule) {
        try {
            read(List.of(rule));
            return true;
        } catch (MadrugadaException refused) {
            return false;
        }
    }

    private static List<String> both() {
        return Stream.concat(MET.stream(), UNMET.stream()).toList();
    }

    private static List<String> rules(List<RuleVerdict> verdicts, Status status) {
        return verdicts.stream()
                .filter(verdict -> verdict.outcome() == status)
                .map(RuleVerdict::rule)
                .toList();
    }

    private static List<RuleVerdict> evaluate(Dataset<Row> rows, List<String> rules) {
        return read(rules).evaluate(rows);
    }

    private static Ruleset read(List<String> rules) {
        return read(rules, COLUMNS);
    }

    private static Ruleset read(List<String> rules, List<Column> columns) {
        Problems problems = new Problems();
        List<WrittenRule> written = new ArrayList<>();
        for (String rule : rules) {
            written.add(new WrittenRule("quality.dqdl", written.size() + 1, Verdict.Level.BLOCK, rule));
        }
        Ruleset ruleset = Ruleset.read(written, columns, problems);
        problems.throwIfAny(RuleFaults.WHERE);
        return ruleset;
    }
}
