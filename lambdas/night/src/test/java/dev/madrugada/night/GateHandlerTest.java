package dev.madrugada.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.aws.catalog.OpenCatalog;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryCatalog;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeCopy;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.lake.ObjectStore;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.lake.PartitionCatalog;
import dev.madrugada.common.lake.PartitionCommits;
import dev.madrugada.common.lake.StagedPartition;
import dev.madrugada.common.quality.Release;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdict.RuleVerdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.FixedStage;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.StageIdentity;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageOutcome;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.StagedContent;
import dev.madrugada.common.run.WaitingPartition;
import dev.madrugada.common.time.ArrivalDay;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final InMemoryCatalog catalog = new InMemoryCatalog();
    private final PartitionCommits curated =
            new PartitionCommits(store, layout.curated("flights"), PartitionCatalog.NONE, CLOCK);
    private final Partition before = new Partition("departed_on", DATE.minusDays(1));
    private final Partition day = new Partition("departed_on", DATE);

    @BeforeEach
    void flights() {
        Exchange.putFlights(store);
        arrive(10, Map.of("read", 10L, "raw", 10L));
    }

    @Test
    void passesANightWhoseRulesPass() {
        StagedPartition first = stage(before, "rows:a", 3);
        StagedPartition second = stage(day, "rows:b", 4);
        record(StageName.TRANSFORM, COUNTS, first, second);
        verdict(first);
        verdict(second, LATE);

        JsonNode answer = open();
        assertThat(answer.path("passed").asBoolean()).isTrue();
        assertThat(answer.path("code").asText()).isEmpty();
        assertThat(answer.path("message").asText())
                .isEqualTo("flights 2001-01-01: 2 partitions are published; 2 of 10 records refused; warnings: "
                        + "departed_on=2001-01-01: Mean \"delay_minutes\" < 30: Mean is 31.5");
        assertThat(answer.path("alert").asText()).isEmpty();
        assertThat(published(before)).isEqualTo("rows:a");
        assertThat(published(day)).isEqualTo("rows:b");
        assertThat(catalog.location(day)).contains(second.location());
        assertThat(gated().partitionsOf(LakeTable.Area.CURATED))
                .extracting(LakePartition::partition, LakePartition::generation, LakePartition::rows)
                .containsExactly(tuple(before, 1L, 3L), tuple(day, 1L, 4L));
    }

    @Test
    void aNightThatIsPublishedIsPublishedOnce() {
        StagedPartition own = stage(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, own);
        verdict(own);
        open();
        List<Output> first = gated().outputs();

        assertThat(open().path("passed").asBoolean()).isTrue();

        assertThat(gated().outputs()).isEqualTo(first);
        assertThat(store.list(layout.curated("flights").generations(day))).hasSize(1);
    }

    @Test
    void aCopyOfTheLakePassesAndTheCatalogFollows() {
        StagedPartition own = stage(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, own);
        verdict(own);
        open();
        LakeLayout copy = new LakeLayout(URI.create("s3://other/copy/"));
        LakeCopy.copy(store, layout.root(), copy.root());
        store.delete(store.list(layout.root()).stream()
                .map(ObjectStore.StoredObject::uri)
                .toList());

        JsonNode answer = Exchange.call(
                handler(catalog),
                gateEvent().replace(layout.root().toString(), copy.root().toString()));

        assertThat(answer.path("passed").asBoolean()).isTrue();
        assertThat(catalog.location(day)).contains(copy.curated("flights").runFolder(day, own.folder()));
        assertThat(store.list(copy.curated("flights").generations(day))).hasSize(1);
    }

    @Test
    void aFailedVerdictIsARegularAnswer() {
        StagedPartition first = stage(before, "rows:a", 3);
        StagedPartition second = stage(day, "rows:b", 4);
        record(StageName.TRANSFORM, COUNTS, first, second);
        verdict(first);
        verdict(second, TOO_FEW, LATE);
        assertThat(open()).isEqualTo(Exchange.json(Exchange.fixture("gate.answer.json")));
        assertThat(published(before)).isEqualTo("nothing");
        assertThat(published(day)).isEqualTo("nothing");
        assertThat(new RunRecords(store, layout).find("flights", DATE, StageName.GATE))
                .isEmpty();
        assertThat(catalog.location(day)).isEmpty();
    }

    @Test
    void anEarlierDayThatFailsKeepsItsContentAndDoesNotBlockTheNight() {
        publish(stage(before, "rows:old", 3));
        StagedPartition late = stage(before, "rows:new", 1);
        StagedPartition own = stage(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, late, own);
        verdict(late, TOO_FEW);
        verdict(own);

        JsonNode answer = open();

        assertThat(answer.path("passed").asBoolean()).isTrue();
        assertThat(answer.path("failed-partitions")).hasToString("[\"departed_on=2000-12-31\"]");
        assertThat(answer.path("alert").asText())
                .isEqualTo(
                        "flights 2001-01-01: the night goes on without partitions that break rules and keep their old"
                                + " content: departed_on=2000-12-31: RowCount between 10000 and 30000: RowCount is 7");
        assertThat(published(before)).isEqualTo("rows:old");
        assertThat(published(day)).isEqualTo("rows:a");
        assertThat(gated().partitionsOf(LakeTable.Area.CURATED))
                .extracting(LakePartition::partition)
                .containsExactly(day);
        assertThat(gated().findings().warnings())
                .extracting(RunWarning::code, RunWarning::subject)
                .containsExactly(tuple("DayNotPublished", "departed_on=2000-12-31"));
        assertThat(store.read(layout.curated("flights").stagedManifest(before, late.location())))
                .isPresent();
    }

    @Test
    void aReleasedContentIsPublishedAndNoOther() {
        StagedPartition own = stage(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, own);
        Verdict failed = verdict(own, TOO_FEW);
        assertThat(open().path("passed").asBoolean()).isFalse();

        new Verdicts(store, layout).release(Release.of(failed, "ada", "a public holiday", CLOCK.instant()));

        JsonNode answer = open();
        assertThat(answer.path("passed").asBoolean()).isTrue();
        assertThat(answer.path("message").asText())
                .contains("; released against a failed rule: departed_on=2001-01-01");
        assertThat(published(day)).isEqualTo("rows:a");
        assertThat(gated().findings().warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("Released");
            assertThat(warning.message()).contains("released by ada at 2001-01-02T02:00:00Z: a public holiday");
        });

        // Once: what was replaced since needs another release, even if its content comes back.
        publish(stage(day, "rows:b", 7));
        StagedPartition back = stage(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, back);
        verdict(back, TOO_FEW);
        assertThat(open().path("passed").asBoolean()).isFalse();
        assertThat(published(day)).isEqualTo("rows:b");
    }

    @Test
    void aNightThatDiedBetweenTwoCommitsIsPublishedByTheNextRun() {
        StagedPartition first = stage(before, "rows:a", 3);
        StagedPartition second = stage(day, "rows:b", 4);
        record(StageName.TRANSFORM, COUNTS, first, second);
        verdict(first);
        verdict(second);
        PartitionCatalog dying = new PartitionCatalog() {
            @Override
            public Optional<URI> location(Partition partition) {
                return Optional.empty();
            }

            @Override
            public void pointTo(Partition partition, URI location) {
                throw new IllegalStateException("killed");
            }
        };
        assertThatThrownBy(() -> Exchange.call(handler(dying), gateEvent())).hasMessageContaining("IllegalState");
        assertThat(published(before)).isEqualTo("rows:a");
        assertThat(published(day)).isEqualTo("nothing");

        assertThat(open().path("passed").asBoolean()).isTrue();
        assertThat(published(day)).isEqualTo("rows:b");
        assertThat(catalog.location(before)).contains(first.location());
        assertThat(gated().partitionsOf(LakeTable.Area.CURATED)).hasSize(2);
    }

    @Test
    void aCatalogThatRefusesAccessIsKnownBeforeAnythingIsPublished() {
        StagedPartition own = stage(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, own);
        verdict(own);
        PartitionCatalog closed = new PartitionCatalog() {
            @Override
            public Optional<URI> location(Partition partition) {
                return Optional.empty();
            }

            @Override
            public void prepare(Partition partition) {
                throw new IllegalStateException("denied");
            }

            @Override
            public void pointTo(Partition partition, URI location) {}
        };
        assertThatThrownBy(() -> Exchange.call(handler(closed), gateEvent())).hasMessageContaining("IllegalState");
        assertThat(published(day)).isEqualTo("nothing");
    }

    @Test
    void aVerdictOnOtherContentIsInputMissing() {
        StagedPartition first = stage(day, "rows:a", 7);
        verdict(first);
        StagedPartition second = stage(day, "rows:b", 7);
        record(StageName.TRANSFORM, COUNTS, second);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("InputMissing")
                .hasMessageContaining("on other content than generation 1");
    }

    @Test
    void countsThatDoNotAddUpAreConservationViolated() {
        StagedPartition staged = stage(day, "rows:a", 7);
        verdict(staged);
        record(StageName.TRANSFORM, Map.of("raw", 10L, "curated", 7L, "quarantined", 1L, "duplicates", 1L), staged);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(
                        "ConservationViolated: flights 2001-01-01: raw 10 is not curated 7 + quarantined 1 + duplicates 1");
        record(StageName.TRANSFORM, Map.of("raw", 9L, "curated", 6L, "quarantined", 2L, "duplicates", 1L), staged);
        assertThatThrownBy(this::open).hasMessageContaining("10 records were raw and 9 taken up by transform");
        arrive(10, Map.of("read", 11L, "raw", 10L));
        assertThatThrownBy(this::open).hasMessageContaining("11 records were read and 10 kept as raw");
        assertThat(published(day)).isEqualTo("nothing");
    }

    @Test
    void rawIsCountedByItsManifestAndNotByTheRunRecords() {
        StagedPartition staged = stage(day, "rows:a", 7);
        verdict(staged);
        arrive(11, Map.of("read", 10L, "raw", 10L));
        record(StageName.TRANSFORM, COUNTS, staged);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("ConservationViolated: flights 2001-01-01: 10 records were kept as raw and 11"
                        + " listed by raw's manifest");
        arrive(11, Map.of("read", 11L, "raw", 11L));
        record(StageName.TRANSFORM, Map.of("raw", 11L, "curated", 7L, "quarantined", 2L, "duplicates", 1L), staged);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(
                        "ConservationViolated: flights 2001-01-01: raw 11 is not curated 7 + quarantined 2 + duplicates 1");
    }

    @Test
    void rawThatTransformDidNotReadIsAPublicationConflict() {
        StagedPartition staged = stage(day, "rows:a", 7);
        verdict(staged);
        transformed("rows:10", COUNTS, staged);
        assertThat(open().path("passed").asBoolean()).isTrue();

        arrive(11, Map.of("read", 11L, "raw", 11L));
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(
                        "PublicationConflict: raw/flights dt=2001-01-01/hour=00: generation 2 is published,")
                .hasMessageContaining("transform read other content");
        transformed("rows:11", COUNTS, staged);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(
                        "ConservationViolated: flights 2001-01-01: 11 records were raw and 10 taken up");
    }

    @Test
    void rawOfARunWithoutARecordIsAPublicationConflict() {
        StagedPartition staged = stage(day, "rows:a", 7);
        verdict(staged);
        transformed("rows:11", COUNTS, staged);
        var unused = publishRaw(11);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith(
                        "PublicationConflict: raw/flights dt=2001-01-01/hour=00: generation 2 is published,")
                .hasMessageContaining("ingest's record lists generation 1");
    }

    @Test
    void aPartitionOfALaterEventDayIsLeftToItsNight() {
        StagedPartition own = stage(day, "rows:a", 7);
        verdict(own);
        record(
                new StageIdentity(
                        StageName.TRANSFORM, "flights", DATE, arrived().inputsOfCurrent()),
                StageOutcome.of(List.of(content(own)), COUNTS, Map.of())
                        .withWaiting(List.of(new WaitingPartition(new Partition("departed_on", DATE.plusDays(1)), 3))));

        JsonNode answer = open();
        assertThat(answer.path("passed").asBoolean()).isTrue();
        assertThat(answer.path("partitions")).hasToString("[\"departed_on=2001-01-01\"]");
        assertThat(answer.path("waiting-partitions")).hasToString("[\"departed_on=2001-01-02\"]");
        assertThat(answer.path("message").asText())
                .endsWith(
                        "1 partitions are published; 2 of 10 records refused; left to their own nights: departed_on=2001-01-02");
    }

    @Test
    void aDayWithoutItsOwnPartitionIsInputMissing() {
        StagedPartition early = stage(before, "rows:a", 7);
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
        StagedPartition empty = stage(day, "rows:none", List.of());
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
    void contentThatAnotherRunPublishedSinceIsAConflict() {
        StagedPartition first = stage(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, first);
        verdict(first);
        publish(stage(day, "rows:b", 7));
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("PublicationConflict: curated/flights departed_on=2001-01-01: generation 1 is"
                        + " published with other content, and the night staged generation 1");
        assertThat(published(day)).isEqualTo("rows:b");
    }

    @Test
    void aMissingOrTruncatedFileStopsTheNight() {
        StagedPartition staged = stage(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, staged);
        verdict(staged);
        URI file = staged.location().resolve("part-0.parquet");
        store.write(file, new byte[5]);
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("InputMissing")
                .hasMessageContaining("part-0.parquet is there with 5 bytes, and generation 1 lists it with 100 bytes");
        store.delete(List.of(file));
        assertThatThrownBy(this::open).hasMessageContaining("part-0.parquet is not there");
    }

    @Test
    void rowsThatDoNotAddUpStopTheNight() {
        StagedPartition staged = stage(day, "rows:a", 7);
        verdict(staged);
        StagedContent listed = content(staged);
        record(
                StageName.TRANSFORM,
                COUNTS,
                List.of(new StagedContent(
                        listed.table(), listed.partition(), listed.base(), listed.folder(), 8, listed.content())));
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("ConservationViolated")
                .hasMessageContaining("its files list 7 rows, and the night's record says 8");
    }

    @Test
    void aStageWithoutARunRecordIsNamed() {
        assertThatThrownBy(this::open)
                .hasMessageStartingWith("InputMissing: s3://bucket/lake/runs/flights/2001-01-01/transform.json");
    }

    @Test
    void aNightThatFailsItsRulesHasMetricsToo() {
        StagedPartition staged = stage(day, "rows:a", 7);
        record(StageName.TRANSFORM, COUNTS, staged);
        verdict(staged, TOO_FEW);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GateHandler gate = new GateHandler(
                Map.of(GateHandler.METRICS_ENVIRONMENT, "prod"),
                store,
                (contract, lake) -> new OpenCatalog(catalog, Optional.empty()),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(Exchange.call(gate, gateEvent()).path("passed").asBoolean()).isFalse();

        assertThat(Exchange.json(out.toString(StandardCharsets.UTF_8))
                        .path("QuarantinedShare")
                        .asDouble())
                .isEqualTo(20);
    }

    private JsonNode open() {
        return Exchange.call(handler(catalog), gateEvent());
    }

    private GateHandler handler(PartitionCatalog of) {
        return new GateHandler(Map.of(), store, (contract, lake) -> new OpenCatalog(of, Optional.empty()));
    }

    private RunRecord gated() {
        return new RunRecords(store, layout).require("flights", DATE, StageName.GATE);
    }

    /** The digest of what readers see of a partition. */
    private String published(Partition partition) {
        return curated.current(partition)
                .map(manifest -> manifest.content().text())
                .orElse("nothing");
    }

    private StagedPartition stage(Partition partition, String content, long rows) {
        return stage(partition, content, List.of(new Manifest.DataFile("part-0.parquet", rows, 100, "sha256:0")));
    }

    /** Stages content on top of what is published now, as a transform does. */
    private StagedPartition stage(Partition partition, String content, List<Manifest.DataFile> files) {
        long base = curated.expected().of(partition);
        URI location = layout.curated("flights").runFolder(partition, "run-" + content.substring(5) + "-" + base);
        files.forEach(file -> store.write(location.resolve(file.path()), new byte[100]));
        StagedPartition staged =
                new StagedPartition(partition, base, "run", location, files, Map.of(), new Digest(content));
        curated.stage(staged);
        return staged;
    }

    private Manifest publish(StagedPartition staged) {
        return curated.publish(staged);
    }

    private StagedContent content(StagedPartition staged) {
        return StagedContent.of(layout.curated("flights"), staged);
    }

    /** Publishes a raw day with this number of rows, and saves ingest's record with these counts. */
    private void arrive(long rows, Map<String, Long> counts) {
        record(StageName.INGEST, counts, publishRaw(rows));
    }

    private List<LakePartition> publishRaw(long rows) {
        return arrived().publish(rows);
    }

    private ArrivedDay arrived() {
        return ArrivedDay.of(store, layout.raw("flights"), new ArrivalDay(DATE, ZoneOffset.UTC), CLOCK);
    }

    /** Saves the record of a transform that read this raw content. */
    private void transformed(String raw, Map<String, Long> counts, StagedPartition output) {
        record(
                new StageIdentity(
                        StageName.TRANSFORM, "flights", DATE, arrived().inputs(raw)),
                StageOutcome.of(List.of(content(output)), counts, Map.of()));
    }

    private Verdict verdict(StagedPartition staged, RuleVerdict... rules) {
        Manifest manifest = content(staged).requireIn(curated).manifest();
        Verdict verdict = Verdict.on(manifest, "run", CLOCK.instant(), List.of(rules));
        new Verdicts(store, layout).publish(verdict);
        return verdict;
    }

    private void record(StageName stage, Map<String, Long> counts, StagedPartition... outputs) {
        record(stage, counts, Stream.of(outputs).map(this::content).toList());
    }

    private void record(StageName stage, Map<String, Long> counts, List<? extends Output> outputs) {
        Map<String, String> inputs = stage == StageName.TRANSFORM ? arrived().inputsOfCurrent() : Map.of();
        record(new StageIdentity(stage, "flights", DATE, inputs), StageOutcome.of(outputs, counts, Map.of()));
    }

    private void record(StageIdentity identity, StageOutcome outcome) {
        new StageRun(new RunRecords(store, layout), "run", StageArguments.Rerun.FORCED, CLOCK)
                .run(new FixedStage(identity, outcome));
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
