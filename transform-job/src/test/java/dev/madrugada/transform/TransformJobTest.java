package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.Arrivals;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryCatalog;
import dev.madrugada.common.lake.LakeCopy;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.PublishedHours;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.run.NightPartitions;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.StageRun.Disposition;
import dev.madrugada.common.run.StagedContent;
import dev.madrugada.common.run.WaitingPartition;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.SparkTypes;
import dev.madrugada.common.time.ArrivalDay;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole job on a lake of files. */
@ExtendWith(LocalSpark.class)
class TransformJobTest {
    private static final DatasetFolder EVENTS = Contracts.folder(Contracts.EVENTS);
    private static final Row[] FIRST_DAY = {
        RawDays.event(1, "2001-01-01T10:00:00Z", 1, "2001-01-01T09:00:00Z", "\"old\""),
        RawDays.event(2, "2001-01-01T11:00:00Z", 1, "2001-01-01T09:00:00Z", "\"new\""),
        RawDays.event(3, "2001-01-01T12:00:00Z", 1, "2001-01-01T09:00:00Z", "\"new but too long\""),
        RawDays.event(4, "2001-01-01T13:00:00Z", 2, "2001-01-01T09:30:00Z", "null"),
        RawDays.event(5, "2001-01-01T14:00:00Z", 3, "2000-12-31T23:00:00Z", "\"eve\""),
        RawDays.raw("6", "2001-01-01T15:00:00Z", "no json")
    };
    private static final Row[] SECOND_DAY = {
        RawDays.event(7, "2001-01-02T10:00:00Z", 4, "2001-01-01T22:00:00Z", "\"late\""),
        RawDays.event(8, "2001-01-02T11:00:00Z", 1, "2001-01-01T09:00:00Z", "\"newest\""),
        RawDays.event(9, "2001-01-02T12:00:00Z", 5, "2001-01-02T11:00:00Z", "\"today\"")
    };

    @TempDir
    Path folder;

    private final FileObjectStore store = new FileObjectStore();
    private URI lake = URI.create("file:///");

    @BeforeEach
    void emptyLake() {
        lake = folder.toUri();
    }

    @Test
    void everyRecordOfTheDayIsCountedOnce(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        StageRun.Result done = run(spark, "2001-01-01", Rerun.IF_CHANGED);

        assertThat(done.runRecord().counts())
                .isEqualTo(Map.of("raw", 6L, "curated", 3L, "duplicates", 1L, "quarantined", 2L));
        assertThat(done.runRecord().facts()).isEqualTo(Map.of("reason-TooLong", "1", "reason-MalformedJson", "1"));
        assertThat(done.runRecord().findings().refusals())
                .containsExactly(
                        new Refusal("MalformedJson", null, "malformed JSON at byte 1", 1, example("aa aaaa", "6")),
                        new Refusal(
                                "TooLong",
                                "label",
                                "16 bytes of UTF-8 do not fit into varchar(8)",
                                1,
                                example("aaa aaa aaa aaaa", "3")));
        assertThat(curated(spark, "2001-01-01")).containsExactly("1 new", "2 null");
        assertThat(curated(spark, "2000-12-31")).containsExactly("3 eve");
        assertThat(StagedOutputs.described(done.runRecord()))
                .containsExactlyInAnyOrder(
                        "published quarantine/events dt=2001-01-01 2",
                        "staged curated/events day=2000-12-31 1",
                        "staged curated/events day=2001-01-01 2");
        assertThat(manifest("2001-01-01").columns()).containsOnlyKeys("id", "happened_at", "label");
    }

    @Test
    void secondRunIsSkippedAndAForcedOneGivesTheSame(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        StageRun.Result first = run(spark, "2001-01-01", Rerun.IF_CHANGED);
        JobContext sessionless = new JobContext(
                () -> {
                    throw new AssertionError("a skipped stage needs no session");
                },
                Clock.systemUTC(),
                Map.of());
        StageArguments arguments = arguments("2001-01-01", Rerun.IF_CHANGED);
        StageRun.Result second =
                sessionless.stageRun(arguments, store).run(TransformStage.of(arguments, sessionless, EVENTS, store));
        assertThat(second.disposition()).isEqualTo(Disposition.SKIPPED);

        StageRun.Result forced = run(spark, "2001-01-01", Rerun.FORCED);
        assertThat(forced.disposition()).isEqualTo(Disposition.DONE);
        assertThat(StagedOutputs.described(forced.runRecord())).isEqualTo(StagedOutputs.described(first.runRecord()));
        assertThat(forced.runRecord().stagedContents())
                .extracting(StagedContent::content)
                .isEqualTo(first.runRecord().stagedContents().stream()
                        .map(StagedContent::content)
                        .toList());
        assertThat(manifest("2001-01-01").generation()).isEqualTo(1);
    }

