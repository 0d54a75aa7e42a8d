package dev.madrugada.ingest;

import static dev.madrugada.ingest.GivenRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.spark.JobContext;
import dev.madrugada.common.spark.LocalSpark;
import dev.madrugada.common.time.ArrivalHour;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalSpark.class)
class SettledHoursTest {
    private final FileObjectStore store = new FileObjectStore();

    private final GivenRecords source = new GivenRecords(List.of(record(1, "2001-01-02T03:10:00Z", new byte[] {1})));

    @TempDir
    Path lake;

    @Test
    void theHoursThatHaveSettledArePublishedAndNoOther(SparkSession spark) {
        StageRun.Result first = run(spark, "2001-01-02T05:04:59Z", ZoneOffset.UTC);

        assertThat(first.disposition()).isEqualTo(StageRun.Disposition.DONE);
        assertThat(first.runRecord().outputs()).hasSize(24 + 4);
        assertThat(first.runRecord().count("raw")).isEqualTo(1);
        assertThat(isPublished("2001-01-02T03:00:00Z")).isTrue();
        assertThat(isPublished("2001-01-02T04:00:00Z")).isFalse();
        assertThat(lake.resolve("runs")).as("a run record").doesNotExist();

        assertThat(run(spark, "2001-01-02T05:04:59Z", ZoneOffset.UTC).disposition())
                .isEqualTo(StageRun.Disposition.SKIPPED);

        StageRun.Result next = run(spark, "2001-01-02T05:05:00Z", ZoneOffset.UTC);
        assertThat(next.runRecord().outputs()).hasSize(1);
        assertThat(isPublished("2001-01-02T04:00:00Z")).isTrue();
    }

    /** At this time it is 10:35 in Kolkata, where 1 January began at 18:30 UTC the day before. */
    @Test
    void daysAreThoseOfTheZone(SparkSession spark) {
        StageRun.Result first = run(spark, "2001-01-02T05:05:00Z", ZoneId.of("Asia/Kolkata"));

        assertThat(isPublished("2000-12-31T17:00:00Z")).isFalse();
        assertThat(isPublished("2000-12-31T18:00:00Z")).isTrue();
        assertThat(isPublished("2001-01-02T04:00:00Z")).isTrue();
        assertThat(first.runRecord().outputs()).hasSize(6 + 24 + 5);
    }

    private StageRun.Result run(SparkSession spark, String now, ZoneId zone) {
        JobContext context = new JobContext(() -> spark, Clock.fixed(Instant.parse(now), ZoneOffset.UTC), Map.of());
        StageArguments arguments = new StageArguments(
                URI.create("file:///datasets/test/"),
                LocalDate.parse("2001-01-02"),
                lake.toUri(),
                "test",
                Rerun.IF_CHANGED,
                Optional.empty());
        return new SettledHours(arguments, context, "test", zone, new RawHours(source, raw(), store, "test")).run();
    }

    private boolean isPublished(String hour) {
        return raw().current(LakeLayout.arrivalHour(new ArrivalHour(Instant.parse(hour))))
                .isPresent();
    }

    private PartitionCommits raw() {
        return new PartitionCommits(
                store, new LakeLayout(lake.toUri()).raw("test"), PartitionCatalog.NONE, Clock.systemUTC());
    }
}
