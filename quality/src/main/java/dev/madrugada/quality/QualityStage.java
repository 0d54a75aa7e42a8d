package dev.madrugada.quality;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.Problems;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.CodeDigest;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.PartitionVerdict;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.Stage;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.quality.deequ.Ruleset;
import dev.madrugada.quality.rules.RuleFaults;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evaluates the dataset's rules over every curated partition that the night's transform staged, including partitions
 * without rows, and writes a verdict on each content. The stage succeeds whatever the verdicts are; the gate decides
 * what is published.
 */
final class QualityStage implements Stage {
    private final StageArguments arguments;
    private final DatasetFolder folder;
    private final List<Manifest> curated;
    private final Verdicts verdicts;
    private final PartitionQuality quality;

    private QualityStage(
            StageArguments arguments,
            DatasetFolder folder,
            List<Manifest> curated,
            Verdicts verdicts,
            PartitionQuality quality) {
        this.arguments = arguments;
        this.folder = folder;
        this.curated = curated;
        this.verdicts = verdicts;
        this.quality = quality;
    }

    /**
     * Reads the rules and looks up what is staged; evaluates nothing.
     *
     * @throws dev.madrugada.common.error.MadrugadaException InvalidContract if a rule is wrong, InputMissing if the day
     *     was not transformed, PublicationConflict if it was transformed by another contract, or if another run
     *     published other content since
     */
    static QualityStage of(StageArguments arguments, JobContext context, ObjectStore store, DatasetFolder folder) {
        Ruleset rules = rules(folder);
        LakeLayout layout = new LakeLayout(arguments.lake());
        RunRecord transform = new RunRecords(store, layout)
                .require(folder.contract().dataset(), arguments.date(), StageName.TRANSFORM);
        requireSameContract(transform, folder);
        PartitionCommits commits = new PartitionCommits(
                store, layout.curated(transform.dataset()), PartitionCatalog.NONE, context.clock());
        List<Manifest> curated = NightPartitions.of(transform).requireDue().stream()
                .map(due -> due.requireIn(commits).manifest())
                .toList();
        Verdicts verdicts = new Verdicts(store, layout);
        return new QualityStage(
                arguments,
                folder,
                curated,
                verdicts,
                new PartitionQuality(
                        context, folder.contract(), rules, evaluator(folder), verdicts, arguments.runId()));
    }

    private static Digest evaluator(DatasetFolder folder) {
        return Digest.sha256(
                (folder.rulesDigest().text() + " " + folder.contractDigest() + " " + CodeDigest.of(QualityStage.class))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static Ruleset rules(DatasetFolder folder) {
        Problems problems = new Problems();
        Ruleset rules = RuleCheck.read(folder, problems);
        problems.throwIfAny(RuleFaults.WHERE);
        return rules;
    }

    /**
     * Requires the contract of the transform. A column added later would read as null and break rules without bad data.
     */
    private static void requireSameContract(RunRecord transform, DatasetFolder folder) {
        String now = folder.transformDigest().text();
        if (!transform.inputs().getOrDefault("contract", now).equals(now)) {
            throw QualityFaults.contractChanged(transform).exception();
        }
    }

    @Override
    public StageIdentity identity() {
        Map<String, String> inputs = new TreeMap<>();
        curated.forEach(manifest ->
                inputs.put("curated/" + manifest.partition(), manifest.generation() + " " + manifest.content()));
        inputs.put("rules", folder.rulesDigest().text());
        inputs.put("contract", folder.transformDigest().text());
        inputs.put("code", CodeDigest.of(QualityStage.class));
        return new StageIdentity(StageName.QUALITY, folder.contract().dataset(), arguments.date(), inputs);
    }

    /** Whether the verdict exists and describes the same content with the same result. */
    @Override
    public boolean isUpToDate(Output output) {
        return output instanceof PartitionVerdict recorded
                && curated.stream()
                        .filter(manifest -> manifest.partition().equals(recorded.partition()))
                        .flatMap(manifest ->
                                verdicts.find(recorded.dataset(), recorded.partition(), manifest.content()).stream())
                        .anyMatch(verdict -> verdict.meaning().equals(recorded.content()));
    }

    @Override
    public StageOutcome execute() {
        List<Verdict> evaluated = curated.stream().map(this::evaluated).toList();
        boolean passed = evaluated.stream().allMatch(Verdict::passed);
        List<PartitionVerdict> outputs =
                evaluated.stream().map(QualityStage::output).toList();
        return StageOutcome.of(
                outputs,
                Map.of(
                        "rules",
                                outputs.stream()
                                        .mapToLong(PartitionVerdict::rows)
                                        .sum(),
                        "failed", failed(evaluated, Verdict.Level.BLOCK),
                        "warned", failed(evaluated, Verdict.Level.WARN)),
                Map.of("verdict", passed ? "passed" : "failed"));
    }

    private Verdict evaluated(Manifest manifest) {
        return arguments.rerun() == StageArguments.Rerun.FORCED
                ? quality.evaluate(manifest)
                : quality.reused(manifest).orElseGet(() -> quality.evaluate(manifest));
    }

    private static PartitionVerdict output(Verdict verdict) {
        return new PartitionVerdict(
                verdict.dataset(),
                verdict.partition(),
                verdict.generation(),
                verdict.rules().size(),
                verdict.meaning());
    }

    private static long failed(List<Verdict> verdicts, Verdict.Level level) {
        return verdicts.stream()
                .mapToLong(verdict -> verdict.failed(level).size())
                .sum();
    }
}
