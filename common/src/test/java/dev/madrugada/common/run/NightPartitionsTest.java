package dev.madrugada.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NightPartitionsTest {
    private static final LocalDate DATE = LocalDate.parse("2001-01-02");

    @Test
    void laterDaysWaitAndTheOthersAreDue() {
        NightPartitions partitions = NightPartitions.of(transform(
                "quarantine/orders dt=2001-01-02",
                "curated/orders day=2001-01-01",
                "curated/orders day=2001-01-02",
                "curated/orders day=2001-01-03"));

        assertThat(partitions.requireDue())
                .extracting(StageOutcome.Output::partition)
                .containsExactly("day=2001-01-01", "day=2001-01-02");
        assertThat(partitions.waiting())
                .extracting(StageOutcome.Output::partition)
                .containsExactly("day=2001-01-03");
    }

    @Test
    void withoutTheDaysOwnPartitionNothingIsDue() {
        NightPartitions partitions =
                NightPartitions.of(transform("curated/orders day=2001-01-01", "curated/orders day=2001-01-03"));

        assertThatThrownBy(partitions::requireDue)
                .hasMessageStartingWith("InputMissing: curated/orders 2001-01-02: ")
                .hasMessageContaining("no partition of the day itself");
    }

    private static RunRecord transform(String... outputs) {
        return new RunRecord(
                RunRecord.VERSION,
                Stage.TRANSFORM,
                "orders",
                DATE,
                "run",
                Map.of(),
                Map.of(),
                Stream.of(outputs)
                        .map(text -> text.split(" ", 2))
                        .map(words -> new StageOutcome.Output(words[0], words[1], 1, 1, "rows:a"))
                        .toList(),
                Map.of(),
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }
}
