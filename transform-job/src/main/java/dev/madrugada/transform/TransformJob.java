package dev.madrugada.transform;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.catalog.OpenCatalog;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.run.AffectedPartitions;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.StaleLoads;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.JobRunner;
import java.util.Map;
import java.util.Optional;

/** The transform stage's main class. */
public final class TransformJob {
    private TransformJob() {}

    public static void main(String[] args) {
        JobRunner.run(StageName.TRANSFORM, args, TransformArguments::parse, TransformJob::run, AwsObjectStore::of);
    }

    /**
     * Publishes the curated partitions that an arrival day touches, and its quarantine; or finds them published.
     *
     * @throws dev.madrugada.common.error.TerminalException InvalidContract, InputMissing, ConservationViolated,
     *     DataContractViolation if more records were refused than the contract allows
     * @throws dev.madrugada.common.error.RetryableException PublicationConflict, SinkUnavailable
     */
    public static StageRun.Result run(TransformArguments arguments, JobContext context) {
        StageArguments stage = arguments.stage();
        AwsClients clients = new AwsClients(context.environment());
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            DatasetFolder folder = DatasetFolder.read(store, stage.dataset());
            try (OpenCatalog open = OpenCatalog.of(folder.contract(), stage.lake(), clients)) {
                return run(stage, context, folder, store, open.catalog());
            }
        }
    }

    static StageRun.Result run(
            StageArguments stage,
            JobContext context,
            DatasetFolder folder,
            ObjectStore store,
            PartitionCatalog catalog) {
        LakeLayout layout = new LakeLayout(stage.lake());
        String dataset = folder.contract().dataset();
        TransformTables tables = TransformTables.of(store, layout, dataset, catalog, context.clock());
        RunRecords records = new RunRecords(store, layout);
        Optional<RunRecord> last = records.find(dataset, stage.date(), StageName.TRANSFORM);
        StaleLoads stale = new StaleLoads(records, dataset, stage.date());
        AffectedPartitions affected = new AffectedPartitions(store, layout, dataset, stage.date());
        EarlierRuns earlier = EarlierRuns.found(folder.contract(), tables, last, affected);
        TransformInputs inputs = TransformInputs.found(folder, stage.date(), tables, earlier);
        Transformation work = new Transformation(
                inputs, tables, store, affected, new DayFindings(records, dataset, stage.date()), stage.runId());
        return context.stageRun(stage, store)
                .run(inputs.identity(), Map.of(), output -> earlier.areRecorded() && tables.isUpToDate(output), () -> {
                    // Before raw is read: a catalog that refuses costs a second then, not the whole stage.
                    catalog.prepare(new Partition(folder.contract().eventTime().partition(), stage.date()));
                    return stale.marked(work.publish(context.spark().get()));
                });
    }
}
