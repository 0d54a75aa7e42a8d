package dev.madrugada.common.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.FailureLocation;
import dev.madrugada.common.run.FailureRecord;
import dev.madrugada.common.run.FailureRecords;
import dev.madrugada.common.run.RunClaims;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.SparkException;
import org.apache.spark.rpc.RpcEnvStoppedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRunnerTest {
    private static final String GOOD = "--dataset s3://b/d --date 2001-01-01 --lake s3://b/lake --run-id r";

    /** A store that answers nothing. */
    private static final class UnreachableStore implements ObjectStore {
        @Override
        public Optional<byte[]> read(URI object) {
            throw new IllegalStateException("unreachable");
        }

        @Override
        public void write(URI object, byte[] content) {
            throw new IllegalStateException("unreachable");
        }

        @Override
        public boolean create(URI object, byte[] content) {
            throw new IllegalStateException("unreachable");
        }

        @Override
        public List<StoredObject> list(URI folder) {
            throw new IllegalStateException("unreachable");
        }

        @Override
        public void delete(Collection<URI> objects) {
            throw new IllegalStateException("unreachable");
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
    void invalidArgumentsEndWithStatus64BeforeTheJobRuns(String line) {
        assertThatThrownBy(() -> JobRunner.run(
                        StageName.INGEST,
                        line.isEmpty() ? new String[0] : line.split(" "),
                        StageArguments::parse,
                        (arguments, context) -> {
                            throw new AssertionError("the job ran");
                        },
                        environment -> new InMemoryObjectStore()))
                .isInstanceOfSatisfying(
                        MadrugadaException.class,
                        refused -> assertThat(refused.code().category().exitStatus())
                                .isEqualTo(64))
                .hasMessageStartingWith("InvalidArguments: ");
    }

    @Test
    void aJobRunWhoseClaimAnotherHasTakenReadsNothingAndLeavesNoFailureRecord() {
        InMemoryObjectStore store = new InMemoryObjectStore();
        new RunClaims(() -> store)
                .take(new RunClaims.Place(URI.create("s3://b/lake/"), "d", LocalDate.of(2001, 1, 1), "c1"), "jr_1");

        assertThatThrownBy(() -> JobRunner.run(
                        StageName.INGEST,
                        (GOOD + " --claim c1 --JOB_RUN_ID jr_2").split(" "),
                        StageArguments::parse,
                        (arguments, context) -> {
                            throw new AssertionError("the job ran");
                        },
                        environment -> store))
                .isInstanceOf(MadrugadaException.class)
                .hasMessageStartingWith("PublicationConflict: claim c1: job run jr_2 stops before it reads anything");
        assertThat(store.list(URI.create("s3://b/lake/"))).as("the claim alone").hasSize(1);
    }

    @Test
    void aCodeIsFoundInTheCausesOfSparksException() {
        MadrugadaException coded = Fault.of(ErrorCode.RecordsExpired)
                .at("here")
                .what("gone")
                .because("too late")
                .fix("be quicker")
                .exception();
        assertThat(failing(new SparkException("Job aborted", new RuntimeException(coded))))
                .isSameAs(coded);
    }

    @Test
    void storageFailuresAreNotInternalErrors() {
        assertThat(failing(aborted(new AccessDeniedException("s3a://b/lake/raw"))))
                .hasMessageStartingWith(
                        "InputMissing: files that Spark reads or writes: access was refused; AccessDeniedException: ");
        assertThat(failing(aborted(new FileNotFoundException("No such file: s3a://b/lake/raw/x.parquet"))))
                .hasMessageStartingWith("InputMissing: ");
        assertThat(failing(aborted(new IOException("No space left on device"))))
                .hasMessageStartingWith("SinkUnavailable: ")
                .hasMessageContaining("No space left on device");
        assertThat(failing(aborted(new NotSerializableException("x.Y")))).hasMessageStartingWith("InternalError: ");
    }

    @Test
    void anUnclassifiedExceptionIsReportedByClassesAndPosition() {
        Exception odd = new IllegalStateException("Card 4111", new ArithmeticException("Card 4222"));
        assertThat(failing(odd))
                .hasMessageStartingWith("InternalError: java.lang.IllegalStateException: thrown at"
                        + " dev.madrugada.common.spark.JobRunnerTest.")
                .hasMessageEndingWith(", caused by java.lang.ArithmeticException; nothing expected it, so it is most"
                        + " likely a bug; see the log for its text and stack trace and report it; a re-run is safe")
                .hasCause(odd);
    }

    /** Exception messages of Spark, the file systems and the JDK may contain a record's values. */
    @Test
    void messagesOfLibrariesAreNotPassedOn(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("termination.json");
        for (Exception thrown : List.of(
                new IllegalStateException("Card 4111"),
                new NumberFormatException("For input string: \"Card 4111\""),
                new SparkException("[CAST_INVALID_INPUT] The value 'Card 4111' cannot be cast", null),
                aborted(new IOException("could not write Card 4111")))) {
            MadrugadaException describe = CodedFailure.of(thrown);
            new TerminationLog(Optional.of(log)).failed(describe);
            assertThat(describe).hasMessageNotContaining("4111");
            assertThat(log).content().contains(describe.code().name()).doesNotContain("4111");
        }
    }

    @Test
    void aJobThatLostItsExecutorsFailsWithoutACode() {
        SparkException lost = new SparkException(
                "Job aborted due to stage failure: Task 1 in stage 0.0 failed 4 times, most recent failure: Lost task"
                        + " 1.3 in stage 0.0 (TID 2) (h executor 1): ExecutorLostFailure (executor 1 exited)",
                null);
        assertThatThrownBy(() -> run(lost))
                .isInstanceOf(ExecutorsLost.class)
                .isNotInstanceOf(MadrugadaException.class)
                .hasCause(lost);
        MadrugadaException wrapped = Fault.of(ErrorCode.InternalError)
                .at("a rule")
                .what("crashed")
                .because("why")
                .fix("fix")
                .exception(lost);
        assertThatThrownBy(() -> run(wrapped)).isInstanceOf(ExecutorsLost.class);
    }

    @Test
    void lostExecutorsAreLoggedAsInfrastructure(@TempDir Path folder) {
        Path log = folder.resolve("termination.json");
        new TerminationLog(Optional.of(log))
                .died(ExecutorsLost.of(new RpcEnvStoppedException()).orElseThrow());
        assertThat(log).content().contains("\"exit-status\" : 75", "\"dev.madrugada.common.spark.ExecutorsLost\"");
    }

    @Test
    void aJobThatRanOutOfMemoryFailsWithoutACode() {
        OutOfMemoryError died = new OutOfMemoryError("Java heap space");
        assertThatThrownBy(() -> run(new SparkException("Job aborted", died))).isSameAs(died);
    }

    @Test
    void aFailureLeavesARecordWithItsMessageAndWithoutItsCauses() {
        InMemoryObjectStore lake = new InMemoryObjectStore();
        MadrugadaException failure = Fault.of(ErrorCode.SinkUnavailable)
                .at("s3://b/lake/")
                .what("no answer")
                .because("so")
                .fix("wait")
                .exception(new IOException("Card 4111"));
        Instant before = Instant.now();
        assertThatThrownBy(() -> run(failure, environment -> lake)).isSameAs(failure);

        FailureLocation location =
                new FailureLocation(URI.create("s3://b/lake/"), "d", LocalDate.of(2001, 1, 1), "r", "ingest", 2);
        assertThat(location.uri()).hasToString("s3://b/lake/runs/d/2001-01-01/failures/r-ingest-2.json");
        FailureRecord left =
                new FailureRecords(lake, Clock.systemUTC()).find(location).orElseThrow();
        assertThat(left.code()).isEqualTo(ErrorCode.SinkUnavailable);
        assertThat(left.category()).isEqualTo(ErrorCategory.INFRASTRUCTURE);
        assertThat(left.message()).isEqualTo("SinkUnavailable: s3://b/lake/: no answer; so; wait");
        assertThat(left.failedAt()).isBetween(before, Instant.now());
        assertThat(left.logs()).containsExactly("job nightly-ingest, run jr_7", "/aws-glue/jobs/error jr_7");
        assertThat(new String(lake.read(location.uri()).orElseThrow(), UTF_8)).doesNotContain("4111");
    }

    @Test
    void aRecordThatCannotBeWrittenHidesNoFailure() {
        MadrugadaException failure = Fault.of(ErrorCode.InputMissing)
                .at("x")
                .what("gone")
                .because("so")
                .fix("bring it")
                .exception();
        assertThatThrownBy(() -> run(failure, environment -> new UnreachableStore()))
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
        assertThatThrownBy(() -> run(failure, environment -> {
                    throw new IllegalStateException("no region");
                }))
                .isSameAs(failure);
    }

    @Test
    void whatDiesWithoutACodeLeavesNoRecord() {
        InMemoryObjectStore lake = new InMemoryObjectStore();
        assertThatThrownBy(() -> run(new SparkException("x", new OutOfMemoryError("heap")), environment -> lake))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(lake.list(URI.create("s3://b/lake/"))).isEmpty();
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
        run(thrown, environment -> new InMemoryObjectStore());
    }

    private static void run(Exception thrown, Function<Map<String, String>, ObjectStore> store) {
        JobRunner.run(
                StageName.INGEST,
                (GOOD + " --attempt 2 --JOB_NAME nightly-ingest --JOB_RUN_ID jr_7").split(" "),
                StageArguments::parse,
                (arguments, context) -> JobRunnerTest.<RuntimeException>raise(thrown),
                store);
    }

    /** Throws a checked exception without declaring it, as Spark does. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> StageRun.Result raise(Exception thrown) throws E {
        throw (E) thrown;
    }
}
