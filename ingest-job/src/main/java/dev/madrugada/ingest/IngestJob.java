package dev.madrugada.ingest;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.catalog.OpenCatalog;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.JobRunner;
import dev.madrugada.ingest.kinesis.KinesisDay;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the records that arrived on a day into {@code raw/<dataset>/dt=<day>}. The day is read once: neither a new
 * contract nor a new JAR reads it again, only {@code --force} does, since the source forgets and raw does not.
 */
public final class IngestJob {
    private IngestJob() {}

    public static void main(String[] args) {
        JobRunner.run(StageName.INGEST, args, IngestArguments::parse, IngestJob::run, AwsObjectStore::of);
    }

    static StageRun.Result run(IngestArguments arguments, JobContext context) {
        AwsClients clients = new AwsClients(context.environment());
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            DatasetFolder folder = DatasetFolder.read(store, arguments.stage().dataset());
            DatasetContract contract = folder.contract();
            Partition day = LakeLayout.arrivalDay(arguments.stage().date());
            PartitionCommits raw = new PartitionCommits(
                    store,
                    new LakeLayout(arguments.stage().lake()).raw(contract.dataset()),
                    PartitionCatalog.NONE,
                    context.clock());
            RawDay rawDay = new RawDay(
                    new KinesisDay(
                            (Source.Kinesis) contract.source(),
                            day.day(),
                            clients,
                            arguments.stage().now().map(given -> context.clock()),
                            arguments.reading()),
                    raw,
                    store,
                    arguments.stage().runId());
            return context.stageRun(arguments.stage(), store)
                    .run(
                            new StageIdentity(StageName.INGEST, contract.dataset(), day.day(), Map.of()),
                            Map.of(
                                    "contract", folder.contractDigest().text(),
                                    "code", CodeDigest.of(IngestJob.class)),
                            output -> output.isCurrentIn(raw),
                            () -> {
                                requireCatalog(contract, arguments.stage(), clients);
                                return ingested(arguments.stage().rerun(), rawDay, day, context);
                            });
        }
    }

    /**
     * Asks the catalog for a partition. Transform writes there; the night's first job asks, under the role that a
     * deployment's jobs mostly share, so that a refusal is told before the hour that ingest takes.
     */
    private static void requireCatalog(DatasetContract contract, StageArguments stage, AwsClients clients) {
        try (OpenCatalog open = OpenCatalog.of(contract, stage.lake(), clients)) {
            var unused =
                    open.catalog().location(new Partition(contract.eventTime().partition(), stage.date()));
        }
    }

    private static StageOutcome ingested(Rerun rerun, RawDay rawDay, Partition day, JobContext context) {
        Optional<StageOutcome> found = rerun == Rerun.FORCED ? Optional.empty() : rawDay.found(day);
        return found.orElseGet(() -> rawDay.ingested(context.spark().get(), day));
    }
}
