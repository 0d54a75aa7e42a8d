package dev.madrugada.kinesis.spark;

import static dev.madrugada.kinesis.stream.InMemoryStream.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.kinesis.InvalidOptionsException;
import dev.madrugada.kinesis.stream.InMemoryStream;
import dev.madrugada.kinesis.stream.LoopbackKinesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of docs/kinesis-batch.md read a stream. Only its endpoint, the time and the target folder are added. */
@ExtendWith(SharedSpark.class)
class GuideTest {
    private static final String TARGET = "s3a://lake/flights/2026-01-31";
    private static final String REGION = ".option(\"region\", \"eu-central-1\")";

    private final SparkSession spark;
    private final InMemoryStream stream = new InMemoryStream(Duration.ofDays(2));
    private final LoopbackKinesis kinesis;

    @TempDir
    Path folder;

    GuideTest(SparkSession spark) throws IOException {
        this.spark = spark;
        this.kinesis = new LoopbackKinesis(stream);
    }

    @BeforeEach
    void fill() {
        stream.openShard("a").page(record("1", "2026-01-31T00:00:00Z"), record("2", "2026-01-31T12:00:00Z"));
        stream.openShard("b").page(record("3", "2026-01-31T23:59:59.999Z"), record("4", "2026-02-01T00:00:00Z"));
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scala", "python"})
    void theExamplesReadADay(String language) throws Exception {
        String target = folder.resolve(language).toString();
        String added = REGION + ".option(\"endpoint\", \"" + kinesis.endpoint()
                + "\").option(\"now\", \"2026-02-01T02:00:00Z\")";
        String example = example(language);
        assertThat(example).contains(TARGET, REGION);

        new ReplayedExample("spark", spark).run(example.replace(TARGET, target).replace(REGION, added));

        assertThat(spark.read().parquet(target).orderBy("sequence_number").collectAsList())
                .extracting(row -> row.getString(0) + " " + row.getString(1) + " " + row.getString(3))
                .containsExactly("a 1 1", "a 2 2", "b 3 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scala", "python"})
    void aMisspeltOptionOfAnExampleWouldFail(String language) throws Exception {
        String example = example(language).replace("\"start\"", "\"begin-start\"");

        assertThatThrownBy(() -> new ReplayedExample("spark", spark).run(example))
                .rootCause()
                .isInstanceOf(InvalidOptionsException.class);
    }

    private static String example(String language) throws IOException {
        String guide = Files.readString(Path.of(System.getProperty("madrugada.root"), "docs", "kinesis-batch.md"));
        Matcher code = Pattern.compile("(?s)```" + language + "\\n(.*?)```").matcher(guide);
        assertThat(code.find()).isTrue();
        return code.group(1);
    }
}
