package dev.madrugada.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.AwsClients;
import dev.madrugada.aws.AwsObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.EventTime;
import dev.madrugada.common.contract.FieldPath;
import dev.madrugada.common.contract.Key;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.QuarantineLimit;
import dev.madrugada.common.contract.Report;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.contract.SourceColumn;
import dev.madrugada.common.contract.ValueRules;
import dev.madrugada.common.contract.WarehouseTable;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeCopy;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.FixedStage;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.PartitionVerdict;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.StagedContent;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PartitionContent;
import dev.madrugada.common.spark.PartitionPublisher;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class QualityJobTest {
    private static final LocalDate DATE = LocalDate.parse("2001-01-02");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2001-01-03T02:00:00Z"), ZoneOffset.UTC);
    private static final Partition FIRST = new Partition("day", DATE.minusDays(1));
    private static final Partition SECOND = new Partition("day", DATE);
    private static final String RULES =
            "Rules = [ RowCount > 1, IsComplete \"name\", ColumnValues \"day\" between \"2000-12-31\" and \"2001-01-03\" ]";

    @TempDir
    Path folder;

    private AwsObjectStore store;
    private LakeLayout layout;

    @BeforeEach
    void open() {
        store = new AwsObjectStore(new AwsClients(Map.of()));
        layout = new LakeLayout(folder.toUri().resolve("lake/"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void writesAVerdictOnEachStagedPartitionAndSucceedsEvenIfRulesFail(SparkSession spark) {
        StagedContent good = stage(spark, FIRST, "(1L, 'a'), (2L, 'b')");
        StagedContent bad = stage(spark, SECOND, "(1L, 'a'), (2L, null)");
        transformed(good, bad);

        StageRun.Result result = run(spark, RULES, Optional.of("Rules = [ RowCount > 100 ]"));

        assertThat(result.disposition()).isEqualTo(StageRun.Disposition.DONE);
        assertThat(result.runRecord().facts()).containsEntry("verdict", "failed");
        assertThat(result.runRecord().counts())
                .containsEntry("rules", 8L)
                .containsEntry("failed", 1L)
                .containsEntry("warned", 2L);
        Verdicts verdicts = new Verdicts(store, layout);
        assertThat(verdicts.require(manifest(good)).passed()).isTrue();
        Verdict failed = verdicts.require(manifest(bad));
        assertThat(failed.passed()).isFalse();
        assertThat(failed.failed(Verdict.Level.BLOCK))
                .singleElement()
                .satisfies(rule -> assertThat(rule.rule()).isEqualTo("IsComplete \"name\""))
                .satisfies(rule -> assertThat(rule.measured()).containsEntry("Completeness", "0.5"));
        assertThat(result.runRecord().outputs())
                .containsExactly(
                        new PartitionVerdict(
                                "orders",
                                Partition.parse("day=2001-01-01"),
                                1,
                                4,
                                verdicts.require(manifest(good)).meaning()),
                        new PartitionVerdict("orders", Partition.parse("day=2001-01-02"), 1, 4, failed.meaning()));
    }

    @Test
    void aSecondRunIsSkippedWithoutASession(SparkSession spark) {
        transformed(stage(spark, SECOND, "(1L, 'a'), (2L, 'b')"));
        StageRun.Result first = run(spark, RULES, Optional.empty());
        StageRun.Result second = run(sessionless(), folder(RULES, Optional.empty()));
        assertThat(second.disposition()).isEqualTo(StageRun.Disposition.SKIPPED);
        assertThat(second.runRecord()).isEqualTo(first.runRecord());
    }

    @Test
    void aMissingOrChangedVerdictIsWrittenAgain(SparkSession spark) {
        StagedContent curated = stage(spark, SECOND, "(1L, 'a'), (2L, 'b')");
        transformed(curated);
        run(spark, RULES, Optional.empty());
        URI verdict = layout.verdict("orders", SECOND, curated.content());
        store.delete(List.of(verdict));
        assertThat(run(spark, RULES, Optional.empty()).disposition()).isEqualTo(StageRun.Disposition.DONE);
        new Verdicts(store, layout).publish(Verdict.on(manifest(curated), "forged", CLOCK.instant(), List.of()));
        assertThat(run(spark, RULES, Optional.empty()).disposition()).isEqualTo(StageRun.Disposition.DONE);
        assertThat(new Verdicts(store, layout).require(manifest(curated)).runId())
                .isEqualTo("run-1");
    }

    @Test
    void newContentOrNewRulesAreEvaluated(SparkSession spark) {
        transformed(stage(spark, SECOND, "(1L, 'a'), (2L, 'b')"));
        run(spark, RULES, Optional.empty());
        assertThat(run(spark, "Rules = [ RowCount = 2 ]", Optional.empty()).disposition())
                .isEqualTo(StageRun.Disposition.DONE);
        StagedContent newer = stage(spark, SECOND, "(1L, 'a'), (2L, 'c')");
        transformed(newer);
        assertThat(run(spark, "Rules = [ RowCount = 2 ]", Optional.empty()).disposition())
                .isEqualTo(StageRun.Disposition.DONE);
        assertThat(new Verdicts(store, layout).require(manifest(newer)).content())
                .isEqualTo(newer.content());
    }

    @Test
    void aContractThatChangedSinceTheTransformIsAPublicationConflict(SparkSession spark) {
        transformed(Map.of("contract", "sha256:older"), stage(spark, SECOND, "(1L, 'a'), (2L, 'b')"));

        assertThatThrownBy(() -> run(spark, RULES, Optional.empty()))
                .hasMessageStartingWith("PublicationConflict: curated/orders 2001-01-02: the contract differs"
                        + " from the one with which the day was transformed");
    }

    @Test
    void anEmptyPartitionIsEvaluated(SparkSession spark) {
        StagedContent empty = stage(spark, SECOND, "(1L, 'a') limit 0");
        transformed(empty);
        run(spark, RULES, Optional.empty());
        assertThat(new Verdicts(store, layout).require(manifest(empty)).failed(Verdict.Level.BLOCK))
                .extracting(Verdict.RuleVerdict::rule)
                .containsExactly("RowCount > 1");
    }

    @Test
    void anEmptyPartitionPassesOnlyRulesThatNeedNoFigure(SparkSession spark) {
        StagedContent empty = stage(spark, SECOND, "(1L, 'a') limit 0");
        transformed(empty);
        run(spark, "Rules = [ RowCount >= 0, IsComplete \"name\" ]", Optional.empty());
        assertThat(new Verdicts(store, layout).require(manifest(empty)).passed())
                .isTrue();
    }

    @Test
    void aCopyOfTheLakeIsSkippedWithoutASession(SparkSession spark) {
        transformed(stage(spark, SECOND, "(1L, 'a'), (2L, 'b')"));
        run(spark, RULES, Optional.empty());
        LakeLayout original = layout;
        layout = new LakeLayout(folder.toUri().resolve("a%20copy/"));
        LakeCopy.copy(store, original.root(), layout.root());
        store.delete(store.list(original.root()).stream()
                .map(ObjectStore.StoredObject::uri)
                .toList());

        assertThat(run(sessionless(), folder(RULES, Optional.empty())).disposition())
                .isEqualTo(StageRun.Disposition.SKIPPED);
    }

    @Test
    void whatIsPublishedAfterItsEvaluationIsNotEvaluatedAgain(SparkSession spark) {
        StagedContent own = stage(spark, SECOND, "(1L, 'a'), (2L, 'b')");
        transformed(own);
        run(spark, RULES, Optional.empty());

        curated().publish(own.requireIn(curated()));

        assertThat(run(sessionless(), folder(RULES, Optional.empty())).disposition())
                .isEqualTo(StageRun.Disposition.SKIPPED);
    }

    @Test
    void aVerdictOnNewContentLeavesThatOnThePublishedContent(SparkSession spark) {
        StagedContent old = stage(spark, SECOND, "(1L, 'a'), (2L, 'b')");
        transformed(old);
        run(spark, RULES, Optional.empty());
        Manifest published = curated().publish(old.requireIn(curated()));
        transformed(stage(spark, SECOND, "(1L, 'a'), (2L, null)"));

        assertThat(run(spark, RULES, Optional.empty()).runRecord().facts()).containsEntry("verdict", "failed");

        assertThat(new Verdicts(store, layout).require(published).passed()).isTrue();
    }

    @Test
    void contentThatTheSameRulesHaveEvaluatedIsNotEvaluatedAgain(SparkSession spark) {
        StagedContent other = stage(spark, FIRST, "(1L, 'a'), (2L, 'b')");
        transformed(other, stage(spark, SECOND, "(1L, 'a'), (2L, 'b')"));
        run(spark, RULES, Optional.empty());
        Verdict before = new Verdicts(store, layout).require(manifest(other));
        StagedContent changed = stage(spark, SECOND, "(1L, 'a'), (2L, 'c')");
        transformed(other, changed);

        run("run-2", new JobContext(() -> spark, CLOCK, Map.of()), folder(RULES, Optional.empty()));

        Verdicts verdicts = new Verdicts(store, layout);
        assertThat(verdicts.require(manifest(other))).isEqualTo(before);
        assertThat(verdicts.require(manifest(changed)).runId()).isEqualTo("run-2");
        run(
                "run-3",
                new JobContext(() -> spark, CLOCK, Map.of()),
                folder("Rules = [ RowCount = 2 ]", Optional.empty()));
        assertThat(verdicts.require(manifest(other)).runId()).isEqualTo("run-3");
    }

    @Test
    void contentThatAnotherRunReplacedIsAPublicationConflict(SparkSession spark) {
        StagedContent own = stage(spark, SECOND, "(1L, 'a'), (2L, 'b')");
        transformed(own);
        StagedContent theirs = stage(spark, SECOND, "(1L, 'a'), (2L, 'c')");
        curated().publish(theirs.requireIn(curated()));

        assertThatThrownBy(() -> run(sessionless(), folder(RULES, Optional.empty())))
                .hasMessageStartingWith("PublicationConflict: curated/orders day=2001-01-02: generation 1 is published"
                        + " with other content");
    }

    @Test
    void filesWithoutTheListedContentAreConservationViolated(SparkSession spark) {
        StagedContent own = stage(spark, SECOND, "(1L, 'a'), (2L, 'b')");
        StagedPartition right = own.requireIn(curated()).staged().orElseThrow();
        StagedContent wrong = staged(new StagedPartition(
                right.partition(),
                right.base(),
                right.runId(),
                layout.curated("orders").runFolder(SECOND, "run-wrong"),
                List.of(),
                right.columns(),
                right.content()));
        transformed(wrong);

        assertThatThrownBy(() -> run(spark, RULES, Optional.empty()))
                .hasMessageStartingWith("ConservationViolated: curated/orders day=2001-01-02: the files contain rows:");
    }

    @Test
    void aNightWithoutItsOwnPartitionIsNotEvaluated(SparkSession spark) {
        transformed(stage(spark, FIRST, "(1L, 'a'), (2L, 'b')"));
        assertThatThrownBy(() -> run(spark, RULES, Optional.empty()))
                .hasMessageStartingWith("InputMissing: curated/orders 2001-01-02: ");
    }

    @Test
    void invalidRulesOfBothFilesAreReportedWithoutASession() {
        DatasetFolder wrong =
                folder("Rules = [\n  IsComplete \"nam\"\n]", Optional.of("Rules = [ Mean \"name\" > 1 ]"));
        assertThatThrownBy(() -> run(sessionless(), wrong))
                .hasMessageContaining(
                        "quality.dqdl:2: IsComplete \"nam\": there is no column 'nam'; found before any rule was evaluated; did"
                                + " you mean 'name'?")
                .hasMessageContaining("quality-warn.dqdl:1: Mean \"name\" > 1: it needs a column of numbers");
    }

    @Test
    void aDayWithoutATransformIsInputMissing() {
        assertThatThrownBy(() -> run(sessionless(), folder(RULES, Optional.empty())))
                .hasMessageStartingWith("InputMissing: ")
                .hasMessageContaining("transform.json");
    }

    private StageRun.Result run(SparkSession spark, String rules, Optional<String> warnings) {
        return run(new JobContext(() -> spark, CLOCK, Map.of()), folder(rules, warnings));
    }

    private StageRun.Result run(JobContext context, DatasetFolder dataset) {
        return run("run-1", context, dataset);
    }

    private StageRun.Result run(String runId, JobContext context, DatasetFolder dataset) {
        StageArguments arguments = arguments(runId);
        return context.stageRun(arguments, store).run(QualityStage.of(arguments, context, store, dataset));
    }

    private static JobContext sessionless() {
        return new JobContext(
                () -> {
                    throw new AssertionError("no session is needed");
                },
                CLOCK,
                Map.of());
    }

    private StageArguments arguments() {
        return arguments("run-1");
    }

    private StageArguments arguments(String runId) {
        return new StageArguments(
                folder.toUri().resolve("orders/"),
                DATE,
                layout.root(),
                runId,
                StageArguments.Rerun.IF_CHANGED,
                Optional.empty());
    }

    private PartitionCommits curated() {
        return new PartitionCommits(store, layout.curated("orders"), PartitionCatalog.NONE, CLOCK);
    }

    private Manifest manifest(StagedContent content) {
        return content.requireIn(curated()).manifest();
    }

    /** Writes and stages content on top of what is published now, as a transform does. */
    private StagedContent stage(SparkSession spark, Partition partition, String values) {
        PartitionCommits commits = curated();
        return staged(new PartitionPublisher(spark, store, commits, commits.expected(), "run-0")
                .staged(new PartitionContent(
                        partition,
                        spark.sql("select cast(id as bigint) id, cast(name as string) name from (select * from values "
                                + values.replace(" limit 0", "")
                                + " as t(id, name)"
                                + (values.endsWith(" limit 0") ? " limit 0)" : ")")),
                        List.of())));
    }

    private StagedContent staged(StagedPartition partition) {
        curated().stage(partition);
        return StagedContent.of(layout.curated("orders"), partition);
    }

    private void transformed(StagedContent... curated) {
        transformed(Map.of(), curated);
    }

    /** @param inputs further inputs for the run record */
    private void transformed(Map<String, String> inputs, StagedContent... curated) {
        List<Output> outputs = new ArrayList<>(List.of(curated));
        outputs.add(new LakePartition(
                layout.quarantine("orders").name(), LakeLayout.arrivalDay(DATE), 1, 0, new Digest("rows:none")));
        Map<String, String> all = new java.util.TreeMap<>(inputs);
        all.put("n", outputs.toString());
        new JobContext(() -> null, CLOCK, Map.of())
                .stageRun(arguments(), store)
                .run(new FixedStage(
                        new StageIdentity(StageName.TRANSFORM, "orders", DATE, all),
                        StageOutcome.of(outputs, Map.of(), Map.of())));
    }

    private DatasetFolder folder(String rules, Optional<String> warnings) {
        Map<String, byte[]> files = new java.util.TreeMap<>();
        files.put(DatasetFolder.CONTRACT, new byte[0]);
        files.put(DatasetFolder.QUALITY, rules.getBytes(StandardCharsets.UTF_8));
        warnings.ifPresent(text -> files.put(DatasetFolder.QUALITY_WARN, text.getBytes(StandardCharsets.UTF_8)));
        return new DatasetFolder(arguments().dataset(), contract(), files);
    }

    private static DatasetContract contract() {
        return new DatasetContract(
                "orders",
                new Source.Kinesis("orders"),
                new Payload(
                        List.of(column("id", "bigint"), column("name", "varchar(8)")),
                        Payload.UnknownFields.IGNORE,
                        Payload.InvalidValues.QUARANTINE),
                new Key(List.of("id"), Set.of(), Key.Keep.LATEST),
                new EventTime("at", ZoneOffset.UTC, "day", 1, Duration.ofDays(1)),
                List.of(),
                List.of(),
                List.of(),
                new WarehouseTable("public", "orders"),
                new Report("Orders", "a@example.com", List.of(), "name", List.of()),
                Optional.empty(),
                QuarantineLimit.DEFAULT,
                LakeFormat.PARQUET,
                DatasetContract.DEFAULT_CATCH_UP_DAYS);
    }

    private static SourceColumn column(String name, String type) {
        return new SourceColumn(
                new Column(name, ColumnType.parse(type)),
                FieldPath.of(name),
                SourceColumn.Presence.REQUIRED,
                ValueRules.PLAIN);
    }
}
