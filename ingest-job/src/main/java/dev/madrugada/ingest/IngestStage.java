package dev.madrugada.ingest;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.catalog.OpenCatalog;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.Stage;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.spark.JobContext;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the records that arrived on a day into {@code raw/<dataset>/dt=<day>}. The identity has no inputs, so the day is
 * read once: neither a new contract nor a new JAR reads it again. Only {@code --force} does, because the source deletes
 * old records and raw keeps them.
 */
final class IngestStage implements Stage {
    private final StageArguments arguments;
    private final JobContext context;
    private final DatasetFolder folder;
    private final RawDay rawDay;
    private final AwsClients clients;

    IngestStage(StageArguments arguments, JobContext context, DatasetFolder folder, RawDay rawDay, AwsClients clients) {
        this.arguments = arguments;
        this.context = context;
        this.folder = folder;
        this.rawDay = rawDay;
        this.clients = clients;
    }

    @Override
    public StageIdentity identity() {
        return new StageIdentity(StageName.INGEST, folder.contract().dataset(), arguments.date(), Map.of());
    }

    @Override
    public Map<String, String> recorded() {
        return Map.of(
                "contract", folder.contractDigest().text(),
                "code", CodeDigest.of(IngestStage.class));
    }

    @Override
    public boolean isUpToDate(Output output) {
        return output instanceof LakePartition partition && partition.isCurrentIn(rawDay.raw());
    }

    @Override
    public StageOutcome execute() {
        requireCatalog();
        Partition day = LakeLayout.arrivalDay(arguments.date());
        Optional<StageOutcome> found = arguments.rerun() == Rerun.FORCED ? Optional.empty() : rawDay.found(day);
        return found.orElseGet(() -> rawDay.ingested(context.spark().get(), day));
    }

    /**
     * Asks the catalog for a partition. Transform writes there. The night's first job asks, because in most deployments
     * all jobs share one role: a refusal is then known before the hour that ingest takes.
     */
    private void requireCatalog() {
        DatasetContract contract = folder.contract();
        try (OpenCatalog open = OpenCatalog.of(contract, arguments.lake(), clients)) {
            var unused =
                    open.catalog().location(new Partition(contract.eventTime().partition(), arguments.date()));
        }
    }
}
