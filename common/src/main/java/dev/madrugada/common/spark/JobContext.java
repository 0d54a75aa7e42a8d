package dev.madrugada.common.spark;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageRun;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * What a job is given besides its arguments.
 *
 * @param spark the session; made at the first call, so that a stage that is skipped never waits for one
 * @param clock the one clock of the run
 * @param environment the process's environment
 */
public record JobContext(Supplier<SparkSession> spark, Clock clock, Map<String, String> environment) {
    public StageRun stageRun(StageArguments arguments, ObjectStore store) {
        return StageRun.of(new RunRecords(store, new LakeLayout(arguments.lake())), arguments, clock);
    }
}
