package dev.madrugada.ingest;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.JobRunner;
import dev.madrugada.ingest.kinesis.KinesisDay;

/** The ingest stage's main class; see {@link IngestStage} for what it does. */
public final class IngestJob {
    private IngestJob() {}

    public static void main(String[] args) {
        JobRunner.run(StageName.INGEST, args, IngestArguments::parse, IngestJob::run, AwsObjectStore::of);
    }

    static StageRun.Result run(IngestArguments arguments, JobContext context) {
        AwsClients clients = new AwsClients(context.environment());
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            DatasetFolder folder = DatasetFolder.read(store, arguments.stage().dataset());
            PartitionCommits raw = new PartitionCommits(
                    store,
                    new LakeLayout(arguments.stage().lake())
                            .raw(folder.contract().dataset()),
                    PartitionCatalog.NONE,
                    context.clock());
            KinesisDay source = new KinesisDay(
                    (Source.Kinesis) folder.contract().source(),
                    arguments.stage().date(),
                    clients,
                    arguments.stage().now().map(given -> context.clock()),
                    arguments.reading());
            RawDay rawDay = new RawDay(source, raw, store, arguments.stage().runId());
            return context.stageRun(arguments.stage(), store)
                    .run(new IngestStage(arguments.stage(), context, folder, rawDay, clients));
        }
    }
}
