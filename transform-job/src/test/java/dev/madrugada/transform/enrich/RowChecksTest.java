package dev.madrugada.transform.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.contract.Check;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.transform.Contracts;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.parse.ReasonCode;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalSpark.class)
class RowChecksTest {
    private static final Check POSITIVE = new Check("id_is_positive", "id > 0", 20);
    private static final Check KNOWN = new Check("label_is_known", "label in ('a', 'b') or label rlike '^x+$'", 21);

    @Test
    void eachFalseCheckIsAReasonOfItsOwnAndNullIsPassed(SparkSession spark) {
        RowChecks checks = RowChecks.of(spark, checked(POSITIVE, KNOWN));

        assertThat(checks.reasons(row(1L, "xx"))).isEmpty();
        assertThat(checks.reasons(row(1L, null))).isEmpty();
        assertThat(checks.reasons(row(0L, "y")))
                .containsExactly(
                        new Reason(ReasonCode.CheckFailed, null, "check 'id_is_positive' is false"),
                        new Reason(ReasonCode.CheckFailed, null, "check 'label_is_known' is false"));
    }

    @Test
    void aCheckThatThrowsRefusesTheRowAndTheOthersAreMade(SparkSession spark) {
        Check throwing = new Check("time_is_late", "timestamp_seconds(id) > timestamp '2001-01-01'", 22);
        RowChecks checks = RowChecks.of(spark, checked(throwing, KNOWN));

        assertThat(checks.reasons(row(Long.MAX_VALUE, "y")))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.ExpressionFailed, ReasonCode.CheckFailed);
        assertThat(checks.reasons(row(Long.MAX_VALUE, "y")).get(0).detail())
                .startsWith("check 'time_is_late' fails with ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id                     | has the type bigint, which is not boolean",
                "null                   | has the type void, which is not boolean",
                "lable = 'a'            | did you mean 'label'?",
                "id >                   | is not understood: ",
                "rand() > 0.5           | another value each time",
                "current_date() > date '2001-01-01' | reads the clock",
                "count(id) > 0          | is not one value per record",
                "id in (select 1)       | subquery",
            })
    void anExpressionThatIsNoConditionIsRefusedWithItsLine(String expression, String problem, SparkSession spark) {
        DatasetContract contract = checked(POSITIVE, new Check("wrong", expression, 31));

        assertThatThrownBy(() -> ExpressionCheck.verify(spark, contract))
                .hasMessageStartingWith(
                        "InvalidContract: dataset.yaml:31: checks[1].expression (wrong): '" + expression + "' ")
                .hasMessageContaining(problem);
    }

    @Test
    void aCheckSeesDerivedColumns(SparkSession spark) {
        DatasetContract contract = checked(
                Contracts.folder(Contracts.EVENTS + "derived: [{name: twice, type: bigint, expression: id * 2}]\n")
                        .contract(),
                new Check("twice_is_even", "twice % 2 = 0", 30));

        assertThatCode(() -> ExpressionCheck.verify(spark, contract)).doesNotThrowAnyException();
        GenericInternalRow row = new GenericInternalRow(new @Nullable Object[] {1L, 0L, null, 3L});
        assertThat(RowChecks.of(spark, contract).reasons(row)).hasSize(1);
    }

    private static GenericInternalRow row(long id, @Nullable String label) {
        return new GenericInternalRow(new @Nullable Object[] {id, 0L, UTF8String.fromString(label)});
    }

    private static DatasetContract checked(Check... checks) {
        return checked(Contracts.folder(Contracts.EVENTS).contract(), checks);
    }

    private static DatasetContract checked(DatasetContract contract, Check... checks) {
        return new DatasetContract(
                contract.dataset(),
                contract.source(),
                contract.payload(),
                contract.key(),
                contract.eventTime(),
                contract.lookups(),
                contract.derived(),
                List.of(checks),
                contract.warehouse(),
                contract.report(),
                contract.catalog(),
                contract.maxQuarantined(),
                contract.format(),
                DatasetContract.DEFAULT_CATCH_UP_DAYS);
    }
}
