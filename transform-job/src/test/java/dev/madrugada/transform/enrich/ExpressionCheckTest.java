package dev.madrugada.transform.enrich;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.transform.Contracts;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LocalSpark.class)
class ExpressionCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hour(happened_at)",
                "id + 1",
                "case when label = 'a' then 1 else 2 end",
                "length(regexp_replace(label, '[^a]', ''))",
                "cast(label as int)",
                "try_cast(id as int)",
                "cast(hour(happened_at) as bigint)",
                "aggregate(transform(array(1, 2, 3), x -> x + id), 0L, (a, b) -> a + b)"
            })
    void anExpressionOverTheColumnsBeforeItIsAccepted(String expression, SparkSession spark) {
        assertThatCode(() -> ExpressionCheck.verify(spark, derived(expression))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hour(happend_at)                                 | did you mean 'happened_at'?",
                "computed + 1                                     | names 'computed'",
                "payload                                          | is not a column before it",
                "1 +                                              | is not understood: ",
                "no_such_function(id)                             | is not understood: ",
                "array(id)                                        | is not understood: ",
                "count(id)                                        | is not one value per record",
                "row_number() over (order by id)                  | is not one value per record",
                "explode(array(1, 2))                             | is not ",
                "*                                                | is ",
                "java_method('java.lang.System', 'getProperty', 'user.home') | calls a Java method",
                "concat('a', reflect('java.lang.System', 'lineSeparator')) | calls a Java method",
                "(select 1)                                       | subquery",
                "id in (select 1)                                 | subquery",
                "exists (select 1)                                | subquery",
                "rand()                                           | another value each time",
                "uuid()                                           | another value each time",
                "monotonically_increasing_id()                    | another value each time",
                "input_file_name()                                | another value each time",
                "current_timestamp()                              | reads the clock",
                "now()                                            | reads the clock",
                "month(current_date())                            | reads the clock",
                "hour(localtimestamp())                           | reads the clock",
                "unix_timestamp()                                 | reads the clock",
                "current_user()                                   | depends on where it runs",
                "current_timezone()                               | depends on where it runs",
                "version()                                        | depends on where it runs",
                "cast(id as int)                                  | wraps around silently: use try_cast",
                "1 + smallint(id * 0.5)                           | wraps around silently: use try_cast",
                "raise_error(label)                               | may end the job",
                "assert_true(id > 1)                              | may end the job",
            })
    void anExpressionThatIsNotARepeatableValuePerRecordIsRefused(
            String expression, String problem, SparkSession spark) {
        assertThatThrownBy(() -> ExpressionCheck.verify(spark, derived(expression)))
                .hasMessageMatching(
                        "InvalidContract: dataset.yaml:16: derived\\[0]\\.expression \\(computed\\): (?s).*")
                .hasMessageContaining("'" + expression + "' ")
                .hasMessageContaining(problem);
    }

    @Test
    void aDerivedColumnMayReadTheOneBeforeIt(SparkSession spark) {
        DatasetContract contract = Contracts.folder(Contracts.EVENTS + """
                                derived:
                                  - {name: twice, type: bigint, expression: id * 2}
                                  - {name: thrice, type: bigint, expression: twice + id}
                                """).contract();
        assertThatCode(() -> ExpressionCheck.verify(spark, contract)).doesNotThrowAnyException();
    }

    @Test
    void aUserDefinedFunctionIsRefused(SparkSession spark) {
        spark.udf()
                .register(
                        "ours",
                        (org.apache.spark.sql.api.java.UDF1<Long, Long>) id -> id,
                        org.apache.spark.sql.types.DataTypes.LongType);
        assertThatThrownBy(() -> ExpressionCheck.verify(spark, derived("ours(id)")))
                .hasMessageContaining("calls a user-defined function");
    }

    private static DatasetContract derived(String expression) {
        return Contracts.folder(Contracts.EVENTS + "derived:\n  - name: computed\n    type: integer\n    expression: \""
                        + expression + "\"\n")
                .contract();
    }
}
