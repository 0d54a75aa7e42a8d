package dev.madrugada.common.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.run.StageRun;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.nio.file.AccessDeniedException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRunnerTest {
    private static final String GOOD = "--dataset s3://b/d --date 2001-01-01 --lake s3://b/lake --run-id r";

    /** What a job is told, and nothing of its own. */
    record Plain(StageArguments stage) implements JobArguments {
        static Plain parse(String[] args) {
            ArgumentReader reader = new ArgumentReader(args);
            StageArguments.Handles handles = StageArguments.ask(reader);
            reader.verify();
            return new Plain(handles.values());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--date 2001-01-01",
                "--dataset s3://b/d --date 2001-01-01 --lake s3://b/lake",
                GOOD + " --date 2001-01-01",
                GOOD + " --dat 2001-01-01",
                GOOD + " --forced true",
                GOOD + " --force maybe",
                GOOD + " --now soon",
                GOOD + " --now 2001-01-02T02:00:00Z",
                GOOD + " stray",
                "--dataset d --date 2001-01-01 --lake s3://b/lake --run-id r",
                "--dataset s3:///d --date 2001-01-01 --lake s3://b/lake --run-id r",
                "--dataset s3://b/d --date 2001-02-30 --lake s3://b/lake --run-id r",
                "--dataset s3://b/d --date 20010101 --lake s3://b/lake --run-id r",
                "--dataset s3://b/d --date 2001-01-01 --lake /lake --run-id r",
                "--dataset s3://b/d --date 2001-01-01 --lake s3a://b/lake --run-id r",
                "--dataset s3://b/d --date 2001-01-01 --lake s3://b/lake --run-id ../r",
                "--dataset s3://b/d --date 2001-01-01 --lake --run-id r",
            })
    void wrongArgumentsAre64AndNoJobRuns(String line) {
        assertThatThrownBy(() -> JobRunner.run(
                        line.isEmpty() ? new String[0] : line.split(" "), Plain::parse, (arguments, context) -> {
                            throw new AssertionError("the job ran");
                        }))
                .isInstanceOfSatisfying(
                        MadrugadaException.class,
                        refused -> assertThat(refused.code().category().exitStatus())
                                .isEqualTo(64))
                .hasMessageStartingWith("InvalidArguments: ");
    }

    @Test
    void aCodeIsFoundUnderWhatSparkWrapsItIn() {
        MadrugadaException coded =
                new Fault(ErrorCode.RecordsExpired, "here", "gone", "too late", "be quicker").exception();
        assertThat(failing(new SparkException("Job aborted", new RuntimeException(coded))))
                .isSameAs(coded);
    }

    @Test
    void storageIsToldFromABug() {
        assertThat(failing(aborted(new AccessDeniedException("s3a://b/lake/raw"))))
                .hasMessageStartingWith("InputMissing: Spark's files: access was refused; AccessDeniedException: ");
        assertThat(failing(aborted(new FileNotFoundException("No such file: s3a://b/lake/raw/x.parquet"))))
                .hasMessageStartingWith("InputMissing: ");
        assertThat(failing(aborted(new IOException("No space left on device"))))
                .hasMessageStartingWith("SinkUnavailable: ")
                .hasMessageContaining("No space left on device");
        assertThat(failing(aborted(new NotSerializableException("x.Y")))).hasMessageStartingWith("InternalError: ");
        assertThat(failing(new IllegalStateException("odd")))
                .hasMessage("InternalError: java.lang.IllegalStateException: odd; nothing expected it, so it is most"
                        + " likely a bug; see the log for the stack trace and report it; a re-run is safe");
    }

    @Test
    void aJobThatRanOutOfMemoryDiesWithoutACode() {
        OutOfMemoryError died = new OutOfMemoryError("Java heap space");
        assertThatThrownBy(() -> run(new SparkException("Job aborted", died))).isSameAs(died);
    }

    private static SparkException aborted(Exception cause) {
        return new SparkException("Job aborted due to stage failure", new SparkException("Task failed", cause));
    }

    private static Throwable failing(Exception thrown) {
        try {
            run(thrown);
        } catch (MadrugadaException coded) {
            return coded;
        }
        throw new AssertionError("nothing was thrown");
    }

    private static void run(Exception thrown) {
        JobRunner.run(
                GOOD.split(" "), Plain::parse, (arguments, context) -> JobRunnerTest.<RuntimeException>raise(thrown));
    }

    /** As Spark does: checked, and undeclared. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> StageRun.Result raise(Exception thrown) throws E {
        throw (E) thrown;
    }
}
