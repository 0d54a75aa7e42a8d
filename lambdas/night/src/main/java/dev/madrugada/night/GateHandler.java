package dev.madrugada.night;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.arguments.ArgumentReader;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lambda.LambdaEvent;
import dev.madrugada.common.lambda.LambdaFunction;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.time.RunClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Decides whether a night's data is loaded into the warehouse. The event is plan's answer. The handler answers {@code
 * {"passed", "code", "message", "failed-rules", "warned-rules", "partitions", "waiting-partitions"}}. A failed verdict
 * is a regular answer. The handler throws a coded exception if counts do not add up, if files differ from their
 * manifest, or if the day has no partition or no verdict. Partitions of later days are not checked; their own nights do
 * that.
 */
public final class GateHandler implements RequestStreamHandler {
    private final Map<String, String> environment;
    private final ObjectStore store;

    public GateHandler() {
        this(System.getenv(), new AwsObjectStore(new AwsClients(System.getenv())));
    }

    GateHandler(Map<String, String> environment, ObjectStore store) {
        this.environment = Map.copyOf(environment);
        this.store = store;
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
        String dataset = DatasetFolder.read(store, stage.dataset()).contract().dataset();
        LakeLayout layout = new LakeLayout(stage.lake());

        RunRecords records = new RunRecords(store, layout);
        Clock clock = RunClock.of(stage.now(), environment);
        RunRecord transform = records.require(dataset, stage.date(), StageName.TRANSFORM);
        ConservationCheck.check(
                records.require(dataset, stage.date(), StageName.INGEST),
                new PartitionCommits(store, layout.raw(dataset), PartitionCatalog.NONE, clock),
                transform);
        NightPartitions partitions = NightPartitions.of(transform);
        PartitionCommits curated = new PartitionCommits(store, layout.curated(dataset), PartitionCatalog.NONE, clock);
        Verdicts verdicts = new Verdicts(store, layout);
        List<Verdict> due = partitions.requireDue().stream()
                .map(partition -> partition.requireIn(curated))
                .map(curated::requireIntact)
                .map(verdicts::require)
                .toList();
        return GateAnswer.of(dataset, stage.date(), due, partitions.waiting(), RefusalSummary.of(transform));
    }
}
