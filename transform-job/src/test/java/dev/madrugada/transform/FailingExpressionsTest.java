package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.transform.enrich.ExpressionCheck;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.parse.RecordColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datasets, records beside them, whose derived expressions throw. */
@ExtendWith(LocalSpark.class)
class FailingExpressionsTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final Path DATASETS = Path.of("src/test/resources/datasets").toAbsolutePath();

    @ParameterizedTest
    @CsvSource({
        "derived-epoch-overflow, the expression fails with ArithmeticException, 9999999999999999",
        "derived-url-decode, the expression fails with CANNOT_DECODE_URL, 999%"
    })
    void oneRecordWhoseExpressionThrowsIsRefusedAndTheOthersStay(
            String dataset, String detail, String example, SparkSession spark) throws IOException {
        DatasetFolder folder = folder(dataset);
        ExpressionCheck.verify(spark, folder.contract());
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(DATASETS.resolve(dataset).resolve("input.ndjson"))) {
            rows.add(RawDays.raw(String.valueOf(rows.size()), "2026-03-01T12:00:00Z", line));
        }
        List<Row> validated = new ValidatedRecords(folder.contract(), LookupTable.of(folder))
                .of(RawDays.rows(spark, rows), DAY)
                .orderBy("id")
                .select(functions.col("out"), functions.col(RecordColumns.REASONS))
                .collectAsList();

        assertThat(validated).hasSize(4);
        assertThat(validated.subList(0, 3)).allSatisfy(valid -> {
            assertThat(valid.isNullAt(0)).isFalse();
            assertThat(valid.getList(1)).isEmpty();
        });
        Row refused = validated.get(3);
        assertThat(refused.isNullAt(0)).isTrue();
        assertThat(refused.<Row>getList(1)).singleElement().satisfies(reason -> {
            assertThat(reason.<String>getAs("code")).isEqualTo("ExpressionFailed");
            assertThat(reason.<String>getAs("column")).isEqualTo("out");
            assertThat(reason.<String>getAs("detail")).isEqualTo(detail);
            assertThat(reason.<String>getAs("example")).isEqualTo(example);
        });
    }

    @Test
    void anExpressionThatCanNeverWorkIsTheContractsFault(SparkSession spark) {
        DatasetFolder folder = folder("derived-week-year");
        assertThatThrownBy(() -> ExpressionCheck.verify(spark, folder.contract()))
                .hasMessageStartingWith("InvalidContract: dataset.yaml:12: derived[0].expression (out): "
                        + "'date_format(at, 'YYYY-MM')' ")
                .hasMessageContaining("can never work: ");
    }

    private static DatasetFolder folder(String dataset) {
        return DatasetFolder.read(
                new FileObjectStore(), DATASETS.resolve(dataset).toUri());
    }
}