    @Test
    void aCopyOfTheLakeIsUpToDate(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        run(spark, "2001-01-01", Rerun.IF_CHANGED);
        List<ObjectStore.StoredObject> originals = store.list(lake);
        URI copy = lake.resolve("the%20copy/");
        LakeCopy.copy(store, lake, copy);
        store.delete(originals.stream().map(ObjectStore.StoredObject::uri).toList());
        StageArguments here = arguments("2001-01-01", Rerun.IF_CHANGED);
        StageArguments there =
                new StageArguments(here.dataset(), here.date(), copy, here.runId(), here.rerun(), here.now());
        JobContext context = new JobContext(() -> spark, Clock.systemUTC(), Map.of());

        StageRun.Result again = context.stageRun(there, store).run(TransformStage.of(there, context, EVENTS, store));

        assertThat(again.disposition()).isEqualTo(Disposition.SKIPPED);
    }

    @Test
    void whatIsStagedIsSeenByNobodyAndIsSkippedLikeWhatIsPublished(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        StageRun.Result staged = staged(spark, EVENTS, store, "2001-01-01", Rerun.IF_CHANGED);

        assertThat(store.list(lake.resolve("curated/events/_published/"))).isEmpty();
        assertThat(store.list(lake.resolve("curated/events/_staged/"))).hasSize(2);
        assertThat(staged(spark, EVENTS, store, "2001-01-01", Rerun.IF_CHANGED).disposition())
                .isEqualTo(Disposition.SKIPPED);

        StagedOutputs.publish(staged.runRecord(), store, lake, PartitionCatalog.NONE);
        assertThat(store.list(lake.resolve("curated/events/_staged/"))).isEmpty();
        assertThat(staged(spark, EVENTS, store, "2001-01-01", Rerun.IF_CHANGED).disposition())
                .isEqualTo(Disposition.SKIPPED);
    }

    @Test
    void stagedFilesThatAreGoneAreWrittenAgain(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        StagedContent lost = staged(spark, EVENTS, store, "2001-01-01", Rerun.IF_CHANGED)
                .runRecord()
                .stagedContents()
                .get(0);
        URI folder = new LakeLayout(lake).curated("events").runFolder(lost.partition(), lost.folder());
        store.delete(
                store.list(folder).stream().map(ObjectStore.StoredObject::uri).toList());

        assertThat(run(spark, "2001-01-01", Rerun.IF_CHANGED).disposition()).isEqualTo(Disposition.DONE);
        assertThat(curated(spark, "2000-12-31")).containsExactly("3 eve");
    }

    @Test
    void lateRecordsJoinTheirDayAndStayWhenItIsRunAgain(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        run(spark, "2001-01-01", Rerun.IF_CHANGED);
        RawDays.publish(spark, lake, "2001-01-02", SECOND_DAY);
        StageRun.Result second = run(spark, "2001-01-02", Rerun.IF_CHANGED);
        assertThat(second.runRecord().counts())
                .isEqualTo(Map.of("raw", 3L, "curated", 3L, "duplicates", 0L, "quarantined", 0L));
        assertThat(curated(spark, "2001-01-01")).containsExactly("1 newest", "2 null", "4 late");
        Manifest joined = manifest("2001-01-01");

        StageRun.Result again = run(spark, "2001-01-01", Rerun.IF_CHANGED);
        assertThat(again.disposition()).isEqualTo(Disposition.DONE);
        assertThat(again.runRecord().counts())
                .isEqualTo(Map.of("raw", 6L, "curated", 2L, "duplicates", 2L, "quarantined", 2L));
        assertThat(manifest("2001-01-01")).isEqualTo(joined);
    }

