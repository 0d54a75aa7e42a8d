package dev.madrugada.quality;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageOutcome.Output;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.JobRunner;
import dev.madrugada.quality.deequ.Ruleset;
import dev.madrugada.quality.rules.RuleFaults;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evaluates the dataset's rules over every curated partition that the night's transform published and that is due, the
 * empty ones too, and publishes a verdict on each. It ends well whatever the verdict: the gate decides.
 */
public final class QualityJob {
    private QualityJob() {}

    public static void main(String[] args) {
        JobRunner.run(StageName.QUALITY, args, QualityArguments::parse, QualityJob::run, AwsObjectStore::of);
    }

    private static StageRun.Result run(QualityArguments arguments, JobContext context) {
        try (AwsObjectStore store = new AwsObjectStore(new AwsClients(context.environment()))) {
            DatasetFolder folder = DatasetFolder.read(store, arguments.stage().dataset());
            return run(arguments.stage(), context, store, folder);
        }
    }

    static StageRun.Result run(StageArguments stage, JobContext context, ObjectStore store, DatasetFolder folder) {
        DatasetContract contract = folder.contract();
        LakeLayout layout = new LakeLayout(stage.lake());
        Ruleset rules = rules(folder);
        RunRecord transform =
                new RunRecords(store, layout).require(contract.dataset(), stage.date(), StageName.TRANSFORM);
        requireSameContract(transform, folder);
        List<Manifest> curated = curated(transform, context, store, layout);
        Verdicts verdicts = new Verdicts(store, layout);
        StageIdentity identity = identity(stage, folder, curated);
        return context.stageRun(stage, store)
                .run(identity, Map.of(), output -> isUpToDate(output, verdicts, contract.dataset()), () -> {
                    PartitionQuality quality = new PartitionQuality(context, contract, rules, verdicts, stage.runId());
                    return outcome(curated.stream().map(quality::evaluate).toList());
                });
    }

    static Ruleset rules(DatasetFolder folder) {
        Problems problems = new Problems();
        Ruleset rules = RuleCheck.read(folder, problems);
        problems.throwIfAny(RuleFaults.WHERE);
        return rules;
    }

    /** A column that the contract got since would read as null, and its rule would fail for want of data, not for bad data. */
    private static void requireSameContract(RunRecord transform, DatasetFolder folder) {
        String now = folder.contractDigest().text();
        if (!transform.inputs().getOrDefault("contract", now).equals(now)) {
            throw QualityFaults.contractChanged(transform).exception();
        }
    }

    /** What is published now of the partitions that the night's transform wrote and that are due. */
    private static List<Manifest> curated(
            RunRecord transform, JobContext context, ObjectStore store, LakeLayout layout) {
        PartitionCommits commits = new PartitionCommits(
                store, layout.curated(transform.dataset()), PartitionCatalog.NONE, context.clock());
        return NightPartitions.of(transform).requireDue().stream()
                .map(output -> commits.require(Partition.parse(output.partition())))
                .toList();
    }

    private static StageIdentity identity(StageArguments stage, DatasetFolder folder, List<Manifest> curated) {
        Map<String, String> inputs = new TreeMap<>();
        curated.forEach(manifest -> inputs.put("curated/" + manifest.partition(), manifest.content()));
        inputs.put("rules", folder.rulesDigest().text());
        inputs.put("contract", folder.contractDigest().text());
        inputs.put("code", CodeDigest.of(QualityJob.class));
        return new StageIdentity(StageName.QUALITY, folder.contract().dataset(), stage.date(), inputs);
    }

    /** Whether the verdict is there and says what it said then. */
    private static boolean isUpToDate(Output output, Verdicts verdicts, String dataset) {
        return verdicts.find(dataset, Partition.parse(output.partition()))
                .filter(verdict -> verdict.meaning().text().equals(output.content()))
                .isPresent();
    }

    private static StageOutcome outcome(List<Verdict> verdicts) {
        List<Output> outputs = verdicts.stream()
                .map(verdict -> new Output(
                        "quality/" + verdict.dataset(),
                        verdict.partition(),
                        verdict.generation(),
                        verdict.rules().size(),
                        verdict.meaning().text()))
                .toList();
        boolean passed = verdicts.stream().allMatch(Verdict::passed);
        return new StageOutcome(
                outputs,
                Map.of(
                        "rules",
                                verdicts.stream()
                                        .mapToLong(verdict -> verdict.rules().size())
                                        .sum(),
                        "failed", failed(verdicts, Verdict.Level.BLOCK),
                        "warned", failed(verdicts, Verdict.Level.WARN)),
                Map.of("verdict", passed ? "passed" : "failed"));
    }

    private static long failed(List<Verdict> verdicts, Verdict.Level level) {
        return verdicts.stream()
                .mapToLong(verdict -> verdict.failed(level).size())
                .sum();
    }
}
