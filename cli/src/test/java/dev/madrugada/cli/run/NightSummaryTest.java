package dev.madrugada.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.LakeTable;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StagedContent;
import dev.madrugada.common.run.WaitingPartition;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NightSummaryTest {
    private static final LocalDate DAY = LocalDate.parse("2001-01-01");
    private static final String RUN = "local-2";
    private static final Findings FINDINGS = new Findings(
            List.of(
                    new Refusal(
                            "TypeMismatch",
                            "price",
                            "a text where integer belongs",
                            1_234,
                            new Refusal.Example("aaa", "s", "shard-0", "17", 2)),
                    new Refusal("EmptyPayload", null, "the payload holds nothing", 1, null)),
            List.of(new RunWarning("FieldNeverSeen", "city", "no record of the day has the field 'a.city'")));

    private static final RunRecord INGEST = run(
            StageName.INGEST, "local-1", List.of(), Map.of("read", 32_010L, "raw", 32_010L), List.of(), Findings.NONE);

    @Test
    void aStageWhoseRecordIsOfAnotherRunWasSkipped() {
        JsonNode stages = summary(records(transform(Findings.NONE)), Map.of(), false)
                .json()
                .path("stages");

        assertThat(stages)
                .hasToString(
                        "[{\"stage\":\"ingest\",\"status\":\"succeeded\",\"seconds\":1.2,\"attempts\":1,\"skipped\":true},"
                                + "{\"stage\":\"transform\",\"status\":\"succeeded\",\"seconds\":3.5,\"attempts\":2,\"skipped\":false}]");
    }

    @Test
    void countsComeFromTheRecordsAndLoadedFromTheWarehouse() {
        NightSummary summary = summary(
                records(transform(Findings.NONE), gate("departed_on=2001-01-01", 4, "departed_on=2000-12-31", 3)),
                Map.of("departed_on=2000-12-31", 3L, "departed_on=2001-01-01", 4L, "departed_on=2001-01-02", 9L),
                true);

        assertThat(summary.json().path("counts"))
                .hasToString(
                        "{\"read\":32010,\"raw\":32010,\"curated\":7,\"quarantined\":1235,\"duplicates\":1,\"loaded\":7}");
        assertThat(summary.json().path("partitions"))
                .hasToString(
                        "[{\"partition\":\"departed_on=2000-12-31\",\"published\":3,\"loaded\":3},"
                                + "{\"partition\":\"departed_on=2001-01-01\",\"published\":4,\"loaded\":4},"
                                + "{\"partition\":\"departed_on=2001-01-02\",\"published\":0,\"loaded\":9,\"staged\":1,\"waits\":true}]");
        assertThat(text(summary, false))
                .contains("departed_on=2001-01-02: staged 1, published 0, loaded 9, left to its own night");
    }

    @Test
    void aPartitionThatWasNotPublishedIsNotCountedAsLoaded() {
        NightSummary summary = summary(
                records(transform(Findings.NONE), gate("departed_on=2001-01-01", 4)),
                Map.of("departed_on=2000-12-31", 100L, "departed_on=2001-01-01", 4L),
                true);

        assertThat(summary.counts()).containsEntry("loaded", 4L);
        assertThat(text(summary, false)).contains("departed_on=2000-12-31: staged 3, published 0, loaded 100");
        assertThat(summary.json().path("warnings").toString()).contains("DayNotPublished");
    }

    @Test
    void aNightThatTheGateStoppedHasStagedPartitions() {
        NightSummary summary = summary(records(transform(Findings.NONE)), Map.of(), false);

        assertThat(text(summary, false)).contains("departed_on=2001-01-01: staged 4, published 0, loaded 0");
    }

    @Test
    void warningsOfIngestAreInTheSummaryAndOnTheConsole() {
        RunWarning warning =
                new RunWarning("ShortRetention", "stream flights", "the stream keeps records for 24 hours");
        RunRecord ingest =
                run(StageName.INGEST, RUN, List.of(), Map.of(), List.of(), new Findings(List.of(), List.of(warning)));
        NightSummary summary =
                summary(new NightRecords(RUN, Map.of(StageName.INGEST, ingest), Optional.empty()), Map.of(), false);

        assertThat(summary.json().path("warnings").get(0).path("code").asText()).isEqualTo("ShortRetention");
        assertThat(text(summary, false)).contains("warning: ShortRetention: the stream keeps records for 24 hours");
    }

    @Test
    void refusalsAndWarningsAreInTheSummaryAndOnTheConsole() {
        NightSummary summary = summary(records(transform(FINDINGS)), Map.of(), false);

        assertThat(summary.json().path("refused")).hasSize(2);
        assertThat(summary.json().path("warnings")).hasSize(2);
        assertThat(text(summary, false))
                .contains(
                        "1,235 of 32,010 refused",
                        "  1,234 TypeMismatch price: a text where integer belongs; masked: aaa, shard-0 17.2",
                        "  1 EmptyPayload: the payload holds nothing",
                        "warning: FieldNeverSeen: no record of the day has the field 'a.city'",
                        "warning: RuleWarned: day=2001-01-01: Mean \"x\" > 3: mean is 2",
                        "raw 32010 = curated 7 + quarantined 1235 + duplicates 1")
                .noneMatch(line -> line.matches("(?i).*(clean|proved).*"))
                .noneMatch(line -> line.matches(".*[\\x00-\\x1f].*"));
        assertThat(text(summary, true)).contains("\u001b[33m1,235 of 32,010 refused\u001b[0m");
    }

    @Test
    void recordsThatDidNotReachRawAreShownWithTheRefusedOnes() {
        Findings unread = new Findings(
                List.of(new Refusal("InputRefused", null, "Lambda.FunctionError: s3://b/errors/x", 1_007, null)),
                List.of(new RunWarning("InputRefused", "the source", "1,007 records could not be read")));
        RunRecord ingest =
                run(StageName.INGEST, RUN, List.of(), Map.of("read", 32_010L, "raw", 32_010L), List.of(), unread);
        RunRecord transform = transform(FINDINGS);
        NightSummary summary = summary(
                new NightRecords(
                        RUN, Map.of(StageName.INGEST, ingest, StageName.TRANSFORM, transform), Optional.empty()),
                Map.of(),
                false);

        assertThat(summary.json().path("refused")).hasSize(3);
        assertThat(text(summary, false))
                .contains(
                        "1,235 of 32,010 refused, and 1,007 that did not reach raw",
                        "  1,007 InputRefused: Lambda.FunctionError: s3://b/errors/x");
    }

    @Test
    void aFailedTransformShowsItsRefusedRecords() {
        NightRecords records =
                new NightRecords(RUN, Map.of(StageName.INGEST, INGEST), Optional.of(transform(FINDINGS)));
        NightSummary summary = summary(records, Map.of(), false);

        assertThat(summary.counts()).containsEntry("quarantined", 1_235L).doesNotContainKeys("curated", "loaded");
        assertThat(text(summary, false)).contains("1,235 of 32,010 refused");
    }

    @Test
    void aFailedNightNamesItsError() {
        NightSummary summary = new NightSummary(
                "flights",
                DAY,
                "",
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                NightSummary.ReportFiles.NONE,
                Optional.of(new NightSummary.Failure(Optional.of("plan"), "InputMissing", "InputMissing: x: y; z; w")));

        assertThat(summary.json())
                .hasToString("{\"dataset\":\"flights\",\"date\":\"2001-01-01\",\"run-id\":null,\"status\":\"failed\","
                        + "\"stages\":[],\"counts\":{},\"partitions\":[],\"refused\":[],\"warnings\":[],"
                        + "\"report\":{\"html\":null,\"csv\":null,\"url\":null},\"error\":{\"stage\":\"plan\","
                        + "\"code\":\"InputMissing\",\"message\":\"InputMissing: x: y; z; w\"}}");
    }

    private static List<String> text(NightSummary summary, boolean isColoured) {
        return new NightText(
                        summary,
                        new WorkFolder(Path.of("/some/work")),
                        new NightConsole.Terminal(isColoured, isColoured, 80))
                .lines();
    }

    private static NightRecords records(RunRecord transform) {
        return new NightRecords(
                RUN, Map.of(StageName.INGEST, INGEST, StageName.TRANSFORM, transform), Optional.empty());
    }

    private static NightRecords records(RunRecord transform, RunRecord gate) {
        return new NightRecords(
                RUN,
                Map.of(StageName.INGEST, INGEST, StageName.TRANSFORM, transform, StageName.GATE, gate),
                Optional.empty());
    }

    /** The record of a gate that published these partitions, each followed by its rows, and did not publish another. */
    private static RunRecord gate(Object... partitionsAndRows) {
        List<Output> outputs = new ArrayList<>();
        for (int i = 0; i < partitionsAndRows.length; i += 2) {
            outputs.add(new LakePartition(
                    LakeTable.Name.parse("curated/flights"),
                    Partition.parse((String) partitionsAndRows[i]),
                    1,
                    (Integer) partitionsAndRows[i + 1],
                    Digest.sha256(new byte[0])));
        }
        RunWarning warning = new RunWarning("DayNotPublished", "departed_on=2000-12-31", "it breaks a rule");
        return run(
                StageName.GATE,
                RUN,
                outputs,
                Map.of(),
                List.of(),
                new Findings(List.of(), outputs.size() > 1 ? List.of() : List.of(warning)));
    }

    private static NightSummary summary(NightRecords records, Map<String, Long> loaded, boolean isCounted) {
        List<NightSummary.LoadedPartition> partitions = NightSummary.partitions(records, loaded);
        StageResult ingest = new StageResult("ingest", "", 0, 0, false).with(StageResult.SUCCEEDED, 1.2);
        StageResult transform = new StageResult("transform", "", 0, 0, false)
                .with(StageResult.FAILED, 1)
                .with(StageResult.SUCCEEDED, 2.5);
        return new NightSummary(
                "flights",
                DAY,
                RUN,
                List.of(ingest, transform).stream()
                        .map(result -> result.skippedIf(records.isSkipped(result)))
                        .toList(),
                NightSummary.counts(records, partitions, isCounted),
                partitions,
                NightSummary.refusals(records),
                NightSummary.warnings(records, List.of("day=2001-01-01: Mean \"x\" > 3: mean is 2")),
                NightSummary.ReportFiles.NONE,
                Optional.empty());
    }

    @Test
    void showsRecordsAndRowsIfTheContractHasRows() {
        RunRecord transform = run(
                StageName.TRANSFORM,
                RUN,
                List.of(),
                Map.of(
                        "raw",
                        32_010L,
                        "accepted",
                        32_000L,
                        "rows",
                        64_000L,
                        "curated",
                        63_990L,
                        "quarantined",
                        10L,
                        "duplicates",
                        10L),
                List.of(),
                Findings.NONE);

        assertThat(text(summary(records(transform), Map.of(), false), false))
                .contains("raw 32010 = accepted 32000 + quarantined 10", "rows 64000 = curated 63990 + duplicates 10");
    }

    private static RunRecord transform(Findings findings) {
        return run(
                StageName.TRANSFORM,
                RUN,
                List.of(
                        staged("departed_on=2001-01-01", 4),
                        staged("departed_on=2000-12-31", 3),
                        new LakePartition(
                                LakeTable.Name.parse("quarantine/flights"),
                                Partition.parse("dt=2001-01-01"),
                                1,
                                2,
                                Digest.sha256(new byte[0]))),
                Map.of("raw", 32_010L, "curated", 7L, "quarantined", 1_235L, "duplicates", 1L),
                List.of(new WaitingPartition(Partition.parse("departed_on=2001-01-02"), 1)),
                findings);
    }

    private static Output staged(String partition, long rows) {
        return new StagedContent(
                LakeTable.Name.parse("curated/flights"),
                Partition.parse(partition),
                0,
                "run-local-1-0",
                rows,
                Digest.sha256(new byte[0]));
    }

    private static RunRecord run(
            StageName stage,
            String runId,
            List<Output> outputs,
            Map<String, Long> counts,
            List<WaitingPartition> waiting,
            Findings findings) {
        return new RunRecord(
                RunRecord.VERSION,
                stage,
                "flights",
                DAY,
                runId,
                Map.of(),
                Map.of(),
                outputs,
                counts,
                Map.of(),
                waiting,
                findings,
                Instant.EPOCH,
                Instant.EPOCH,
                1);
    }
}
