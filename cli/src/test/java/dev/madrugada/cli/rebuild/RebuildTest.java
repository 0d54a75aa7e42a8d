package dev.madrugada.cli.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.madrugada.aws.files.FileObjectStore;
import dev.madrugada.cli.Invocation;
import dev.madrugada.cli.SmallestDataset;
import dev.madrugada.common.arguments.FolderUri;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCategory;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.time.ArrivalDay;
import dev.madrugada.common.time.ArrivalHour;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 29);
    private static final LocalDate SECOND = LocalDate.of(2026, 1, 30);
    private static final LocalDate THIRD = LocalDate.of(2026, 1, 31);

    private final FileObjectStore store = new FileObjectStore();
    private final List<LocalDate> ran = new ArrayList<>();
    private final Map<LocalDate, DayRun.Failure> failures = new HashMap<>();
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path folder;

    private LakeLayout layout;

    @BeforeEach
    void threeDaysOfRaw() throws IOException {
        SmallestDataset.in(folder.resolve("orders"));
        layout = new LakeLayout(FolderUri.of(folder.resolve("lake")));
        for (LocalDate day : List.of(THIRD, FIRST, SECOND)) {
            new ArrivalDay(day, ZoneOffset.UTC).hours().forEach(this::publish);
        }
    }

    private void publish(ArrivalHour hour) {
        Partition partition = LakeLayout.arrivalHour(hour);
        LakeTable raw = layout.raw("orders");
        var unused = new PartitionCommits(store, raw, PartitionCatalog.NONE, Clock.systemUTC())
                .publish(new StagedPartition(
                        partition,
                        0,
                        "run-1",
                        raw.runFolder(partition, "run-1"),
                        List.of(),
                        Map.of(),
                        new Digest("rows:" + hour)));
    }

    @Test
    void aDayOfWhichHoursAreMissingIsNotMade() {
        publish(ArrivalHour.of(Instant.parse("2026-02-01T00:00:00Z")));

        assertThat(rebuild()).isZero();

        assertThat(ran).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void makesEveryDayOldestFirst() {
        assertThat(rebuild()).isZero();

        assertThat(ran).containsExactly(FIRST, SECOND, THIRD);
        assertThat(out.toString()).endsWith("3 days made again\n");
        assertThat(progress()).doesNotExist();
    }

    @Test
    void goesOnWhereItWasStopped() {
        fails(SECOND, ErrorCategory.INFRASTRUCTURE, "SinkUnavailable: s3: it answered 503");
        assertThat(rebuild()).isEqualTo(75);
        assertThat(ran).containsExactly(FIRST, SECOND);
        assertThat(out.toString())
                .contains("2026-01-30  failed in transform: SinkUnavailable: s3: it answered 503\n")
                .contains("stopped; the same command goes on with 2026-01-30\n");

        failures.clear();
        ran.clear();
        assertThat(rebuild()).isZero();
        assertThat(ran).containsExactly(SECOND, THIRD);
        assertThat(out.toString()).contains("1 day made by the rebuild before\n");
        assertThat(progress()).doesNotExist();
    }

    @Test
    void aDayWhoseDataFailsDoesNotStopTheOthers() {
        fails(SECOND, ErrorCategory.DATA, "QualityGateFailed: orders 2026-01-30: RowCount > 0");
        assertThat(rebuild()).isEqualTo(65);
        assertThat(ran).containsExactly(FIRST, SECOND, THIRD);
        assertThat(out.toString())
                .endsWith("1 of 3 days not made again: [2026-01-30]; the same command tries these days only\n");

        failures.clear();
        ran.clear();
        assertThat(rebuild()).isZero();
        assertThat(ran).containsExactly(SECOND);
    }

    @Test
    void anotherContractBeginsAnew() throws IOException {
        fails(SECOND, ErrorCategory.INFRASTRUCTURE, "again");
        rebuild();
        Path contract = folder.resolve("orders/dataset.yaml");
        Files.writeString(
                contract,
                Files.readString(contract)
                        .replace("  columns:\n", "  columns:\n    - {name: coupon, type: varchar(16)}\n"));
        failures.clear();
        ran.clear();

        rebuild();

        assertThat(ran).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void takesOnlyTheDaysThatAreAskedFor() {
        assertThat(new Rebuild(store, layout, dataset(), day -> Optional.empty(), new PrintWriter(out))
                        .days(SECOND, LocalDate.MAX))
                .containsExactly(SECOND, THIRD);
    }

    @Test
    void theGatesAnswerDecides() throws IOException {
        ObjectMapper json = new ObjectMapper();

        assertThat(StagesOfDay.decided(json.readTree("{\"passed\": true}"), 0)).isEmpty();
        assertThat(StagesOfDay.decided(
                        json.readTree("{\"passed\": false, \"message\": \"QualityGateFailed: orders: IsComplete\"}"),
                        0))
                .contains(new DayRun.Failure("gate", ErrorCategory.DATA, "QualityGateFailed: orders: IsComplete"));
        assertThat(StagesOfDay.decided(
                        json.readTree("{\"errorType\": \"x\", \"errorMessage\": \"PublicationConflict: a\"}"), 1))
                .contains(new DayRun.Failure("gate", ErrorCategory.INFRASTRUCTURE, "PublicationConflict: a"));
        assertThat(StagesOfDay.decided(json.readTree("{\"errorMessage\": \"a bug\"}"), 1))
                .contains(new DayRun.Failure("gate", ErrorCategory.INTERNAL, "a bug"));
    }

    @Test
    void theLoadsArgumentsAreGivenOrTheLoadIsLeftOut() {
        String[] words = {"rebuild", folder.resolve("orders").toString(), "--lake", "lake"};

        assertThat(Invocation.of(words).err()).contains("the load's arguments are missing: give them after --");
        assertThat(Invocation.of(words).status()).isEqualTo(64);
    }

    private void fails(LocalDate day, ErrorCategory category, String message) {
        failures.put(day, new DayRun.Failure("transform", category, message));
    }

    private int rebuild() {
        DatasetFolder dataset = dataset();
        Rebuild rebuild = new Rebuild(
                store,
                layout,
                dataset,
                day -> {
                    ran.add(day);
                    return Optional.ofNullable(failures.get(day));
                },
                new PrintWriter(out, true));
        NavigableSet<LocalDate> days = rebuild.days(LocalDate.MIN, LocalDate.MAX);
        return rebuild.run(days, RebuildProgress.read(store, layout, dataset));
    }

    private DatasetFolder dataset() {
        return DatasetFolder.read(store, FolderUri.of(folder.resolve("orders")));
    }

    private Path progress() {
        return folder.resolve("lake/runs/orders/rebuild.json");
    }
}
