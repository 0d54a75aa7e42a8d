package dev.madrugada.ingest;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.JobRunner;
import dev.madrugada.ingest.files.FileHours;
import dev.madrugada.ingest.kafka.KafkaHours;
import dev.madrugada.ingest.kinesis.KinesisHours;
import dev.madrugada.ingest.kinesis.KinesisRun;
import dev.madrugada.ingest.source.HourSource;
import java.time.Clock;

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
            HourSource source = new Sources(arguments, context.clock(), clients, store, raw)
                    .of(folder.contract().source());
            RawHours rawHours =
                    new RawHours(source, raw, store, arguments.stage().runId());
            if (arguments.scope() == IngestArguments.Scope.SETTLED_HOURS) {
                return new SettledHours(
                                arguments.stage(),
                                context,
                                folder.contract().dataset(),
                                folder.contract().eventTime().zone(),
                                rawHours)
                        .run();
            }
            return context.stageRun(arguments.stage(), store)
                    .run(new IngestStage(arguments.stage(), context, folder, rawHours, clients));
        }
    }

    /** What sources are made of. */
    private record Sources(
            IngestArguments arguments, Clock clock, AwsClients clients, ObjectStore store, PartitionCommits raw) {
        HourSource of(Source source) {
            if (source instanceof Source.Kinesis kinesis) {
                return new KinesisHours(kinesis, clients, arguments.reading(), kinesisRun());
            }
            if (source instanceof Source.Kafka kafka) {
                return new KafkaHours(kafka, clients, hour -> raw.current(LakeLayout.arrivalHour(hour)), clock);
            }
            if (source instanceof Source.Files files) {
                return new FileHours(files, store);
            }
            throw new IllegalStateException("no source for " + source);
        }

        private KinesisRun kinesisRun() {
            return new KinesisRun(
                    store,
                    raw.table(),
                    arguments.stage().now().map(given -> clock),
                    arguments.stage().runId());
        }
    }
}
