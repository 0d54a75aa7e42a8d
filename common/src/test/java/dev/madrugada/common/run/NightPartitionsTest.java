package dev.madrugada.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NightPartitionsTest {
    private static final LocalDate DATE = LocalDate.parse("2001-01-02");
    private static final LocalDate NEXT = DATE.plusDays(1);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final LakeLayout layout = new LakeLayout(URI.create("s3://b/lake/"));
    private final RunRecords records = new RunRecords(store, layout);

    @Test
    void laterDaysWaitAndTheOthersAreDue() {
        NightPartitions partitions = NightPartitions.of(transform(
                "quarantine/orders dt=2001-01-02",
                "curated/orders day=2001-01-01",
                "curated/orders day=2001-01-02",
                "curated/orders day=2001-01-03"));

        assertThat(partitions.requireDue())
                .extracting(LakePartition::partition)
                .extracting(Partition::toString)
                .containsExactly("day=2001-01-01", "day=2001-01-02");
        assertThat(partitions.waiting())
                .extracting(LakePartition::partition)
                .extracting(Partition::toString)
                .containsExactly("day=2001-01-03");
    }

    @Test
    void aLaterDayThatItsOwnNightLoadedOtherwiseIsDue() {
        LakePartition before = output("curated/orders day=2001-01-03", "rows:before");
        LakePartition now = output("curated/orders day=2001-01-03", "rows:now");
        LakePartition later = output("curated/orders day=2001-01-04", "rows:now");
        LakePartition quarantine = output("quarantine/orders dt=2001-01-03", "rows:now");
        List<Output> published = List.of(quarantine, now, later);
        StaleLoads loads = new StaleLoads(records, "orders", DATE);
        assertThat(loads.laterDaysDue(published)).isEmpty();

        records.save(recorded(StageName.LOAD, NEXT, List.of(loaded(now)), List.of()));
        assertThat(loads.laterDaysDue(published)).isEmpty();
        records.save(recorded(StageName.LOAD, NEXT, List.of(loaded(before)), List.of()));
        assertThat(loads.laterDaysDue(published)).containsExactly(NEXT);

        NightPartitions partitions =
                NightPartitions.of(recorded(StageName.TRANSFORM, DATE, published, loads.laterDaysDue(published)));
        assertThat(partitions.due()).containsExactly(now);
        assertThat(partitions.waiting()).containsExactly(later);
    }

    @Test
    void aLoadRecordOfAnotherVersionCountsAsALoadOfOtherContent() {
        LakePartition now = output("curated/orders day=2001-01-03", "rows:now");
        records.save(recorded(StageName.LOAD, NEXT, List.of(loaded(now)), List.of()));
        URI load = RunFolder.of(layout, "orders", NEXT).recordOf(StageName.LOAD);
        store.write(load, "{\"version\": 1}".getBytes(StandardCharsets.UTF_8));

        assertThat(new StaleLoads(records, "orders", DATE).laterDaysDue(List.of(now)))
                .containsExactly(NEXT);
    }

    @Test
    void withoutTheDaysOwnPartitionNothingIsDue() {
        NightPartitions partitions =
                NightPartitions.of(transform("curated/orders day=2001-01-01", "curated/orders day=2001-01-03"));

        assertThatThrownBy(partitions::requireDue)
                .hasMessageStartingWith("InputMissing: curated/orders 2001-01-02: ")
                .hasMessageContaining("no partition of the day itself");
    }

    private static LakePartition output(String text, String content) {
        String[] words = text.split(" ", 2);
        return new LakePartition(LakeTable.Name.parse(words[0]), Partition.parse(words[1]), 1, 1, new Digest(content));
    }

    private static WarehouseDay loaded(LakePartition curated) {
        return new WarehouseDay("public.orders", curated.partition(), 1, 1, curated.content());
    }

    private static RunRecord transform(String... outputs) {
        return recorded(
                StageName.TRANSFORM,
                DATE,
                Stream.of(outputs).<Output>map(text -> output(text, "rows:a")).toList(),
                List.of());
    }

    private static RunRecord recorded(
            StageName stage, LocalDate date, List<Output> outputs, List<LocalDate> laterDaysDue) {
        return new RunRecord(
                RunRecord.VERSION,
                stage,
                "orders",
                date,
                "run",
                Map.of(),
                Map.of(),
                outputs,
                Map.of(),
                Map.of(),
                laterDaysDue,
                Findings.NONE,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }
}
