package dev.madrugada.load;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.Stage;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.WarehouseDay;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.warehouse.LoadLedger;
import dev.madrugada.warehouse.RedshiftSession;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Loads what a night's gate published into the warehouse: day by day, each replaced in one transaction. It never asks
 * for a Spark session.
 */
final class LoadStage implements Stage, AutoCloseable {
    /**
     * The longest time of a statement: COPY of a large day takes long, and so does waiting for another load's lock.
     * Ledger readers wait for the lock too.
     */
    private static final Duration LONGEST = Duration.ofHours(2);

    private final LoadArguments arguments;
    private final JobContext context;
    private final ObjectStore store;
    private final Warehouse warehouse;
    private final LakeLayout layout;
    private final DatasetFolder folder;
    private final TargetTable target;
    private final LoadLedger ledger;
    private final ReadyPartitions partitions;
    private final List<ReadyPartition> ready;
    private final LoadedPartitions loaded;

    private LoadStage(LoadArguments arguments, JobContext context, ObjectStore store, Warehouse warehouse) {
        this.arguments = arguments;
        this.context = context;
        this.store = store;
        this.warehouse = warehouse;
        this.layout = new LakeLayout(arguments.stage().lake());
        this.folder = DatasetFolder.read(store, arguments.stage().dataset());
        String dataset = folder.contract().dataset();
        this.target = TargetTable.of(folder.contract());
        this.ledger = LoadLedger.of(target.name());
        this.partitions = new ReadyPartitions(store, layout, dataset, context.clock());
        this.ready = partitions.of(arguments.stage().date());
        this.loaded = new LoadedPartitions(() -> warehouse.open(LONGEST), target, ledger, dataset);
    }

    /**
     * Finds the partitions to load; opens no session.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InputMissing, PublicationConflict or QualityGateFailed if the
     *     night's partitions are not published and current
     */
    static LoadStage of(LoadArguments arguments, JobContext context, ObjectStore store, Warehouse warehouse) {
        return new LoadStage(arguments, context, store, warehouse);
    }

    @Override
    public StageIdentity identity() {
        Map<String, String> inputs = new TreeMap<>();
        for (ReadyPartition partition : ready) {
            inputs.put("curated/" + partition.manifest().partition(), partition.identity());
            inputs.put(
                    "verdict/" + partition.manifest().partition(),
                    partition.verdict().meaning().text());
        }
        inputs.put("contract", folder.columnsDigest().text());
        inputs.put("code", CodeDigest.of(LoadStage.class));
        inputs.put(
                "warehouse",
                arguments.warehouse().identity() + " " + target.name().plain());
        return new StageIdentity(
                StageName.LOAD, folder.contract().dataset(), arguments.stage().date(), inputs);
    }

    @Override
    public boolean isUpToDate(Output output) {
        return output instanceof WarehouseDay day && loaded.isUpToDate(day);
    }

    @Override
    public StageOutcome execute() {
        requireS3(arguments.stage().lake());
        PartitionLoad.Attempt attempt = new PartitionLoad.Attempt(
                arguments.stage().runId(), arguments.stage().rerun(), arguments.copyRole(), context.clock());
        List<WarehouseDay> outputs = new ArrayList<>();
        Map<String, String> facts =
                new TreeMap<>(Map.of("warehouse-table", target.name().plain()));
        try (RedshiftSession session = warehouse.open(LONGEST)) {
            createTables(session);
            facts.putAll(new TargetColumns(session, target).altered());
            ledger.upgrade(session);
            StagingTables tables = StagingTables.of(
                    target.name(),
                    folder.contract().dataset(),
                    arguments.stage().runId());
            tables.dropDead(session, Instant.now(Clock.systemUTC()));
            PartitionLoad load =
                    new PartitionLoad(session, target, ledger, tables, attempt, partitions::requireCurrent);
            for (ReadyPartition partition : ready) {
                CopyManifest files = new CopyManifest(partition.manifest());
                long rows = load.run(partition, files.write(store, layout));
                files.collectOlder(store, layout);
                outputs.add(new WarehouseDay(
                        target.name().plain(),
                        partition.manifest().partition(),
                        partition.manifest().generation(),
                        rows,
                        partition.manifest().content()));
            }
        }
        long rows = outputs.stream().mapToLong(WarehouseDay::rows).sum();
        long published = ready.stream().mapToLong(ReadyPartition::rows).sum();
        return StageOutcome.of(outputs, Map.of("loaded", rows, "published", published), facts);
    }

    /** Uses a transaction of its own. If two first loads create the tables at once, one conflicts and tries again. */
    private void createTables(RedshiftSession session) {
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

    /** Closes the session that {@link #isUpToDate} opened, if any. */
    @Override
    public void close() {
        loaded.close();
    }
}
