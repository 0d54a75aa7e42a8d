package dev.madrugada.load;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.JobRunner;
import dev.madrugada.warehouse.LoadLedger;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SessionSettings;
import dev.madrugada.warehouse.redshift.RedshiftLogin;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Loads what a night's transform published, and quality passed, into the warehouse: day by day, each in one
 * transaction. It never asks for a Spark session.
 */
public final class LoadJob {
    /**
     * A COPY of a great day takes its time, and so does waiting for another load's lock, also for who only looks into
     * the ledger.
     */
    private static final Duration LONGEST = Duration.ofHours(2);

    private final LoadArguments arguments;
    private final JobContext context;
    private final ObjectStore store;
    private final Warehouse warehouse;
    private final LakeLayout layout;

    private LoadJob(LoadArguments arguments, JobContext context, ObjectStore store, Warehouse warehouse) {
        this.arguments = arguments;
        this.context = context;
        this.store = store;
        this.warehouse = warehouse;
        this.layout = new LakeLayout(arguments.stage().lake());
    }

    /** Ends well, or throws with a code; see docs/operations.md. */
    public static void main(String[] args) {
        JobRunner.run(StageName.LOAD, args, LoadArguments::parse, LoadJob::run, AwsObjectStore::of);
    }

    static StageRun.Result run(LoadArguments arguments, JobContext context) {
        AwsClients clients = new AwsClients(context.environment());
        RedshiftLogin login = new RedshiftLogin(clients, arguments.warehouse());
        Warehouse warehouse = statement ->
                login.open(SessionSettings.of("load", arguments.stage().runId(), statement));
        try (AwsObjectStore store = new AwsObjectStore(clients)) {
            return run(arguments, context, store, warehouse);
        }
    }

    /** As {@link #run(LoadArguments, JobContext)}, on any store and warehouse. */
    static StageRun.Result run(LoadArguments arguments, JobContext context, ObjectStore store, Warehouse warehouse) {
        return new LoadJob(arguments, context, store, warehouse).run();
    }

    private StageRun.Result run() {
        requireS3(arguments.stage().lake());
        DatasetFolder folder = DatasetFolder.read(store, arguments.stage().dataset());
        String dataset = folder.contract().dataset();
        TargetTable target = TargetTable.of(folder.contract());
        LoadLedger ledger = LoadLedger.of(target.name());
        ReadyPartitions partitions = new ReadyPartitions(store, layout, dataset, context.clock());
        List<ReadyPartition> ready = partitions.of(arguments.stage().date());
        Supplier<RedshiftSession> look = () -> warehouse.open(LONGEST);
        try (LoadedPartitions loaded = new LoadedPartitions(look, target, ledger, dataset)) {
            return context.stageRun(arguments.stage(), store)
                    .run(
                            identity(folder, target, ready),
                            Map.of(),
                            loaded::isUpToDate,
                            () -> load(target, ledger, partitions, ready));
        }
    }

    private StageIdentity identity(DatasetFolder folder, TargetTable target, List<ReadyPartition> ready) {
        Map<String, String> inputs = new TreeMap<>();
        for (ReadyPartition partition : ready) {
            inputs.put("curated/" + partition.manifest().partition(), partition.identity());
            inputs.put(
                    "verdict/" + partition.manifest().partition(),
                    partition.verdict().meaning().text());
        }
        inputs.put("contract", folder.contractDigest().text());
        inputs.put("code", CodeDigest.of(LoadJob.class));
        inputs.put(
                "warehouse",
                arguments.warehouse().identity() + " " + target.name().plain());
        return new StageIdentity(
                StageName.LOAD, folder.contract().dataset(), arguments.stage().date(), inputs);
    }

    private StageOutcome load(
            TargetTable target, LoadLedger ledger, ReadyPartitions partitions, List<ReadyPartition> ready) {
        PartitionLoad.Attempt attempt = new PartitionLoad.Attempt(
                arguments.stage().runId(), arguments.stage().rerun(), arguments.copyRole(), context.clock());
        List<StageOutcome.Output> outputs = new ArrayList<>();
        try (RedshiftSession session = warehouse.open(LONGEST)) {
            createTables(session, target, ledger);
            ledger.upgrade(session);
            PartitionLoad load = new PartitionLoad(session, target, ledger, attempt, partitions::requireCurrent);
            for (ReadyPartition partition : ready) {
                CopyManifest files = new CopyManifest(partition.manifest());
                long rows = load.run(partition, files.write(store, layout));
                files.collectOlder(store, layout);
                outputs.add(new StageOutcome.Output(
                        target.name().plain(),
                        partition.manifest().partition(),
                        partition.manifest().generation(),
                        rows,
                        partition.manifest().content()));
            }
        }
        long loaded = outputs.stream().mapToLong(StageOutcome.Output::rows).sum();
        long published = ready.stream().mapToLong(ReadyPartition::rows).sum();
        return new StageOutcome(
                outputs,
                Map.of("loaded", loaded, "published", published),
                Map.of("warehouse-table", target.name().plain()));
    }

    /** In a transaction of its own. Two first loads at once may both try: the one that loses finds the tables there. */
    private static void createTables(RedshiftSession session, TargetTable target, LoadLedger ledger) {
        RedshiftSession.Work<Long> create =
                () -> session.execute(ledger.createIfAbsent()) + session.execute(target.createIfAbsent());
        try {
            session.transaction(create);
        } catch (MadrugadaException raced) {
            if (raced.code() != ErrorCode.WarehouseConflict) {
                throw raced;
            }
            session.transaction(create);
        }
    }

    private static void requireS3(URI lake) {
        if (!"s3".equals(lake.getScheme())) {
            throw LoadFaults.lakeNotOnS3(lake).exception();
        }
    }
}
