package dev.madrugada.common.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.FetchFailed;
import org.apache.spark.Resubmitted$;
import org.apache.spark.SparkException;
import org.apache.spark.TaskEndReason;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.TaskResultLost$;
import org.apache.spark.rpc.RpcEnvStoppedException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockManagerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Option;

class ExecutorsLostTest {
    private static final String LAST_TASK = "Job aborted due to stage failure: Task 1 in stage 0.0 failed 4 times, most"
            + " recent failure: Lost task 1.3 in stage 0.0 (TID 2) (10.0.0.7 executor 1): ";

    /** Messages that a standalone cluster of Spark 3.5.6 produced when tasks ended their executors. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Job aborted due to stage failure: Task 1 in stage 0.0 failed 2 times, most recent failure: Lost task"
                        + " 1.1 in stage 0.0 (TID 2) (127.0.0.1 executor 1): ExecutorLostFailure (executor 1 exited"
                        + " caused by one of the running tasks) Reason: Command exited with code 3\nDriver stacktrace:",
                "Job aborted due to stage failure: ResultStage 3 (collectAsList at App.java:7) has failed the maximum"
                        + " allowable number of times: 4. Most recent failure reason:\n"
                        + "org.apache.spark.shuffle.MetadataFetchFailedException: Missing an output location for"
                        + " shuffle 0 partition 1\n\tat org.apache.spark.MapOutputTracker$.validateStatus",
                "Job 3 cancelled because SparkContext was shut down",
                "Could not find CoarseGrainedScheduler.",
                "Job aborted due to stage failure: Master removed our application: KILLED\nDriver stacktrace:",
            })
    void aLostClusterIsRecognisedBySparksMessage(String text) {
        assertThat(ExecutorsLost.of(new SparkException(text, null))).isPresent();
        assertThat(ExecutorsLost.of(new RuntimeException(new ExecutionException(new SparkException(text, null)))))
                .isPresent();
    }

    @Test
    void taskEndReasonsOfLostExecutorsAreLosses() {
        BlockManagerId there = BlockManagerId.apply("1", "10.0.0.7", 7079, Option.empty());
        assertLoss(new ExecutorLostFailure("1", true, Option.apply("Container killed by YARN, exit code 137")));
        assertLoss(new ExecutorLostFailure("1", false, Option.apply("worker lost")));
        assertLoss(new FetchFailed(there, 0, 1L, 2, 3, "Connection refused"));
        assertLoss(TaskResultLost$.MODULE$);
        assertLoss(Resubmitted$.MODULE$);
    }

    @Test
    void anRpcThatStoppedIsALoss() {
        assertThat(ExecutorsLost.of(new RuntimeException(new RpcEnvStoppedException())))
                .isPresent();
    }

    @Test
    void aTasksExceptionIsNoLossEvenIfItsMessageLooksLikeOne() {
        String text = LAST_TASK + "java.lang.IllegalStateException: ExecutorLostFailure (executor 1 exited)";
        assertThat(ExecutorsLost.of(new SparkException(text, null))).isEmpty();
        assertThat(ExecutorsLost.of(new SparkException(
                        LAST_TASK + "ExecutorLostFailure (executor 1)", new IllegalStateException("a task's own"))))
                .isEmpty();
        assertThat(ExecutorsLost.of(new IllegalArgumentException("Could not find CoarseGrainedScheduler.")))
                .isEmpty();
    }

    @Test
    void theMessageHasNoCodeAndNoTextOfSpark() {
        String text = LAST_TASK + "ExecutorLostFailure (executor 1 exited) Reason: a marker";
        assertThat(ExecutorsLost.of(new SparkException(text, null)).orElseThrow())
                .hasMessageNotContaining(": ")
                .hasMessageNotContaining("marker");
    }

    @Test
    @ExtendWith(LocalSpark.class)
    void aTaskThatThrowsIsNoLoss(SparkSession spark) {
        assertThat(failure(() ->
                        spark.range(1).selectExpr("raise_error('a marker')").collectAsList()))
                .satisfies(thrown -> assertThat(ExecutorsLost.of(thrown)).isEmpty());
    }

    private static Throwable failure(Runnable work) {
        try {
            work.run();
        } catch (Exception thrown) {
            return thrown;
        }
        throw new AssertionError("nothing was thrown");
    }

    private static void assertLoss(TaskEndReason reason) {
        String text = LAST_TASK + ((TaskFailedReason) reason).toErrorString() + "\nDriver stacktrace:";
        assertThat(ExecutorsLost.of(new SparkException(text, null))).as(text).isPresent();
    }
}