    @Test
    void orderOfRunsDoesNotMatter(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-02", SECOND_DAY);
        run(spark, "2001-01-02", Rerun.IF_CHANGED);
        assertThat(curated(spark, "2001-01-01")).containsExactly("1 newest", "4 late");
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        run(spark, "2001-01-01", Rerun.IF_CHANGED);
        assertThat(curated(spark, "2001-01-01")).containsExactly("1 newest", "2 null", "4 late");
        assertThat(curated(spark, "2000-12-31")).containsExactly("3 eve");
    }

    @Test
    void recordThatMovedToAnotherDayLeavesTheOneItWasIn(SparkSession spark) {
        RawDays.publish(
                spark, lake, "2001-01-01", RawDays.event(1, "2001-01-01T10:00:00Z", 1, "2000-12-31T09:00:00Z", "null"));
        run(spark, "2001-01-01", Rerun.IF_CHANGED);
        assertThat(curated(spark, "2000-12-31")).containsExactly("1 null");
        RawDays.publish(
                spark, lake, "2001-01-01", RawDays.event(1, "2001-01-01T10:00:00Z", 1, "2001-01-01T09:00:00Z", "null"));
        run(spark, "2001-01-01", Rerun.IF_CHANGED);
        assertThat(curated(spark, "2000-12-31")).isEmpty();
        assertThat(curated(spark, "2001-01-01")).containsExactly("1 null");
    }

    @Test
    void dayWithoutRecordsPublishesItsPartitionEmpty(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01");
        StageRun.Result done = run(spark, "2001-01-01", Rerun.IF_CHANGED);
        assertThat(done.runRecord().counts())
                .isEqualTo(Map.of("raw", 0L, "curated", 0L, "duplicates", 0L, "quarantined", 0L));
        assertThat(StagedOutputs.described(done.runRecord()))
                .containsExactlyInAnyOrder(
                        "published quarantine/events dt=2001-01-01 0", "staged curated/events day=2001-01-01 0");
        assertThat(manifest("2001-01-01").files()).isEmpty();
        assertThat(manifest("2001-01-01").columns()).containsOnlyKeys("id", "happened_at", "label");
    }

    @Test
    void dayThatLostAllItsValidRecordsIsEmptiedInTheCatalogToo(SparkSession spark) {
        InMemoryCatalog catalog = new InMemoryCatalog();
        Partition day = new Partition("day", LocalDate.parse("2001-01-01"));
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        run(spark, EVENTS, store, catalog, "2001-01-01", Rerun.IF_CHANGED);
        RawDays.publish(
                spark,
                lake,
                "2001-01-01",
                RawDays.raw("1", "2001-01-01T15:00:00Z", "no json"),
                RawDays.event(5, "2001-01-01T14:00:00Z", 3, "2000-12-31T23:00:00Z", "\"eve\""));
        StageRun.Result refused = run(spark, EVENTS, store, catalog, "2001-01-01", Rerun.IF_CHANGED);
        assertThat(refused.runRecord().counts())
                .isEqualTo(Map.of("raw", 2L, "curated", 1L, "duplicates", 0L, "quarantined", 1L));
        assertThat(manifest("2001-01-01").generation()).isEqualTo(2);
        assertThat(manifest("2001-01-01").rows()).isZero();
        assertThat(catalog.location(day)).contains(manifest("2001-01-01").location());
    }

    @Test
    void recordsOfTheNextDayAreInItsPartitionWhenItsOwnNightRuns(SparkSession spark) {
        RawDays.publish(
                spark,
                lake,
                "2001-01-01",
                RawDays.event(1, "2001-01-01T12:00:00Z", 1, "2001-01-01T11:00:00Z", "\"own\""),
                RawDays.event(2, "2001-01-01T23:30:00Z", 2, "2001-01-02T00:10:00Z", "\"early\""));
        NightPartitions first =
                NightPartitions.of(run(spark, "2001-01-01", Rerun.IF_CHANGED).runRecord());
        assertThat(first.requireDue())
                .extracting(output -> output.partition().toString())
                .containsExactly("day=2001-01-01");
        assertThat(first.waiting())
                .extracting(output -> output.partition().toString(), WaitingPartition::rows)
                .containsExactly(tuple("day=2001-01-02", 1L));
        assertThat(store.list(lake.resolve("curated/events/day=2001-01-02/"))).isEmpty();

        // No record arrives on the next day, but its partition has the records that arrived early.
        RawDays.publish(spark, lake, "2001-01-02");
        NightPartitions second =
                NightPartitions.of(run(spark, "2001-01-02", Rerun.IF_CHANGED).runRecord());
        assertThat(second.requireDue())
                .extracting(output -> output.partition().toString(), StagedContent::rows)
                .containsExactly(tuple("day=2001-01-02", 1L));

        RawDays.publish(
                spark,
                lake,
                "2001-01-02",
                RawDays.event(3, "2001-01-02T12:00:00Z", 3, "2001-01-02T11:00:00Z", "\"own\""));
        run(spark, "2001-01-02", Rerun.IF_CHANGED);
        assertThat(curated(spark, "2001-01-02")).containsExactly("2 early", "3 own");
    }

