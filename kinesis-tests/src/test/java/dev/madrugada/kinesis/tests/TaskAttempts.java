package dev.madrugada.kinesis.tests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;

/** Collects the task attempts of a query's first stage, which is the stage that reads. */
final class TaskAttempts extends SparkListener {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int NONE = -1;

    private final List<Attempt> ended = new ArrayList<>();
    private int stage = NONE;
    private int started;
    private int speculated;

    /** One attempt of a task. */
    record Attempt(int task, int number, boolean speculative, String host, String status) {

        private static Attempt of(TaskInfo info) {
            return new Attempt(info.index(), info.attemptNumber(), info.speculative(), info.host(), info.status());
        }
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        stage = stage == NONE ? start.stageId() : stage;
        if (start.stageId() == stage) {
            started++;
            speculated += start.taskInfo().speculative() ? 1 : 0;
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.stageId() == stage) {
            ended.add(Attempt.of(end.taskInfo()));
            notifyAll();
        }
    }

    /**
     * Waits until a speculative attempt has started and all attempts have ended. A job ends as soon as one attempt of
     * each task has ended; Spark reports the ends of the other attempts later.
     *
     * @return the attempts of the tasks with a speculative attempt, in the order of their ends
     */
    synchronized List<Attempt> ofSpeculatedTasks() throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (speculated == 0 || ended.size() < started) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError(speculated + " speculative attempts; " + (started - ended.size())
                        + " attempts still run; ended: " + ended);
            }
            wait(left);
        }
        Set<Integer> tasks =
                ended.stream().filter(Attempt::speculative).map(Attempt::task).collect(Collectors.toSet());
        return ended.stream().filter(attempt -> tasks.contains(attempt.task())).toList();
    }
}
