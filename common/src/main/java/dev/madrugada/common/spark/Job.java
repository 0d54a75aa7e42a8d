package dev.madrugada.common.spark;

import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.run.StageRun;

/** A stage's work: reads, transforms, publishes, and says what it came to. */
@FunctionalInterface
public interface Job<A extends JobArguments> {
    StageRun.Result run(A arguments, JobContext context);
}
