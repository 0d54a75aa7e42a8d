package dev.madrugada.quality;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.JobRunner;

/** The quality stage's main class; see {@link QualityStage} for what it does. */
public final class QualityJob {
    private QualityJob() {}

    public static void main(String[] args) {
        JobRunner.run(StageName.QUALITY, args, StageArguments::parse, QualityJob::run, AwsObjectStore::of);
    }

    static StageRun.Result run(StageArguments arguments, JobContext context) {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(context.environment()))) {
            DatasetFolder folder = DatasetFolder.read(store, arguments.dataset());
            return context.stageRun(arguments, store).run(QualityStage.of(arguments, context, store, folder));
        }
    }
}
