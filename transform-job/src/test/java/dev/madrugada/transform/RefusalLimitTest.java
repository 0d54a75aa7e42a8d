package dev.madrugada.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.StageRun.Disposition;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.LocalSpark;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a night says of the records it refused, and when they are too many. */
@ExtendWith(LocalSpark.class)
class RefusalLimitTest {
    private static final LocalDate DAY = LocalDate.parse("2001-01-01");
    private static final LocalDate NEXT = DAY.plusDays(1);
    private static final Row GOOD = RawDays.event(1, "2001-01-01T10:00:00Z", 1, "2001-01-01T09:00:00Z", "\"fits\"");
    private static final Row LONG =
            RawDays.event(2, "2001-01-01T11:00:00Z", 2, "2001-01-01T09:00:00Z", "\"Secret77 text\"");
    private static final Row CSV = RawDays.raw("3", "2001-01-01T12:00:00Z", "17,Secret77,4");

    @TempDir
    Path folder;

    private final FileObjectStore store = new FileObjectStore();
    private URI lake = URI.create("file:///");

    @BeforeEach
    void emptyLake() {
        lake = folder.toUri();
    }

    @Test
    void tooManyRefusedPublishTheirQuarantineAloneAndFailWithTheReasons(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", GOOD, LONG, CSV);

        assertThatThrownBy(() -> run(spark, limited("1"), DAY))
                .hasMessage("DataContractViolation: raw/events dt=2001-01-01: 2 of 3 records were refused;"
                        + " max-quarantined is 1; 1 MalformedJson: malformed JSON at byte 2; it looks like CSV"
                        + " (masked: 99,Aaaaaa99,9); 1 TooLong label: 13 bytes of UTF-8 do not fit into varchar(8)"
                        + " (masked: Aaaaaa99 aaaa); correct the contract (types, 'from', lookups) if the records are"
                        + " right, their source if they are not, or raise max-quarantined if the day is to be loaded"
                        + " without them; the refused records are in the quarantine, and no curated partition was"
                        + " published");

        assertThat(quarantine().rows()).isEqualTo(2);
        assertThat(store.list(lake.resolve("curated/"))).isEmpty();
        assertThat(records().find("events", DAY, StageName.TRANSFORM)).isEmpty();
        RunRecord failed =
                records().findFailed("events", DAY, StageName.TRANSFORM).orElseThrow();
        assertThat(failed.counts()).isEqualTo(Map.of("raw", 3L, "quarantined", 2L));
        assertThat(failed.findings().refusals()).hasSize(2);

        // With a higher limit the night succeeds: the failed run's outputs do not prevent it.
        StageRun.Result done = run(spark, limited("'70%'"), DAY);
        assertThat(done.disposition()).isEqualTo(Disposition.DONE);
        assertThat(done.runRecord().counts())
                .isEqualTo(Map.of("raw", 3L, "curated", 1L, "duplicates", 0L, "quarantined", 2L));
        assertThat(quarantine().rows()).isEqualTo(2);
    }

    @Test
    void aDayWhoseEveryRecordIsRefusedFailsWhateverTheLimitAndBlamesTheInput(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", CSV);
        assertThatThrownBy(() -> run(spark, limited("'100%'"), DAY))
                .hasMessageContaining(
                        "all 1 records were refused; 1 MalformedJson: malformed JSON at byte 2;"
                                + " it looks like CSV (masked: 99,Aaaaaa99,9); put one object into each record of the stream, in the form");
    }

