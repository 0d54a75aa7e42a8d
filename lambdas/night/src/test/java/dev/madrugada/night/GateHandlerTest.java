package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.FixedStage;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageRun;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateHandlerTest {
    private static final LocalDate DATE = LocalDate.parse("2001-01-01");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2001-01-02T02:00:00Z"), ZoneOffset.UTC);
    private static final Map<String, Long> COUNTS =
            Map.of("raw", 10L, "curated", 7L, "quarantined", 2L, "duplicates", 1L);
    private static final RuleVerdict TOO_FEW = new RuleVerdict(
            "RowCount between 10000 and 30000",
            Verdict.Level.BLOCK,
            Verdict.Status.FAILED,
            Map.of("RowCount", "7"),
            "RowCount is 7");
    private static final RuleVerdict LATE = new RuleVerdict(
            "Mean \"delay_minutes\" < 30",
            Verdict.Level.WARN,
            Verdict.Status.FAILED,
            Map.of("Mean", "31.5"),
            "Mean is 31.5");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final LakeLayout layout = new LakeLayout(URI.create("s3://bucket/lake/"));
    private final GateHandler gate = new GateHandler(Map.of(), store);
    private final Partition before = new Partition("departed_on", DATE.minusDays(1));
    private final Partition day = new Partition("departed_on", DATE);

    @BeforeEach
    void flights() {
        Exchange.putFlights(store);
        arrive(10, Map.of("read", 10L, "raw", 10L));
    }

    @Test
    void passesANightWhoseRulesPass() {
        Manifest first = publish(before, "rows:a", 3);
        Manifest second = publish(day, "rows:b", 4);
        record(StageName.TRANSFORM, COUNTS, first, second);
        verdict(first);
        verdict(second, LATE);

        JsonNode answer = open();
        assertThat(answer.path("passed").asBoolean()).isTrue();
        assertThat(answer.path("code").asText()).isEmpty();
        assertThat(answer.path("message").asText())
                .isEqualTo("flights 2001-01-01: 2 partitions meet their rules; 2 of 10 records refused; warnings: "
                        + "departed_on=2001-01-01: Mean \"delay_minutes\" < 30: Mean is 31.5");
    }

    @Test
    void aFailedVerdictIsARegularAnswer() {
        Manifest first = publish(before, "rows:a", 3);
        Manifest second = publish(day, "rows:b", 4);
        record(StageName.TRANSFORM, COUNTS, first, second);
        verdict(first);
        verdict(second, TOO_FEW, LATE);
        assertThat(open()).isEqualTo(Exchange.json(Exchange.fixture("gate.answer.json")));
    }

    @Test
    void aVerdictOnOtherContentIsInputMissing() {
        Manifest first = publish(day, "rows:a", 7);
        verdict(first);
        Manifest second = publish(day, "rows:b", 7);
        record(StageName.TRANSFORM, COUNTS, second);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("InputMissing")
                .hasMessageContaining("on other content than generation 2");
    }

    @Test
    void countsThatDoNotAddUpAreConservationViolated() {
        Manifest manifest = publish(day, "rows:a", 7);
        verdict(manifest);
        record(StageName.TRANSFORM, Map.of("raw", 10L, "curated", 7L, "quarantined", 1L, "duplicates", 1L), manifest);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(
                        "ConservationViolated: flights 2001-01-01: raw 10 is not curated 7 + quarantined 1 + duplicates 1");
        record(StageName.TRANSFORM, Map.of("raw", 9L, "curated", 6L, "quarantined", 2L, "duplicates", 1L), manifest);
        assertThatThrownBy(this::open).hasMessageContaining("10 records were raw and 9 taken up by transform");
        arrive(10, Map.of("read", 11L, "raw", 10L));
        assertThatThrownBy(this::open).hasMessageContaining("11 records were read and 10 kept as raw");
    }

    @Test
    void rawIsCountedByItsManifestAndNotByTheRunRecords() {
        Manifest manifest = publish(day, "rows:a", 7);
        verdict(manifest);
        record(StageName.TRANSFORM, COUNTS, manifest);
        arrive(11, Map.of("read", 10L, "raw", 10L));
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("ConservationViolated: flights 2001-01-01: 10 records were kept as raw and 11"
                        + " listed by raw's manifest");
        arrive(11, Map.of("read", 11L, "raw", 11L));
        record(StageName.TRANSFORM, Map.of("raw", 11L, "curated", 7L, "quarantined", 2L, "duplicates", 1L), manifest);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(
                        "ConservationViolated: flights 2001-01-01: raw 11 is not curated 7 + quarantined 2 + duplicates 1");
    }

    @Test
    void rawThatTransformDidNotReadIsAPublicationConflict() {
        Manifest manifest = publish(day, "rows:a", 7);
        verdict(manifest);
        transformed("rows:10", COUNTS, manifest);
        assertThat(open().path("passed").asBoolean()).isTrue();

        arrive(11, Map.of("read", 11L, "raw", 11L));
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("PublicationConflict: raw/flights dt=2001-01-01: generation 2 is published,")
                .hasMessageContaining("transform read other content");
        transformed("rows:11", COUNTS, manifest);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(
                        "ConservationViolated: flights 2001-01-01: 11 records were raw and 10 taken up");
    }

    @Test
    void rawOfARunWithoutARecordIsAPublicationConflict() {
        Manifest manifest = publish(day, "rows:a", 7);
        verdict(manifest);
        transformed("rows:11", COUNTS, manifest);
        publishRaw(11);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("PublicationConflict: raw/flights dt=2001-01-01: generation 2 is published,")
                .hasMessageContaining("the night's record lists 1");
    }

    @Test
    void aPartitionOfALaterEventDayIsNotChecked() {
        Manifest own = publish(day, "rows:a", 7);
        verdict(own);
        Manifest later = publish(new Partition("departed_on", DATE.plusDays(1)), "rows:b", 3);
        record(StageName.TRANSFORM, COUNTS, own, later);

        JsonNode answer = open();
        assertThat(answer.path("passed").asBoolean()).isTrue();
        assertThat(answer.path("partitions")).hasToString("[\"departed_on=2001-01-01\"]");
        assertThat(answer.path("waiting-partitions")).hasToString("[\"departed_on=2001-01-02\"]");
        assertThat(answer.path("message").asText())
                .endsWith(
                        "1 partitions meet their rules; 2 of 10 records refused; left to their own nights: departed_on=2001-01-02");
    }

    @Test
    void aDayWithoutItsOwnPartitionIsInputMissing() {
        Manifest early = publish(before, "rows:a", 7);
        verdict(early);
        record(StageName.TRANSFORM, COUNTS, early);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("InputMissing: curated/flights 2001-01-01: ")
                .hasMessageContaining("no partition of the day itself");
        record(StageName.TRANSFORM, COUNTS);
        assertThatThrownBy(this::open).hasMessageStartingWith("InputMissing: curated/flights 2001-01-01: ");
    }

    @Test
    void anEmptyDayMeetsItsRules() {
        URI location = layout.curated("flights").runFolder(day, "run-empty");
        Manifest empty = published(layout.curated("flights"), day, location, "rows:none", List.of());
        record(StageName.TRANSFORM, Map.of("raw", 10L, "curated", 0L, "quarantined", 10L, "duplicates", 0L), empty);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("InputMissing")
                .hasMessageContaining("there is no verdict on this partition");
        verdict(empty, TOO_FEW);
        JsonNode answer = open();
        assertThat(answer.path("code").asText()).isEqualTo("QualityGateFailed");
        assertThat(answer.path("message").asText())
                .contains("departed_on=2001-01-01: RowCount between 10000 and 30000");
    }

    @Test
    void aGenerationThatTransformDidNotListIsAConflict() {
        Manifest first = publish(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, first);
        verdict(publish(day, "rows:b", 7));
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("PublicationConflict: curated/flights departed_on=2001-01-01: generation 2");
    }

    @Test
    void aMissingOrTruncatedFileStopsTheNight() {
        Manifest manifest = publish(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, manifest);
        verdict(manifest);
        URI file = manifest.uris().get(0);
        store.write(file, new byte[5]);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("InputMissing")
                .hasMessageContaining("part-0.parquet is there with 5 bytes, and generation 1 lists it with 100 bytes");
        store.delete(List.of(file));
        assertThatThrownBy(this::open).hasMessageContaining("part-0.parquet is not there");
    }

    @Test
    void rowsThatDoNotAddUpStopTheNight() {
        Manifest manifest = publish(day, "rows:a", 7);
        verdict(manifest);
        LakePartition listed = LakePartition.of(layout.curated("flights"), manifest);
        record(
                StageName.TRANSFORM,
                COUNTS,
                List.of(new LakePartition(
                        listed.table(), listed.partition(), listed.generation(), 8, listed.content())));
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("ConservationViolated")
                .hasMessageContaining("its files list 7 rows, and the night's record says 8");
    }

    @Test
    void aStageWithoutARunRecordIsNamed() {
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("InputMissing: s3://bucket/lake/runs/flights/2001-01-01/transform.json");
    }

    private JsonNode open() {
        return Exchange.call(gate, gateEvent());
    }

    private Manifest publish(Partition partition, String content, long rows) {
        URI location = layout.curated("flights").runFolder(partition, "run-" + content.substring(5));
        store.write(location.resolve("part-0.parquet"), new byte[100]);
        return published(
                layout.curated("flights"),
                partition,
                location,
                content,
                List.of(new Manifest.DataFile("part-0.parquet", rows, 100, "sha256:0")));
    }

    private Manifest published(
            LakeTable table, Partition partition, URI location, String content, List<Manifest.DataFile> files) {
        PartitionCommits commits = new PartitionCommits(store, table, PartitionCatalog.NONE, CLOCK);
        return commits.publish(new StagedPartition(
                partition, commits.expected().of(partition), "run", location, files, Map.of(), new Digest(content)));
    }

    /** Publishes a raw day with this number of rows, and saves ingest's record with these counts. */
    private void arrive(long rows, Map<String, Long> counts) {
        record(StageName.INGEST, counts, List.of(LakePartition.of(layout.raw("flights"), publishRaw(rows))));
    }

    private Manifest publishRaw(long rows) {
        LakeTable raw = layout.raw("flights");
        Partition arrived = LakeLayout.arrivalDay(DATE);
        return published(
                raw,
                arrived,
                raw.runFolder(arrived, "run-" + rows),
                "rows:" + rows,
                List.of(new Manifest.DataFile("part-0.parquet", rows, 100, "sha256:0")));
    }

    /** Saves the record of a transform that read this raw content. */
    private void transformed(String raw, Map<String, Long> counts, Manifest output) {
        record(
                new StageIdentity(
                        StageName.TRANSFORM,
                        "flights",
                        DATE,
                        Map.of(StageIdentity.rawInput(LakeLayout.arrivalDay(DATE)), raw)),
                counts,
                List.of(LakePartition.of(layout.curated("flights"), output)));
    }

    private void verdict(Manifest manifest, RuleVerdict... rules) {
        new Verdicts(store, layout).publish(Verdict.on(manifest, "run", CLOCK.instant(), List.of(rules)));
    }

    private void record(StageName stage, Map<String, Long> counts, Manifest... outputs) {
        record(
                stage,
                counts,
                Stream.of(outputs)
                        .map(manifest -> LakePartition.of(layout.curated("flights"), manifest))
                        .toList());
    }

    private void record(StageName stage, Map<String, Long> counts, List<? extends Output> outputs) {
        record(new StageIdentity(stage, "flights", DATE, Map.of()), counts, outputs);
    }

    private void record(StageIdentity identity, Map<String, Long> counts, List<? extends Output> outputs) {
        new StageRun(new RunRecords(store, layout), "run", StageArguments.Rerun.FORCED, CLOCK)
                .run(new FixedStage(identity, StageOutcome.of(outputs, counts, Map.of())));
    }

    /** The event that the state machine builds from plan's answer. */
    private static String gateEvent() {
        JsonNode night = Exchange.json(Exchange.fixture("plan.answer.json"))
                .path("nights")
                .path(0)
                .path("night");
        return "{\"execution\": \"e\", \"started\": \"2001-01-02T02:00:00Z\", \"attempt\": \"1\", \"input\": " + night
                + "}";
    }
}
