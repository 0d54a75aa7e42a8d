package dev.madrugada.common.spark;

import dev.madrugada.common.arguments.JobArguments;
import dev.madrugada.common.run.StageRun;

/** The work of a Spark stage: it reads, transforms and publishes, and returns the result with its run record. */
@FunctionalInterface
public interface Job<A extends JobArguments> {
    StageRun.Result run(A arguments, JobContext context);
}