    @Test
    void theRecordOfAnEarlierRunStaysAndDoesNotHideAFailedOne(SparkSession spark) {
        RawDays.publish(spark, lake, "2001-01-01", GOOD);
        StageRun.Result before = run(spark, limited("0"), DAY);
        RawDays.publish(spark, lake, "2001-01-01", GOOD, LONG);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> run(spark, limited("0"), DAY)).hasMessageContaining("1 of 2 records were refused");
        }
        assertThat(records().require("events", DAY, StageName.TRANSFORM)).isEqualTo(before.runRecord());
        assertThat(quarantine().rows()).isEqualTo(1);

        // Raw is as it was: the record would match, but the quarantine is of the failed run.
        RawDays.publish(spark, lake, "2001-01-01", GOOD);
        StageRun.Result again = run(spark, limited("0"), DAY);
        assertThat(again.disposition()).isEqualTo(Disposition.DONE);
        assertThat(quarantine().rows()).isZero();
    }

    @Test
    void aReasonThatTheLastNightDidNotHaveIsWarnedOfOnEveryRunOfTheNight(SparkSession spark) {
        DatasetFolder events = limited("20");
        RawDays.publish(spark, lake, "2001-01-01", GOOD, LONG);
        assertThat(run(spark, events, DAY).runRecord().findings().warnings()).isEmpty();

        Row stillLong = RawDays.event(4, "2001-01-02T11:00:00Z", 2, "2001-01-02T09:00:00Z", "\"again too long\"");
        Row good = RawDays.event(5, "2001-01-02T11:00:00Z", 5, "2001-01-02T09:00:00Z", "\"fits\"");
        RawDays.publish(spark, lake, "2001-01-02", good, stillLong, RawDays.raw("6", "2001-01-02T12:00:00Z", "{"));
        RunWarning isNew = new RunWarning(
                "NewReason", "MalformedJson", "1 record was refused for MalformedJson, and none on 2001-01-01");
        assertThat(run(spark, events, NEXT).runRecord().findings().warnings()).containsExactly(isNew);
        assertThat(run(spark, events, NEXT, Rerun.FORCED).runRecord().findings().warnings())
                .containsExactly(isNew);
    }

    @Test
    void aColumnWhoseFieldNoRecordHadIsWarnedOf(SparkSession spark) {
        String more = """
                {name: label, type: varchar(8)}
                    - {name: city, type: varchar(8), from: address.city}
                    - {name: never, type: varchar(8), from: address.town}
                    - {name: null_always, type: varchar(8)}
                    - {name: nowhere, type: integer, from: other.place}
                """.stripTrailing();
        DatasetFolder folder = Contracts.folder(Contracts.EVENTS.replace("{name: label, type: varchar(8)}", more));
        Row[] rows = {
            RawDays.raw("1", "2001-01-01T12:00:00Z", """
                    {"id":1,"happened_at":"2001-01-01T09:00:00Z","label":"a","null_always":null}"""), RawDays.raw("2", "2001-01-01T12:00:00Z", """
                    {"id":2,"happened_at":"2001-01-01T09:00:00Z","address":{"city":"Quito"}}"""),
        };
        RawDays.publish(spark, lake, "2001-01-01", rows);
        assertThat(run(spark, folder, DAY).runRecord().findings().warnings())
                .containsExactly(
                        new RunWarning(
                                "FieldNeverSeen",
                                "never",
                                "no record of the day has the field 'address.town', which column never reads"),
                        new RunWarning(
                                "FieldNeverSeen",
                                "nowhere",
                                "no record of the day has the field 'other.place', which column nowhere reads"));
        RawDays.publish(spark, lake, "2001-01-02");
        assertThat(run(spark, folder, NEXT).runRecord().findings().warnings())
                .as("a day without records")
                .isEmpty();
    }

    private static DatasetFolder limited(String limit) {
        return Contracts.folder("max-quarantined: " + limit + "\n" + Contracts.EVENTS);
    }

    private StageRun.Result run(SparkSession spark, DatasetFolder dataset, LocalDate day) {
        return run(spark, dataset, day, Rerun.IF_CHANGED);
    }

    private StageRun.Result run(SparkSession spark, DatasetFolder dataset, LocalDate day, Rerun rerun) {
        StageArguments arguments =
                new StageArguments(URI.create("file:///datasets/test/"), day, lake, "test", rerun, Optional.empty());
        JobContext context = new JobContext(() -> spark, Clock.systemUTC(), Map.of());
        return context.stageRun(arguments, store).run(TransformStage.of(arguments, context, dataset, store));
    }

    private RunRecords records() {
        return new RunRecords(store, new LakeLayout(lake));
    }

    private Manifest quarantine() {
        return new PartitionCommits(
                        store, new LakeLayout(lake).quarantine("events"), PartitionCatalog.NONE, Clock.systemUTC())
                .require(LakeLayout.arrivalDay(DAY));
    }
}
