package dev.madrugada.transform;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.JobRunner;

/** The transform stage's main class; see {@link TransformStage} for what it does. */
public final class TransformJob {
    private TransformJob() {}

    public static void main(String[] args) {
        JobRunner.run(StageName.TRANSFORM, args, StageArguments::parse, TransformJob::run, AwsObjectStore::of);
    }

    static StageRun.Result run(StageArguments arguments, JobContext context) {
        AwsClients clients = new AwsClients(context.environment());
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            DatasetFolder folder = DatasetFolder.read(store, arguments.dataset());
            return context.stageRun(arguments, store).run(TransformStage.of(arguments, context, folder, store));
        }
    }
}
