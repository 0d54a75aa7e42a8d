package dev.madrugada.transform;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.run.AffectedPartitions;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.Stage;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.spark.JobContext;
import java.util.Optional;

/**
 * Stages the curated partitions that an arrival day affects, and publishes the day's quarantine. Fails with InvalidContract,
 * InputMissing, ConservationViolated, DataContractViolation (more records were refused than the contract allows),
 * PublicationConflict or SinkUnavailable.
 */
final class TransformStage implements Stage {
    private final JobContext context;
    private final EarlierRuns earlier;
    private final Transformation work;

    private TransformStage(JobContext context, EarlierRuns earlier, Transformation work) {
        this.context = context;
        this.earlier = earlier;
        this.work = work;
    }

    /**
     * Looks up what is published and what the result depends on; reads no record.
     *
     * @throws dev.madrugada.common.error.TerminalException InputMissing if the arrival day has no raw
     */
    static TransformStage of(StageArguments arguments, JobContext context, DatasetFolder folder, ObjectStore store) {
        LakeLayout layout = new LakeLayout(arguments.lake());
        String dataset = folder.contract().dataset();
        TransformTables tables = TransformTables.of(store, layout, dataset, context.clock());
        RunRecords records = new RunRecords(store, layout);
        Optional<RunRecord> last = records.find(dataset, arguments.date(), StageName.TRANSFORM);
        AffectedPartitions affected = new AffectedPartitions(store, layout, dataset, arguments.date());
        EarlierRuns earlier = EarlierRuns.found(folder.contract(), tables, last, affected);
        TransformInputs inputs = TransformInputs.found(folder, arguments.date(), tables, earlier);
        DayFindings findings = new DayFindings(records, dataset, arguments.date());
        return new TransformStage(
                context, earlier, new Transformation(inputs, tables, store, affected, findings, arguments.runId()));
    }

    @Override
    public StageIdentity identity() {
        return work.inputs().identity();
    }

    @Override
    public boolean isUpToDate(Output output) {
        return earlier.areRecorded() && work.tables().isUpToDate(output);
    }

    @Override
    public StageOutcome execute() {
        return work.run(context.spark().get());
    }
}
