package dev.madrugada.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightPartitionsTest {
    private static final LocalDate DATE = LocalDate.parse("2001-01-02");

    @Test
    void whatIsStagedIsDueAndLaterDaysWait() {
        NightPartitions partitions = NightPartitions.of(
                transform(List.of("day=2001-01-01", "day=2001-01-02", "day=2001-01-04"), List.of("day=2001-01-03")));

        assertThat(partitions.requireDue())
                .extracting(StagedContent::partition)
                .extracting(Partition::toString)
                .containsExactly("day=2001-01-01", "day=2001-01-02", "day=2001-01-04");
        assertThat(partitions.waiting())
                .extracting(WaitingPartition::partition)
                .extracting(Partition::toString)
                .containsExactly("day=2001-01-03");
    }

    @Test
    void withoutTheDaysOwnPartitionNothingIsDue() {
        NightPartitions partitions =
                NightPartitions.of(transform(List.of("day=2001-01-01"), List.of("day=2001-01-03")));

        assertThatThrownBy(partitions::requireDue)
                .hasMessageStartingWith("InputMissing: curated/orders 2001-01-02: ")
                .hasMessageContaining("no partition of the day itself");
    }

    private static RunRecord transform(List<String> staged, List<String> waiting) {
        List<Output> outputs = new ArrayList<>();
        outputs.add(new LakePartition(
                LakeTable.Name.parse("quarantine/orders"), LakeLayout.arrivalDay(DATE), 1, 1, new Digest("rows:q")));
        staged.forEach(partition -> outputs.add(new StagedContent(
                LakeTable.Name.parse("curated/orders"),
                Partition.parse(partition),
                0,
                "run-1",
                1,
                new Digest("rows:a"))));
        return new RunRecord(
                RunRecord.VERSION,
                StageName.TRANSFORM,
                "orders",
                DATE,
                "run",
                Map.of(),
                Map.of(),
                outputs,
                Map.of(),
                Map.of(),
                waiting.stream()
                        .map(partition -> new WaitingPartition(Partition.parse(partition), 1))
                        .toList(),
                Findings.NONE,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }
}
