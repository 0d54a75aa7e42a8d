package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.transform.enrich.ExpressionCheck;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.parse.RecordColumns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example dataset, judged by the contract it ships with. */
@ExtendWith(LocalSpark.class)
class FlightsTest {
    private static final Path FOLDER = Path.of("..", "datasets", "flights").toAbsolutePath();
    private static final LocalDate DAY = LocalDate.parse("2001-01-01");

    @Test
    void sampleDayIsValidAndKnowsItsAirports(SparkSession spark) throws IOException {
        DatasetFolder folder = DatasetFolder.read(new FileObjectStore(), FOLDER.toUri());
        ExpressionCheck.verify(spark, folder.contract());
        Dataset<Row> validated = new ValidatedRecords(folder.contract(), LookupTable.of(folder))
                .of(RawDays.rows(spark, sample()), DAY)
                .cache();

        assertThat(validated.filter(RecordColumns.isValid()).count()).isEqualTo(14_751);
        Row first = validated
                .filter("flight_id = 1")
                .selectExpr("origin_name", "destination_state", "departure_hour", "is_late")
                .first();
        assertThat(first.mkString("|")).isEqualTo("Ted Stevens Anchorage International|CA|0|false");
        Row late = validated
                .agg(
                        functions.count(functions.when(functions.col("is_late"), 1)),
                        functions.count(functions.when(functions.expr("delay_minutes >= 15"), 1)))
                .first();
        assertThat(late.getLong(0)).isPositive().isEqualTo(late.getLong(1));
        validated.unpersist();
    }

    private static List<Row> sample() throws IOException {
        Path file = FOLDER.resolve("sample/" + DAY + ".ndjson.gz");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> RawDays.raw("1", DAY + "T12:00:00Z", line))
                    .toList();
        }
    }
}
