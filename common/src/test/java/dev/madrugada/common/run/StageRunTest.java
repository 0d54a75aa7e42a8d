package dev.madrugada.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.run.StageRun.Disposition;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StageRunTest {
    private static final LocalDate DATE = LocalDate.of(2001, 1, 1);
    private static final Instant NOW = Instant.parse("2001-01-02T02:00:00Z");
    private static final Output OUTPUT = new LakePartition(
            LakeTable.Name.parse("raw/flights"), Partition.parse("dt=2001-01-01"), 1, 3, new Digest("rows:3"));
    private static final StageOutcome OUTCOME =
            StageOutcome.of(List.of(OUTPUT), Map.of("read", 3L), Map.of("shards", "1"));

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final RunRecords records = new RunRecords(store, new LakeLayout(URI.create("s3://lake/")));
    private int worked;

    @Test
    void doesTheWorkAndLeavesARecord() {
        StageRun.Result result = run("first", Rerun.IF_CHANGED, identity("sha256:a"));

        assertThat(result.disposition()).isEqualTo(Disposition.DONE);
        RunRecord left = records.require("flights", DATE, StageName.INGEST);
        assertThat(left).isEqualTo(result.runRecord());
        assertThat(left.runId()).isEqualTo("first");
        assertThat(left.identity()).isEqualTo(identity("sha256:a"));
        assertThat(left.recorded()).containsEntry("jar", "sha256:j");
        assertThat(left.outputs()).containsExactly(OUTPUT);
        assertThat(left.count("read")).isEqualTo(3);
        assertThat(left.count("loaded")).isZero();
        assertThat(left.startedAt()).isEqualTo(NOW);
        assertThat(store.read(URI.create("s3://lake/runs/flights/2001-01-01/ingest.json")))
                .isPresent();
    }

    @Test
    void aRecordSaysWhichAttemptDidTheWorkUnlessItWasTheFirst() {
        StageArguments describe = new StageArguments(
                URI.create("s3://d/"), DATE, URI.create("s3://lake/"), "first", Rerun.IF_CHANGED, Optional.empty(), 2);

        StageRun.Result result = StageRun.of(records, describe, Clock.fixed(NOW, ZoneOffset.UTC))
                .run(stage(identity("sha256:a"), output -> true, this::work));

        assertThat(result.runRecord().facts()).containsEntry("attempt", "2");
        assertThat(run("second", Rerun.FORCED, identity("sha256:a")).runRecord().facts())
                .doesNotContainKey("attempt");
    }

    @Test
    void skipsWhatIsDoneForTheSameInputs() {
        run("first", Rerun.IF_CHANGED, identity("sha256:a"));
        StageRun.Result second = run("second", Rerun.IF_CHANGED, identity("sha256:a"));

        assertThat(second.disposition()).isEqualTo(Disposition.SKIPPED);
        assertThat(second.runRecord().runId()).isEqualTo("first");
        assertThat(worked).isEqualTo(1);
    }

    @Test
    void worksAgainWhenAnInputChanged() {
        run("first", Rerun.IF_CHANGED, identity("sha256:a"));
        StageRun.Result second = run("second", Rerun.IF_CHANGED, identity("sha256:b"));

        assertThat(second.disposition()).isEqualTo(Disposition.DONE);
        assertThat(records.require("flights", DATE, StageName.INGEST).runId()).isEqualTo("second");
    }

    @Test
    void worksAgainWhenAnOutputNoLongerStands() {
        run("first", Rerun.IF_CHANGED, identity("sha256:a"));
        StageRun.Result second = stageRun("second", Rerun.IF_CHANGED)
                .run(stage(identity("sha256:a"), output -> !output.equals(OUTPUT), this::work));

        assertThat(second.disposition()).isEqualTo(Disposition.DONE);
        assertThat(worked).isEqualTo(2);
    }

    @Test
    void worksAgainWhenForced() {
        run("first", Rerun.IF_CHANGED, identity("sha256:a"));
        StageRun.Result second = run("second", Rerun.FORCED, identity("sha256:a"));

        assertThat(second.disposition()).isEqualTo(Disposition.DONE);
        assertThat(worked).isEqualTo(2);
    }

    @Test
    void doesNotTakeAnotherDayForThisOne() {
        run("first", Rerun.IF_CHANGED, identity("sha256:a"));
        StageIdentity nextDay =
                new StageIdentity(StageName.INGEST, "flights", DATE.plusDays(1), Map.of("contract", "sha256:a"));

        assertThat(run("second", Rerun.IF_CHANGED, nextDay).disposition()).isEqualTo(Disposition.DONE);
    }

    @Test
    void leavesTheEarlierRecordWhenTheWorkFails() {
        run("first", Rerun.IF_CHANGED, identity("sha256:a"));

        assertThatThrownBy(() -> stageRun("second", Rerun.FORCED)
                        .run(stage(identity("sha256:a"), output -> true, () -> {
                            throw new IllegalStateException("lost the disk");
                        })))
                .hasMessage("lost the disk");
        assertThat(records.require("flights", DATE, StageName.INGEST).runId()).isEqualTo("first");
    }

    @Test
    void saysWhichRecordIsMissing() {
        assertThatThrownBy(() -> records.require("flights", DATE, StageName.LOAD))
                .hasMessageStartingWith("InputMissing: s3://lake/runs/flights/2001-01-01/load.json:"
                        + " there is no record of this stage");
    }

    private StageRun.Result run(String runId, Rerun rerun, StageIdentity identity) {
        return stageRun(runId, rerun).run(stage(identity, output -> true, this::work));
    }

    private StageRun stageRun(String runId, Rerun rerun) {
        return new StageRun(records, runId, rerun, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Stage stage(StageIdentity identity, Predicate<Output> isUpToDate, Supplier<StageOutcome> work) {
        return new Stage() {
            @Override
            public StageIdentity identity() {
                return identity;
            }

            @Override
            public Map<String, String> recorded() {
                return Map.of("jar", "sha256:j");
            }

            @Override
            public boolean isUpToDate(Output output) {
                return isUpToDate.test(output);
            }

            @Override
            public StageOutcome execute() {
                return work.get();
            }
        };
    }

    private StageOutcome work() {
        worked++;
        return OUTCOME;
    }

    private static StageIdentity identity(String contract) {
        return new StageIdentity(StageName.INGEST, "flights", DATE, Map.of("contract", contract));
    }
}