    @Test
    void aLaterDayThatIsPublishedWithoutWhatCameEarlyIsDueWithTheNightThatBringsIt(SparkSession spark) {
        Row own = RawDays.event(1, "2001-01-01T12:00:00Z", 1, "2001-01-01T11:00:00Z", "\"own\"");
        Row early = RawDays.event(2, "2001-01-01T23:30:00Z", 2, "2001-01-02T00:10:00Z", "\"early\"");
        RawDays.publish(
                spark,
                lake,
                "2001-01-02",
                RawDays.event(3, "2001-01-02T12:00:00Z", 3, "2001-01-02T11:00:00Z", "\"next\""));
        run(spark, "2001-01-02", Rerun.IF_CHANGED);
        RawDays.publish(spark, lake, "2001-01-01", own);
        assertThat(run(spark, "2001-01-01", Rerun.IF_CHANGED).runRecord().stagedContents())
                .extracting(output -> output.partition().toString())
                .doesNotContain("day=2001-01-02");

        RawDays.publish(spark, lake, "2001-01-01", own, early);
        RunRecord again = run(spark, "2001-01-01", Rerun.IF_CHANGED).runRecord();

        assertThat(curated(spark, "2001-01-02")).containsExactly("2 early", "3 next");
        assertThat(NightPartitions.of(again).requireDue())
                .extracting(output -> output.partition().toString(), StagedContent::rows)
                .containsExactly(tuple("day=2001-01-01", 1L), tuple("day=2001-01-02", 2L));
        assertThat(NightPartitions.of(again).waiting()).isEmpty();

        // The whole day is published, so the earlier night has nothing left to add to it.
        run(spark, "2001-01-02", Rerun.FORCED);
        NightPartitions after =
                NightPartitions.of(run(spark, "2001-01-01", Rerun.FORCED).runRecord());
        assertThat(after.requireDue())
                .extracting(output -> output.partition().toString())
                .containsExactly("day=2001-01-01");
        assertThat(after.waiting())
                .extracting(output -> output.partition().toString())
                .containsExactly("day=2001-01-02");
    }

    @Test
    void rawThatHoldsLessThanItsManifestListsIsNeverPublished(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        PartitionCommits raw = new PartitionCommits(
                store, new LakeLayout(lake).raw("events"), PartitionCatalog.NONE, Clock.systemUTC());
        Manifest published =
                PublishedHours.of(raw, new ArrivalDay(LocalDate.parse("2001-01-01"), ZoneOffset.UTC))
                        .manifests()
                        .values()
                        .stream()
                        .filter(hour -> hour.rows() > 0)
                        .findFirst()
                        .orElseThrow();
        Arrivals arrivals = Objects.requireNonNull(published.arrivals());
        List<Long> quarters = new ArrayList<>(arrivals.quarters());
        quarters.set(0, quarters.get(0) + 1);
        Manifest.DataFile first = published.files().get(0);
        List<Manifest.DataFile> doctored = new ArrayList<>(published.files());
        doctored.set(0, new Manifest.DataFile(first.path(), first.rows() + 1, first.bytes(), first.digest()));
        raw.publish(new StagedPartition(
                        published.partition(),
                        published.generation(),
                        "test",
                        published.location(),
                        doctored,
                        published.columns(),
                        new Digest("rows:doctored"))
                .with(new Arrivals(true, "test", quarters, arrivals.shards(), List.of(), List.of())));

        assertThatThrownBy(() -> run(spark, "2001-01-01", Rerun.IF_CHANGED))
                .hasMessageStartingWith(
                        "ConservationViolated: raw/events dt=2001-01-01: raw 7 is not accepted 4 + quarantined 2; ");
        assertThat(store.list(lake.resolve("curated/"))).isEmpty();
    }

