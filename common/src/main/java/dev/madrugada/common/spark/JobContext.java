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
 * What a job needs besides its arguments.
 *
 * @param spark supplies the session, which is created at the first call, so that a skipped stage needs no session
 * @param clock the run's clock
 * @param environment the process's environment variables
 */
public record JobContext(Supplier<SparkSession> spark, Clock clock, Map<String, String> environment) {
    public StageRun stageRun(StageArguments arguments, ObjectStore store) {
        return StageRun.of(new RunRecords(store, new LakeLayout(arguments.lake())), arguments, clock);
    }
}
