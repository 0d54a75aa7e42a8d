package dev.madrugada.night.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/spark-submit.sh} by hand: what it says, and its exit status. */
class SparkSubmitIT {
    @TempDir
    Path folder;

    private Path lake = Path.of("");

    @BeforeEach
    void lake() {
        lake = folder.resolve("lake");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "transfrom", "ingest-job --date 2001-01-01"})
    void anUnknownStageIs64(String words) throws Exception {
        SparkSubmit.Ended ended = submit(Map.of(), words.isEmpty() ? new String[0] : words.split(" ", -1));
        assertThat(ended.status()).isEqualTo(64);
        assertThat(ended.output()).contains("usage: scripts/spark-submit.sh <ingest|transform|quality|load>");
    }

    @Test
    void anUnknownClusterIs64() throws Exception {
        SparkSubmit.Ended ended = submit(Map.of("MASTER", "locale"), "transform");
        assertThat(ended.status()).isEqualTo(64);
        assertThat(ended.output()).contains("InvalidArguments: MASTER 'locale' is no cluster");
    }

    @Test
    void aSparkThatIsNoneIs64() throws Exception {
        SparkSubmit.Ended ended = submit(Map.of("SPARK_HOME", folder.toString()), "transform");
        assertThat(ended.status()).isEqualTo(64);
        assertThat(ended.output()).contains("has no bin/spark-submit");
    }

    /** A Spark that ends as a job would, without one: what the script makes of it is the same for all jobs. */
    @ParameterizedTest
    @CsvSource({
        "0, SUCCEEDED, 0, passed, transform, 0",
        "0, SUCCEEDED, 0, failed, quality, 65",
        "0, SUCCEEDED, 0, passed, quality, 0",
        "1, FAILED, 64, '', load, 64",
        "1, FAILED, 65, '', load, 65",
        "1, FAILED, 70, '', load, 70",
        "1, FAILED, 75, '', load, 75",
        "1, SUCCEEDED, 0, passed, transform, 75",
    })
    void anExitStatusIsWhatTheJobSays(int status, String state, int exit, String verdict, String stage, int expected)
            throws Exception {
        String log = "{\"state\": \"" + state + "\", \"exit-status\": " + exit + ", \"facts\": {\"verdict\": \""
                + verdict + "\"}}";
        Path spark = sparkThat("printf '%s' '" + log + "' >\"$MADRUGADA_TERMINATION_LOG\"; exit " + status);
        assertThat(submit(Map.of("SPARK_HOME", spark.toString()), stage).status())
                .isEqualTo(expected);
    }

    @Test
    void aKilledJobIs75() throws Exception {
        SparkSubmit.Ended ended =
                submit(Map.of("SPARK_HOME", sparkThat("kill -9 $$").toString()), "ingest");
        assertThat(ended.status()).isEqualTo(75);
        assertThat(ended.output()).contains("ingest ended with status 137 and without a word; a re-run is safe");
    }

    /** The hosts of a cluster must reach the driver; a driver of this machine alone must not be reached by others. */
    @ParameterizedTest
    @CsvSource({
        "spark://master.example.com:7077, 192.0.2.7, 192.0.2.7",
        "spark://master.example.com:7077, '', none",
        "local[2], 192.0.2.7, 127.0.0.1",
        "'', '', 127.0.0.1",
    })
    void aDriverOfAClusterKeepsTheAddressThatItsHostsReach(String master, String given, String expected)
            throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "MASTER",
                master,
                "SPARK_HOME",
                sparkThat("echo \"address ${SPARK_LOCAL_IP:-none}.\"").toString()));
        if (!given.isEmpty()) {
            environment.put("SPARK_LOCAL_IP", given);
        }
        assertThat(submit(environment, "transform").output()).contains("address " + expected + ".");
    }

    @Test
    void wrongArgumentsOfARealJobAre64AndTouchNothing() throws Exception {
        SparkSubmit.Ended ended = submit(
                Map.of(), "load", "--dataset", flights(), "--lake", lake.toUri().toString(), "--dat", "x");
        assertThat(ended.status()).as(ended.output()).isEqualTo(64);
        assertThat(ended.output())
                .contains("InvalidArguments: arguments: ", "--date is missing", "--run-id is missing")
                .contains("--warehouse-secret is missing", "--copy-role is missing", "did you mean --date?");
        assertThat(lake).doesNotExist();
    }

    @Test
    void aDayWithoutRawIs65AndLeavesItsFailureRecordOnly() throws Exception {
        SparkSubmit.Ended ended = submit(Map.of(), stage("transform", flights(), lake));
        assertThat(ended.status()).as(ended.output()).isEqualTo(65);
        assertThat(ended.output())
                .contains(
                        "InputMissing: raw/flights 2001-01-01 (UTC): 24 hours are not published: 2001-01-01T00:00:00Z, ");
        try (Stream<Path> files = Files.walk(lake)) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file -> assertThat(lake.relativize(file).toString())
                            .matches("runs/flights/2001-01-01/failures/.+-transform-1\\.json"))
                    .satisfies(file -> assertThat(file).content().contains("InputMissing"));
        }
    }

    @Test
    void aLakeThatCannotBeWrittenIs75() throws Exception {
        Files.writeString(lake, "a file where a folder belongs");
        SparkSubmit.Ended ended = submit(Map.of(), stage("ingest", flights(), lake));
        assertThat(ended.status()).as(ended.output()).isEqualTo(75);
        assertThat(ended.output()).contains("SinkUnavailable: ", lake + "/");
        assertThat(lake).hasContent("a file where a folder belongs");
    }

    private String[] stage(String stage, String dataset, Path at) {
        return new String[] {
            stage, "--dataset", dataset, "--date", "2001-01-01", "--lake", "file://" + at + "/", "--run-id", "by-hand"
        };
    }

    private static String flights() {
        return Project.flights().toAbsolutePath().normalize().toUri().toString();
    }

    private Path sparkThat(String does) throws IOException {
        Path home = folder.resolve("spark");
        Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(submit, "#!/bin/sh\n" + does + "\n");
        assertThat(submit.toFile().setExecutable(true)).isTrue();
        return home;
    }

    private SparkSubmit.Ended submit(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        return new SparkSubmit(environment, folder.resolve("said.log")).run(words);
    }
}
