package dev.madrugada.common.spark;

import dev.madrugada.common.error.Causes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.apache.spark.rpc.RpcEnvStoppedException;
import org.apache.spark.rpc.RpcTimeoutException;
import org.apache.spark.shuffle.FetchFailedException;

/**
 * The cluster failed during a job: executors died or could not be reached, or the driver was shut down. It has no error
 * code; like a job run that was killed, it is repeated by the state machine.
 *
 * <p>Spark's types for this (ExecutorLostFailure, FetchFailed and other TaskEndReasons) exist only inside the driver.
 * The caller gets a SparkException without cause and error class, whose message is built from their
 * {@code toErrorString}. Therefore this class, and no other, classifies by text: it compares the complete beginning of
 * the message as Spark 3.5.6 writes it, and only if the exception has no cause.
 *
 * @see <a href="https://github.com/apache/spark/blob/v3.5.6/core/src/main/scala/org/apache/spark/TaskEndReason.scala">
 *     TaskEndReason</a>; the messages are built by TaskSetManager.handleFailedTask, by DAGScheduler's handleTaskCompletion,
 *     abortStage and cleanUpAfterSchedulerStop, and by Dispatcher.postMessage
 */
final class ExecutorsLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String ABORTED = "Job aborted due to stage failure: ";
    private static final String LAST_TASK =
            "Task \\d+ in stage \\S+ failed \\d+ times, most recent failure: Lost task \\S+ in stage \\S+ \\(TID \\d+\\) \\(\\S+ executor \\S+\\): ";
    private static final List<Pattern> TEXTS = List.of(
            Pattern.compile(ABORTED + LAST_TASK
                    + "(ExecutorLostFailure \\(|FetchFailed\\(|TaskResultLost |Resubmitted |java\\.lang\\.OutOfMemoryError|"
                    + "org\\.apache\\.spark\\.memory\\.SparkOutOfMemoryError)"),
            Pattern.compile(ABORTED + "\\w+Stage \\d+ \\(.*\\) has failed the maximum allowable number of times: "),
            Pattern.compile(ABORTED + "A shuffle map stage with indeterminate output was failed and retried"),
            Pattern.compile(ABORTED + "Master removed our application"),
            Pattern.compile("Job \\d+ cancelled because SparkContext was shut down"),
            Pattern.compile("Could not find CoarseGrainedScheduler"));
    /** SparkContext.assertNotStopped throws it as an IllegalStateException. */
    private static final String STOPPED = "Cannot call methods on a stopped SparkContext";

    private ExecutorsLost(Throwable cause) {
        super(
                "the cluster lost executors or shut down, and Spark gave up the job; Spark's message is in the log",
                cause);
    }

    /** The loss, if an exception in the chain of causes reports one; empty otherwise. */
    static Optional<ExecutorsLost> of(Throwable thrown) {
        return Causes.of(thrown).anyMatch(ExecutorsLost::isLoss)
                ? Optional.of(new ExecutorsLost(thrown))
                : Optional.empty();
    }

    private static boolean isLoss(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage());
        if (thrown instanceof SparkException && thrown.getCause() == null) {
            return TEXTS.stream().anyMatch(pattern -> pattern.matcher(text).lookingAt());
        }
        return thrown instanceof FetchFailedException
                || thrown instanceof RpcTimeoutException
                || thrown instanceof RpcEnvStoppedException
                || (thrown instanceof IllegalStateException && text.startsWith(STOPPED));
    }
}
