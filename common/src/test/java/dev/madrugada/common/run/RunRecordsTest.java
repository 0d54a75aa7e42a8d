package dev.madrugada.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.error.TerminalException;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRecordsTest {
    private static final LocalDate DATE = LocalDate.of(2001, 1, 1);
    private static final Instant NOW = Instant.parse("2001-01-02T02:00:00Z");

    /** As the release before wrote it: outputs without a kind. */
    private static final String OLD = """
            {"version": 1, "stage": "TRANSFORM", "dataset": "flights", "date": "2001-01-01",
             "outputs": [{"table": "curated/flights", "partition": "day=2001-01-01", "generation": 1}]}""";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final LakeLayout layout = new LakeLayout(URI.create("s3://lake/"));
    private final RunRecords records = new RunRecords(store, layout);
    private final URI transform = RunFolder.of(layout, "flights", DATE).recordOf(StageName.TRANSFORM);

    @Test
    void everyKindOfOutputIsReadAsItWasWritten() {
        Partition day = new Partition("day", DATE);
        Digest content = new Digest("rows:3");
        List<Output> outputs = List.of(
                new LakePartition(new LakeTable.Name(LakeTable.Area.CURATED, "flights"), day, 2, 3, content),
                new StagedContent(new LakeTable.Name(LakeTable.Area.CURATED, "flights"), day, 1, "run-a", 3, content),
                new PartitionVerdict("flights", day, 2, 5, new Digest("sha256:v")),
                new WarehouseDay("public.flights", day, 2, 3, content),
                new WrittenObject(URI.create("reports/flights/report.html"), 3, new Digest("sha256:r")));
        StageOutcome outcome = StageOutcome.of(outputs, Map.of(), Map.of())
                .withWaiting(List.of(new WaitingPartition(new Partition("day", DATE.plusDays(1)), 4)));
        StageRun.Result result = run(outcome);

        assertThat(records.require("flights", DATE, StageName.TRANSFORM)).isEqualTo(result.runRecord());
        assertThat(result.runRecord().outputs()).isEqualTo(outputs);
        assertThat(result.runRecord().partitionsOf(LakeTable.Area.CURATED))
                .containsExactly((LakePartition) outputs.get(0));
        assertThat(result.runRecord().warehouseDays()).containsExactly((WarehouseDay) outputs.get(3));
        assertThat(result.runRecord().stagedContents()).containsExactly((StagedContent) outputs.get(1));
        assertThat(text())
                .contains("\"kind\" : \"staged-content\"", "\"folder\" : \"run-a\"")
                .contains("\"kind\" : \"lake-partition\"", "\"table\" : \"curated/flights\"")
                .contains("\"kind\" : \"verdict\"", "\"kind\" : \"warehouse-day\"", "\"kind\" : \"object\"")
                .contains("\"waiting\" : [ {", "\"partition\" : \"day=2001-01-02\"")
                .doesNotContain("identity");
    }

    @Test
    void withoutWaitingPartitionsTheRecordDoesNotNameThem() {
        RunRecord saved = run(StageOutcome.of(List.of(), Map.of(), Map.of())).runRecord();

        assertThat(text()).doesNotContain("waiting");
        assertThat(records.require("flights", DATE, StageName.TRANSFORM)).isEqualTo(saved);
    }

    @Test
    void aRecordOfAnotherVersionCountsAsNone() {
        store.write(transform, OLD.getBytes(StandardCharsets.UTF_8));

        assertThat(records.find("flights", DATE, StageName.TRANSFORM)).isEmpty();
        assertThat(run(StageOutcome.of(List.of(), Map.of(), Map.of())).disposition())
                .isEqualTo(StageRun.Disposition.DONE);
        assertThat(records.require("flights", DATE, StageName.TRANSFORM).version())
                .isEqualTo(RunRecord.VERSION);
    }

    @Test
    void aStageThatNeedsARecordOfAnotherVersionIsTold() {
        store.write(transform, OLD.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> records.require("flights", DATE, StageName.TRANSFORM))
                .isInstanceOf(TerminalException.class)
                .hasMessage("InputMissing: s3://lake/runs/flights/2001-01-01/transform.json: this release cannot read"
                        + " the record of this stage; another release wrote it, in another version than "
                        + RunRecord.VERSION + "; run the"
                        + " night from its first stage: each stage runs again and replaces its record");
    }

    @Test
    void anOutputOfAnUnknownKindIsRefused() {
        run(StageOutcome.of(List.of(new WrittenObject(URI.create("x"), 1, new Digest("d"))), Map.of(), Map.of()));
        store.write(transform, text().replace("\"object\"", "\"balloon\"").getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> records.find("flights", DATE, StageName.TRANSFORM))
                .hasMessageStartingWith("InputMissing: " + transform + ": it is not a RunRecord that this release")
                .hasMessageContaining("balloon");
    }

    private StageRun.Result run(StageOutcome outcome) {
        StageIdentity identity = new StageIdentity(StageName.TRANSFORM, "flights", DATE, Map.of());
        return new StageRun(records, "run", Rerun.IF_CHANGED, Clock.fixed(NOW, ZoneOffset.UTC))
                .run(new FixedStage(identity, outcome));
    }

    private String text() {
        return new String(store.read(transform).orElseThrow(), StandardCharsets.UTF_8);
    }
}
