package dev.madrugada.common.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.arguments.StageArguments.Rerun;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

    private static StageArguments parse(String... args) {
        ArgumentReader reader = new ArgumentReader(args);
        StageArguments.Handles handles = StageArguments.ask(reader);
        reader.verify();
        return handles.values();
    }
}
