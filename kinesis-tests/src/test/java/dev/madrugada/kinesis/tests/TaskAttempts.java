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

/** What Spark says of the tasks of a query's first stage, the one that reads; it runs some twice at the same time. */
final class TaskAttempts extends SparkListener {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int NONE = -1;

    private final List<Attempt> ended = new ArrayList<>();
    private int stage = NONE;
    private int started;
    private int copied;

    /** One run of a task. */
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
            copied += start.taskInfo().speculative() ? 1 : 0;
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
     * The attempts at the tasks that had a copy, in the order of their ends, once there are some and none runs any more:
     * a job is over as soon as one attempt at each task is, and Spark tells of the others later.
     */
    synchronized List<Attempt> atCopiedTasks() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (copied == 0 || ended.size() < started) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError(
                        copied + " copies, " + (started - ended.size()) + " attempts still run, ended are " + ended);
            }
            wait(left);
        }
        Set<Integer> tasks =
                ended.stream().filter(Attempt::speculative).map(Attempt::task).collect(Collectors.toSet());
        return ended.stream().filter(attempt -> tasks.contains(attempt.task())).toList();
    }
}
