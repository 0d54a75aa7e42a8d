package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.RunFolder;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.StageRun.Disposition;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.spark.PublishedRows;
import dev.madrugada.common.spark.SparkTypes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The job where runs overtake each other, die half-way, or find the lake damaged. */
@ExtendWith(LocalSpark.class)
class FailingTransformTest {
    private static final DatasetFolder IN_UTC = Contracts.folder(Contracts.EVENTS);
    private static final DatasetFolder IN_HONOLULU =
            Contracts.folder(Contracts.EVENTS.replace("event-time:", "day-zone: Pacific/Honolulu\nevent-time:"));
    private static final String NEW_YEAR = "2001-01-01";
    private static final String EVE = "2000-12-31";

    /** In UTC of the new year's day, in Honolulu of the day before. */
    private static final Row EARLY = RawDays.event(1, "2001-01-01T10:00:00Z", 1, "2001-01-01T05:00:00Z", "\"early\"");

    private static final Row NOON = RawDays.event(2, "2001-01-01T23:30:00Z", 2, "2001-01-01T22:00:00Z", "\"noon\"");

    @TempDir
    Path folder;

    private final FileObjectStore store = new FileObjectStore();
    private URI lake = URI.create("file:///");

    @BeforeEach
    void emptyLake() {
        lake = folder.toUri();
    }

    @Test
    void whatAnOlderRunStagedAfterANewerOneIsNotPublished(SparkSession spark) {
        raw(spark, EARLY);
        run(spark, IN_UTC, store, Rerun.IF_CHANGED);
        JobContext stale = context(() -> {
            raw(spark, EARLY, NOON);
            run(spark, IN_UTC, store, Rerun.IF_CHANGED);
            return spark;
        });
        RunRecord older = staged(stale, IN_UTC, store, Rerun.FORCED).runRecord();

        assertThatThrownBy(() -> StagedOutputs.publish(older, store, lake, PartitionCatalog.NONE))
                .hasMessageStartingWith("PublicationConflict: curated/events day=2001-01-01: generation 2 is published"
                        + " with other content, and the night staged generation 2; another run");
        assertThat(curated(spark, NEW_YEAR)).containsExactly("1 early", "2 noon");

        // The older run's record is in place of the newer's: the next run does the work again.
        assertThat(run(spark, IN_UTC, store, Rerun.IF_CHANGED).disposition()).isEqualTo(Disposition.DONE);
        assertThat(run(spark, IN_UTC, store, Rerun.IF_CHANGED).disposition()).isEqualTo(Disposition.SKIPPED);
        assertThat(curated(spark, NEW_YEAR)).containsExactly("1 early", "2 noon");
        assertThat(manifest(NEW_YEAR).generation()).isEqualTo(2);
    }

    @Test
    void aPartitionThatLostAFileIsMadeAgainWithoutForce(SparkSession spark) {
        raw(spark, EARLY, NOON);
        run(spark, IN_UTC, store, Rerun.IF_CHANGED);
        store.delete(manifest(NEW_YEAR).uris().subList(0, 1));

        StageRun.Result again = run(spark, IN_UTC, store, Rerun.IF_CHANGED);

        assertThat(again.disposition()).isEqualTo(Disposition.DONE);
        assertThat(manifest(NEW_YEAR).generation()).isEqualTo(2);
        assertThat(curated(spark, NEW_YEAR)).containsExactly("1 early", "2 noon");
    }

    @Test
    void whatWasPublishedOfARunWithoutARecordLeavesAgainWhenItMoves(SparkSession spark) {
        raw(spark, EARLY, NOON);
        run(spark, IN_HONOLULU, store, Rerun.IF_CHANGED);
        assertThat(curated(spark, EVE)).containsExactly("1 early");
        store.delete(List.of(record()));

        run(spark, IN_UTC, store, Rerun.IF_CHANGED);

        assertThat(curated(spark, EVE)).isEmpty();
        assertThat(curated(spark, NEW_YEAR)).containsExactly("1 early", "2 noon");
    }

