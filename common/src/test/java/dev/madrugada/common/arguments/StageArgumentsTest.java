package dev.madrugada.common.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.arguments.StageArguments.Rerun;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageArgumentsTest {
    @Test
    void readsWhatEveryStageIsTold() {
        StageArguments arguments = parse(
                "--dataset",
                "s3://bucket/datasets/flights",
                "--date",
                "2001-01-01",
                "--lake",
                "file:///tmp/lake/",
                "--run-id",
                "night-2001-01-01",
                "--force",
                "--now",
                "2001-01-02T02:00:00Z",
                "--attempt",
                "3");

        assertThat(arguments)
                .isEqualTo(new StageArguments(
                        URI.create("s3://bucket/datasets/flights/"),
                        LocalDate.of(2001, 1, 1),
                        URI.create("file:///tmp/lake/"),
                        "night-2001-01-01",
                        Rerun.FORCED,
                        Optional.of(Instant.parse("2001-01-02T02:00:00Z")),
                        3));
    }

    @Test
    void takesItEasyUnlessForced() {
        String[] plain = {"--dataset", "s3://b/d", "--date", "2001-01-01", "--lake", "s3://b/l", "--run-id", "r"};

        assertThat(parse(plain).rerun()).isEqualTo(Rerun.IF_CHANGED);
        assertThat(parse(plain).now()).isEmpty();
        assertThat(parse(plain).attempt()).isEqualTo(1);
        String[] no = java.util.Arrays.copyOf(plain, plain.length + 2);
        no[plain.length] = "--force";
        no[plain.length + 1] = "False";
        assertThat(parse(no).rerun()).isEqualTo(Rerun.IF_CHANGED);
    }

    @Test
    void saysWhatEachValueMustLookLike() {
        assertThatThrownBy(() -> parse(
                        "--dataset",
                        "datasets/flights",
                        "--date",
                        "1/1/2001",
                        "--lake",
                        "http://host/lake",
                        "--run-id",
                        "a b",
                        "--force",
                        "yes",
                        "--now",
                        "today",
                        "--attempt",
                        "0"))
                .hasMessageContaining("--dataset 'datasets/flights': must be a URI such as s3://bucket/folder")
                .hasMessageContaining("--date '1/1/2001': must be a day such as 2001-01-01")
                .hasMessageContaining("--lake 'http://host/lake': must be a URI such as s3://bucket/folder")
                .hasMessageContaining("--run-id 'a b': must be 1 to 100 letters, digits, '-' or '_'")
                .hasMessageContaining("--force 'yes': must be true or false")
                .hasMessageContaining("--now 'today': must be an instant such as 2001-01-02T02:00:00Z")
                .hasMessageContaining("--attempt '0': must be a count from 1 to 999")
                .hasMessageContaining("7 problems");
    }

    @ParameterizedTest
    @CsvSource({
        "file:///tmp/lake, file:///tmp/lake/",
        "file:/tmp/lake/, file:///tmp/lake/",
        "file:///tmp/a%20lake, file:///tmp/a%20lake/",
        "file:///tmp/%7Ea%2520b, file:///tmp/~a%2520b/",
        "s3://bucket/lake, s3://bucket/lake/",
        "s3://bucket, s3://bucket/"
    })
    void readsAFoldersUri(String given, URI folder) {
        assertThat(StageArguments.folder(given)).isEqualTo(folder).hasToString(folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "/tmp/a lake, 'for this folder file:///tmp/a%20lake/'",
        "file:///tmp/a lake/, 'for this folder file:///tmp/a%20lake/'",
        "file:/tmp/100%, 'for this folder file:///tmp/100%25/'",
        "file://tmp/lake, where file: has three slashes",
        "file:lake, 'must be a URI such as'",
        "file:///tmp/what?, 'a ''?'' or ''#'' of a folder''s name is written %3F or %23'",
        "s3:///lake, 'must be a URI such as s3://bucket/folder'",
        "s3://bucket/a lake, 'must be a URI such as s3://bucket/folder'"
    })
    void saysWhichUriNamesAFolder(String given, String advice) {
        assertThatThrownBy(() -> StageArguments.folder(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(advice);
    }

    @Test
    void escapesAreForDatasetsAndLakesOfFiles() {
        assertThat(StageArguments.folder("s3://bucket/a%20set")).hasToString("s3://bucket/a%20set/");
        assertThat(StageArguments.lake("file:///a%20lake")).hasToString("file:///a%20lake/");
        assertThatThrownBy(() -> StageArguments.lake("s3://bucket/a%20lake"))
                .hasMessageContaining("has an escape, which Redshift would take literally");
    }

    private static StageArguments parse(String... args) {
        return StageArguments.parse(args);
    }
}
