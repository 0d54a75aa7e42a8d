package dev.madrugada.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
    void aLaterDayThatItsOwnNightLoadedOtherwiseIsDue() {
        RunRecords records = new RunRecords(new InMemoryObjectStore(), new LakeLayout(URI.create("s3://b/lake/")));
        StageOutcome.Output before = output("curated/orders day=2001-01-03", "rows:before");
        StageOutcome.Output now = output("curated/orders day=2001-01-03", "rows:now");
        StageOutcome.Output later = output("curated/orders day=2001-01-04", "rows:now");
        StageOutcome.Output quarantine = output("quarantine/orders dt=2001-01-03", "rows:now");
        StageOutcome published = new StageOutcome(List.of(quarantine, now, later), Map.of(), Map.of("reason-x", "1"));
        StaleLoads loads = new StaleLoads(records, "orders", DATE);
        assertThat(loads.marked(published)).isEqualTo(published);

        records.save(recorded(StageName.LOAD, LocalDate.parse("2001-01-03"), List.of(now), Map.of()));
        assertThat(loads.marked(published)).isEqualTo(published);
        records.save(recorded(StageName.LOAD, LocalDate.parse("2001-01-03"), List.of(before), Map.of()));
        StageOutcome marked = loads.marked(published);

        assertThat(marked.facts()).isEqualTo(Map.of("reason-x", "1", "due-later", "day=2001-01-03"));
        NightPartitions partitions =
                NightPartitions.of(recorded(StageName.TRANSFORM, DATE, marked.outputs(), marked.facts()));
        assertThat(partitions.due()).containsExactly(now);
        assertThat(partitions.waiting()).containsExactly(later);
    }

    @Test
    void withoutTheDaysOwnPartitionNothingIsDue() {
        NightPartitions partitions =
                NightPartitions.of(transform("curated/orders day=2001-01-01", "curated/orders day=2001-01-03"));

        assertThatThrownBy(partitions::requireDue)
                .hasMessageStartingWith("InputMissing: curated/orders 2001-01-02: ")
                .hasMessageContaining("no partition of the day itself");
    }

    private static StageOutcome.Output output(String text, String content) {
        String[] words = text.split(" ", 2);
        return new StageOutcome.Output(words[0], words[1], 1, 1, content);
    }

    private static RunRecord transform(String... outputs) {
        return recorded(
                StageName.TRANSFORM,
                DATE,
                Stream.of(outputs).map(text -> output(text, "rows:a")).toList(),
                Map.of());
    }

    private static RunRecord recorded(
            StageName stage, LocalDate date, List<StageOutcome.Output> outputs, Map<String, String> facts) {
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
                facts,
                Findings.NONE,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }
}