    @Test
    void aRecordThatDoesNotListAPublishedPartitionIsNotUpToDate(SparkSession spark) {
        raw(spark, EARLY, NOON);
        StageRun.Result before = run(spark, IN_UTC, store, Rerun.IF_CHANGED);
        byte[] replacing = store.read(record()).orElseThrow();
        run(spark, IN_HONOLULU, store, Rerun.IF_CHANGED);
        assertThat(curated(spark, EVE)).containsExactly("1 early");
        // A concurrent run that began before saves its record after.
        store.write(record(), replacing);

        StageRun.Result after = run(spark, IN_UTC, store, Rerun.IF_CHANGED);

        assertThat(after.disposition()).isEqualTo(Disposition.DONE);
        assertThat(after.runRecord().identity()).isEqualTo(before.runRecord().identity());
        assertThat(curated(spark, EVE)).isEmpty();
        assertThat(run(spark, IN_UTC, store, Rerun.IF_CHANGED).disposition()).isEqualTo(Disposition.SKIPPED);
    }

    @Test
    void aPartitionThatWasStagedAndNeverPublishedIsNotMadeEmpty(SparkSession spark) {
        raw(spark, EARLY, NOON);
        assertThatThrownBy(() -> run(spark, IN_HONOLULU, new RefusingStore(store, "_published/"), Rerun.IF_CHANGED))
                .hasMessageStartingWith("SinkUnavailable: ");
        staged(context(() -> spark), IN_HONOLULU, store, Rerun.IF_CHANGED);

        run(spark, IN_UTC, store, Rerun.IF_CHANGED);

        assertThat(commits().current(new Partition("day", LocalDate.parse(EVE))))
                .isEmpty();
    }

    private URI record() {
        return RunFolder.of(new LakeLayout(lake), "events", LocalDate.parse(NEW_YEAR))
                .recordOf(StageName.TRANSFORM);
    }

    private void raw(SparkSession spark, Row... rows) {
        RawDays.publish(spark, lake, NEW_YEAR, rows);
        // In Honolulu, the day ends at 10:00 UTC of the next one.
        RawDays.publish(spark, lake, "2001-01-02");
    }

    private static JobContext context(java.util.function.Supplier<SparkSession> spark) {
        return new JobContext(spark, Clock.systemUTC(), Map.of());
    }

    private StageRun.Result run(SparkSession spark, DatasetFolder dataset, ObjectStore where, Rerun rerun) {
        return run(context(() -> spark), dataset, where, rerun);
    }

    /** Transforms, and publishes the result as the gate does. */
    private StageRun.Result run(JobContext context, DatasetFolder dataset, ObjectStore where, Rerun rerun) {
        StageRun.Result done = staged(context, dataset, where, rerun);
        StagedOutputs.publish(done.runRecord(), where, lake, PartitionCatalog.NONE);
        return done;
    }

    private StageRun.Result staged(JobContext context, DatasetFolder dataset, ObjectStore where, Rerun rerun) {
        StageArguments stage = new StageArguments(
                URI.create("file:///datasets/test/"), LocalDate.parse(NEW_YEAR), lake, "test", rerun, Optional.empty());
        return context.stageRun(stage, where).run(TransformStage.of(stage, context, dataset, where));
    }

    private PartitionCommits commits() {
        return new PartitionCommits(
                store, new LakeLayout(lake).curated("events"), PartitionCatalog.NONE, Clock.systemUTC());
    }

    private Manifest manifest(String eventDay) {
        return commits().require(new Partition("day", LocalDate.parse(eventDay)));
    }

    private List<String> curated(SparkSession spark, String eventDay) {
        return PublishedRows.read(
                        spark, SparkTypes.schema(IN_UTC.contract().curatedColumns()), List.of(manifest(eventDay)))
                .collectAsList()
                .stream()
                .map(row -> row.getLong(0) + " " + row.getString(2))
                .sorted()
                .toList();
    }
}