    @Test
    void everyPartitionIsWrittenBeforeAnythingIsPublishedOrStaged(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        ObjectStore refusing = new RefusingStore(store, "/_published/");

        assertThatThrownBy(() -> run(spark, EVENTS, refusing, "2001-01-01", Rerun.IF_CHANGED))
                .hasMessageStartingWith("SinkUnavailable: ");

        assertThat(store.list(lake.resolve("quarantine/")))
                .extracting(object -> object.uri().getPath())
                .anyMatch(path -> path.endsWith(".parquet"))
                .noneMatch(path -> path.contains("/_published/"));
        assertThat(store.list(lake.resolve("curated/")))
                .extracting(object -> object.uri().getPath())
                .anyMatch(path -> path.contains("/day=2000-12-31/") && path.endsWith(".parquet"))
                .anyMatch(path -> path.contains("/day=2001-01-01/") && path.endsWith(".parquet"))
                .noneMatch(path -> path.contains("/_published/") || path.contains("/_staged/"));
    }

    @Test
    void dayWithoutRawIsMissingInput(SparkSession spark) {
        assertThatThrownBy(() -> run(spark, "2001-01-01", Rerun.IF_CHANGED))
                .hasMessageStartingWith("InputMissing: raw/events 2001-01-01 (UTC): 24 hours are not published");
    }

    @Test
    void brokenExpressionStopsTheRunBeforeAnythingIsWritten(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", FIRST_DAY);
        DatasetFolder broken = Contracts.folder(
                Contracts.EVENTS + "derived: [{name: shout, type: varchar(8), expression: upper(lable)}]\n");
        assertThatThrownBy(() -> run(spark, broken, "2001-01-01", Rerun.IF_CHANGED))
                .hasMessageStartingWith(
                        "InvalidContract: dataset.yaml:13: derived[0].expression (shout): 'upper(lable)'");
        assertThat(store.list(lake.resolve("curated/"))).isEmpty();
        assertThat(store.list(lake.resolve("quarantine/"))).isEmpty();
        assertThat(store.list(lake.resolve("runs/"))).isEmpty();
    }

    private static Refusal.Example example(String masked, String sequenceNumber) {
        return new Refusal.Example(masked, "events", "shardId-000000000000", sequenceNumber, 0);
    }

    private StageRun.Result run(SparkSession spark, String day, Rerun rerun) {
        return run(spark, EVENTS, day, rerun);
    }

    private StageRun.Result run(SparkSession spark, DatasetFolder dataset, String day, Rerun rerun) {
        return run(spark, dataset, store, day, rerun);
    }

    private StageRun.Result run(SparkSession spark, DatasetFolder dataset, ObjectStore where, String day, Rerun rerun) {
        return run(spark, dataset, where, PartitionCatalog.NONE, day, rerun);
    }

    /** Transforms, and publishes the result as the gate does. */
    private StageRun.Result run(
            SparkSession spark,
            DatasetFolder dataset,
            ObjectStore where,
            PartitionCatalog catalog,
            String day,
            Rerun rerun) {
        StageRun.Result done = staged(spark, dataset, where, day, rerun);
        StagedOutputs.publish(done.runRecord(), where, lake, catalog);
        return done;
    }

    private StageRun.Result staged(
            SparkSession spark, DatasetFolder dataset, ObjectStore where, String day, Rerun rerun) {
        JobContext context = new JobContext(() -> spark, Clock.systemUTC(), Map.of());
        StageArguments arguments = arguments(day, rerun);
        return context.stageRun(arguments, where).run(TransformStage.of(arguments, context, dataset, where));
    }

    private StageArguments arguments(String day, Rerun rerun) {
        return new StageArguments(
                URI.create("file:///datasets/test/"), LocalDate.parse(day), lake, "test", rerun, Optional.empty());
    }

    private Manifest manifest(String eventDay) {
        return new PartitionCommits(
                        store, new LakeLayout(lake).curated("events"), PartitionCatalog.NONE, Clock.systemUTC())
                .require(new Partition("day", LocalDate.parse(eventDay)));
    }

    private List<String> curated(SparkSession spark, String eventDay) {
        return PublishedRows.read(
                        spark, SparkTypes.schema(EVENTS.contract().curatedColumns()), List.of(manifest(eventDay)))
                .collectAsList()
                .stream()
                .map(row -> row.getLong(0) + " " + row.getString(2))
                .sorted()
                .toList();
    }
}
