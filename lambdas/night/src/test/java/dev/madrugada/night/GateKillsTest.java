package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.madrugada.aws.catalog.OpenCatalog;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryCatalog;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.lake.SteppedStore;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.FixedStage;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.StagedContent;
import dev.madrugada.common.time.ArrivalDay;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The gate, killed before each of its requests to the store: each day is old or new, and the next run publishes all. */
class GateKillsTest {
    private static final LocalDate DATE = LocalDate.parse("2001-01-01");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2001-01-02T02:00:00Z"), ZoneOffset.UTC);
    private static final LakeLayout LAYOUT = new LakeLayout(URI.create("s3://bucket/lake/"));
    private static final List<Partition> DAYS =
            List.of(new Partition("departed_on", DATE.minusDays(1)), new Partition("departed_on", DATE));

    /** Not an exception, so that nothing handles it: a killed process does not clean up. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A night over two days that are published already, ready for the gate. */
    private static final class Night {
        private final InMemoryObjectStore store = new InMemoryObjectStore();
        private final InMemoryCatalog catalog = new InMemoryCatalog();

        Night() {
            Exchange.putFlights(store);
            ArrivedDay arrived =
                    ArrivedDay.of(store, LAYOUT.raw("flights"), new ArrivalDay(DATE, ZoneOffset.UTC), CLOCK);
            save(StageName.INGEST, Map.of(), arrived.publish(10), Map.of("read", 10L, "raw", 10L));
            List<Output> staged = new ArrayList<>();
            for (Partition day : DAYS) {
                curated().publish(partition(LAYOUT.curated("flights"), day, 0, "old", 1));
                StagedPartition next = partition(LAYOUT.curated("flights"), day, 1, "new", 5);
                curated().stage(next);
                StagedContent content = StagedContent.of(LAYOUT.curated("flights"), next);
                new Verdicts(store, LAYOUT)
                        .publish(
                                Verdict.on(content.requireIn(curated()).manifest(), "run", CLOCK.instant(), List.of()));
                staged.add(content);
            }
            save(
                    StageName.TRANSFORM,
                    arrived.inputs("rows:10"),
                    staged,
                    Map.of("raw", 10L, "curated", 10L, "quarantined", 0L, "duplicates", 0L));
        }

        private StagedPartition partition(LakeTable table, Partition day, long base, String content, long rows) {
            URI location = table.runFolder(day, "run-" + content);
            store.write(location.resolve("a.parquet"), new byte[10]);
            return new StagedPartition(
                    day,
                    base,
                    content,
                    location,
                    List.of(new Manifest.DataFile("a.parquet", rows, 10, "sha256:0")),
                    Map.of(),
                    new Digest("rows:" + content));
        }

        private void save(
                StageName stage, Map<String, String> inputs, List<? extends Output> outputs, Map<String, Long> counts) {
            var unused = new StageRun(new RunRecords(store, LAYOUT), "run", Rerun.FORCED, CLOCK)
                    .run(new FixedStage(
                            new StageIdentity(stage, "flights", DATE, inputs),
                            StageOutcome.of(outputs, counts, Map.of())));
        }

        PartitionCommits curated() {
            return new PartitionCommits(store, LAYOUT.curated("flights"), catalog, CLOCK);
        }

        /** What readers of the manifests and of the catalog see of a day; every file of it must be there. */
        List<String> seen(Partition day) {
            Manifest current = curated().requireIntact(curated().require(day));
            return List.of(
                    current.content().text(),
                    catalog.location(day).map(URI::getPath).orElse("nothing").replaceAll(".*/run-(\\w+)/", "$1"));
        }

        void gate(ObjectStore through) {
            var unused = Exchange.call(
                    new GateHandler(Map.of(), through, (contract, lake) -> new OpenCatalog(catalog, Optional.empty())),
                    event());
        }

        private static String event() {
            return "{\"execution\": \"e\", \"started\": \"2001-01-02T02:00:00Z\", \"attempt\": \"1\", \"input\": "
                    + Exchange.json(Exchange.fixture("plan.answer.json"))
                            .path("nights")
                            .path(0)
                            .path("night")
                    + "}";
        }
    }

    @Test
    void killedBeforeAnyRequestEachDayIsOldOrNewAndTheNextRunPublishesAll() {
        int[] requests = {0};
        Night counted = new Night();
        counted.gate(new SteppedStore(counted.store, () -> requests[0]++));
        assertThat(requests[0]).isGreaterThan(20);

        int publishedByTheDead = 0;
        for (int killedAt = 0; killedAt < requests[0]; killedAt++) {
            Night night = new Night();
            int[] left = {killedAt};
            ObjectStore dying = new SteppedStore(night.store, () -> {
                if (left[0]-- <= 0) {
                    throw new Killed();
                }
            });
            boolean isKilled = false;
            try {
                night.gate(dying);
            } catch (Killed expected) {
                isKilled = true;
            }
            assertThat(isKilled).as("request %d", killedAt).isTrue();
            for (Partition day : DAYS) {
                assertThat(night.seen(day).get(0)).as("request %d", killedAt).isIn("rows:old", "rows:new");
                assertThat(night.seen(day).get(1)).as("request %d", killedAt).isIn("old", "new");
                publishedByTheDead += night.seen(day).get(0).equals("rows:new") ? 1 : 0;
            }

            night.gate(night.store);

            for (Partition day : DAYS) {
                assertThat(night.seen(day)).as("request %d", killedAt).containsExactly("rows:new", "new");
                assertThat(night.curated().require(day).generation())
                        .as("request %d", killedAt)
                        .isEqualTo(2);
                assertThat(night.store.list(LAYOUT.curated("flights").root().resolve("_staged/" + day)))
                        .isEmpty();
            }
            assertThat(new RunRecords(night.store, LAYOUT)
                            .require("flights", DATE, StageName.GATE)
                            .partitionsOf(LakeTable.Area.CURATED))
                    .as("request %d", killedAt)
                    .hasSize(2);
        }
        assertThat(publishedByTheDead).isPositive();
    }
}
