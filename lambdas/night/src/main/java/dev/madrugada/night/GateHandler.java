package dev.madrugada.night;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.aws.catalog.OpenCatalog;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.GarbageCollection;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.ReferencedFiles;
import dev.madrugada.common.lambda.LambdaEvent;
import dev.madrugada.common.lambda.LambdaFunction;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.RunClock;
import dev.madrugada.formats.OpenTableFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Proves what a night has staged and publishes it: conservation, the staged files, the verdicts by content; then one
 * commit per partition, the catalog, and one commit of all partitions to a table in Delta or Iceberg. The event is plan's answer. The handler answers {@code {"passed", "code",
 * "message", "alert", "failed-rules", "warned-rules", "partitions", "failed-partitions", "waiting-partitions"}}. A
 * failed verdict is a regular answer: if the night's own day fails its rules, nothing is published. The handler throws a
 * coded exception, and publishes nothing, if counts do not add up, if files differ from their manifest, or if the day
 * has no partition or no verdict.
 */
public final class GateHandler implements RequestStreamHandler {
    static final String METRICS_ENVIRONMENT = "METRICS_ENVIRONMENT";

    private final Map<String, String> environment;
    private final ObjectStore store;
    private final Catalogs catalogs;
    private final Optional<NightMetrics> metrics;

    /** Opens what other tools read a dataset's curated table by. */
    @FunctionalInterface
    interface Catalogs {
        /** Opens the catalog of the table's partitions. */
        OpenCatalog open(DatasetContract contract, URI lake);

        /** Opens the table in the contract's format. */
        default OpenTableFormat format(
                DatasetContract contract, PartitionCommits curated, ObjectStore store, Clock clock) {
            return OpenTableFormat.NONE;
        }
    }

    private record AwsCatalogs(AwsClients clients) implements Catalogs {
        @Override
        public OpenCatalog open(DatasetContract contract, URI lake) {
            return OpenCatalog.of(contract, lake, clients);
        }

        @Override
        public OpenTableFormat format(
                DatasetContract contract, PartitionCommits curated, ObjectStore store, Clock clock) {
            return OpenTableFormat.of(contract, curated, store, clients, clock);
        }
    }

    public GateHandler() {
        this(System.getenv(), new AwsClients(System.getenv()));
    }

    private GateHandler(Map<String, String> environment, AwsClients clients) {
        this(environment, new AwsObjectStore(clients), new AwsCatalogs(clients));
    }

    GateHandler(Map<String, String> environment, ObjectStore store, Catalogs catalogs) {
        this(environment, store, catalogs, System.out);
    }

    /** @param out receives the night's metrics, if the environment names itself in {@value #METRICS_ENVIRONMENT} */
    GateHandler(Map<String, String> environment, ObjectStore store, Catalogs catalogs, PrintStream out) {
        this.metrics =
                Optional.ofNullable(environment.get(METRICS_ENVIRONMENT)).map(name -> new NightMetrics(out, name));
        this.environment = Map.copyOf(environment);
        this.store = store;
        this.catalogs = catalogs;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        new LambdaFunction("gate", environment, () -> store).run(event, answer, this::decide);
    }

    private GateAnswer decide(LambdaEvent event) {
        ArgumentReader reader = new ArgumentReader(event.arguments());
        Supplier<StageArguments> handles = StageArguments.ask(reader);
        reader.verify();
        StageArguments stage = handles.get();
        DatasetContract contract = DatasetFolder.read(store, stage.dataset()).contract();
        String dataset = contract.dataset();
        LakeLayout layout = new LakeLayout(stage.lake());
        RunRecords records = new RunRecords(store, layout);
        Clock clock = RunClock.of(stage.now(), environment);
        RunRecord transform = records.require(dataset, stage.date(), StageName.TRANSFORM);
        RunRecord ingest = records.require(dataset, stage.date(), StageName.INGEST);
        ConservationCheck.check(
                ingest,
                new PartitionCommits(store, layout.raw(dataset), PartitionCatalog.NONE, clock),
                new ArrivalDay(stage.date(), contract.eventTime().zone()),
                transform);
        metrics.ifPresent(night -> night.print(ingest, transform, clock.instant()));
        NightPartitions partitions = NightPartitions.of(transform);
        try (OpenCatalog catalog = catalogs.open(contract, stage.lake())) {
            PartitionCommits curated = new PartitionCommits(store, layout.curated(dataset), catalog.catalog(), clock);
            NightVerdicts night = NightVerdicts.of(partitions, curated, new Verdicts(store, layout));
            if (night.isAccepted()) {
                publish(stage, transform, night, new OpenTable(contract, curated, catalog.catalog(), clock));
            }
            return GateAnswer.of(dataset, night, partitions.waiting(), RefusalSummary.of(ingest, transform));
        }
    }

    private record OpenTable(
            DatasetContract contract, PartitionCommits commits, PartitionCatalog catalog, Clock clock) {}

    private void publish(StageArguments stage, RunRecord transform, NightVerdicts night, OpenTable table) {
        try (OpenTableFormat format = catalogs.format(table.contract(), table.commits(), store, table.clock())) {
            GarbageCollection garbage = new GarbageCollection(
                    store,
                    table.commits().table(),
                    format.format().<ReferencedFiles>map(open -> open).orElse(ReferencedFiles.NONE),
                    table.clock());
            CuratedTable curated = new CuratedTable(table.commits(), table.catalog(), format.format(), garbage);
            RunRecords records = new RunRecords(store, new LakeLayout(stage.lake()));
            var unused = StageRun.of(records, stage, table.clock())
                    .run(new GateStage(transform, night, curated, stage.runId()));
        }
    }
}
