package dev.madrugada.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.madrugada.aws.mail.Mail;
import dev.madrugada.common.arguments.StageArguments;
import dev.madrugada.common.arguments.StageArguments.Rerun;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.EventTime;
import dev.madrugada.common.contract.Key;
import dev.madrugada.common.contract.LakeFormat;
import dev.madrugada.common.contract.Payload;
import dev.madrugada.common.contract.QuarantineLimit;
import dev.madrugada.common.contract.Report;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.contract.WarehouseTable;
import dev.madrugada.common.json.Json;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.InMemoryObjectStore;
import dev.madrugada.common.lake.LakeCopy;
import dev.madrugada.common.lake.LakeLayout;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Release;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.quality.Verdicts;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.LakePartition;
import dev.madrugada.common.run.Output;
import dev.madrugada.common.run.RunFolder;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.run.RunRecords;
import dev.madrugada.common.run.RunWarning;
import dev.madrugada.common.run.StageName;
import dev.madrugada.common.run.StageRun;
import dev.madrugada.common.run.WaitingPartition;
import dev.madrugada.common.run.WarehouseDay;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.BoundQuery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportStageTest {
    private static final Clock CLOCK = Clock.fixed(SampleNights.NOW, ZoneOffset.UTC);
    private static final URI LAKE = URI.create("s3://lake/");
    private static final LakeLayout LAYOUT = new LakeLayout(LAKE);
    private static final URI HTML = LAYOUT.report("flights", SampleNights.DAY, "report.html");
    private static final URI CSV = LAYOUT.report("flights", SampleNights.DAY, "report.csv");

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<BoundQuery> queries = new ArrayList<>();
    private final List<Mail> mailed = new ArrayList<>();
    private Answer answer = SampleNights.hours();
    private int links;
    private String signer = "https://signed/";
    private Map<String, String> warehouse = Map.of("warehouse", "secret", "ledger", "sha256:1");

    @BeforeEach
    void loadOneNight() {
        save(StageName.INGEST, List.of(), Map.of("read", 10L, "raw", 10L));
        save(StageName.TRANSFORM, List.of(), Map.of("raw", 10L, "curated", 9L, "quarantined", 1L));
        save(StageName.GATE, List.of(curated("departed_on=2001-01-01", 9, "rows:1")), Map.of("published", 9L));
        loaded("rows:1");
    }

    @Test
    void writesThePageAndTheCsvAndMailsALink() {
        ReportAnswer done = run(Rerun.IF_CHANGED, SampleNights.REPORT);
        assertThat(text(HTML)).contains("10 read = 10 raw = 9 curated + 1 quarantined + 0 duplicates");
        assertThat(text(CSV)).startsWith("departure_hour,flights,");
        assertThat(mailed).hasSize(1);
        assertThat(mailed.get(0).subject())
                .isEqualTo("Flights by hour of departure, 2001-01-01: not proved, 1 of 10 refused");
        assertThat(mailed.get(0).text()).contains("https://signed/1", "until then", HTML.toString());
        assertThat(queries.get(0).sql()).contains("(DATE '" + SampleNights.DAY + "')");
        assertThat(done.mailed()).isEqualTo("true");
        assertThat(done.skipped()).isEqualTo("false");
        assertThat(new String(Json.write(done), StandardCharsets.UTF_8))
                .contains("\"html\" : \"" + HTML + "\"", "\"skipped\" : \"false\"")
                .doesNotContain("signed", "url");
    }

    /** More people can read the execution history than the mail. */
    @Test
    void returnsOnlyLinksOfThisMachine() {
        signer = "http://127.0.0.1:4566/signed/";
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).url()).hasToString("http://127.0.0.1:4566/signed/2");
        signer = "https://127.0.0.1.example.com/signed/";
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).url()).isNull();
    }

    @Test
    void runsAgainWhenTheWarehouseChanges() {
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).skipped()).isEqualTo("true");
        warehouse = Map.of("warehouse", "secret", "ledger", "another day was loaded");
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).skipped()).isEqualTo("false");
        warehouse = Map.of("warehouse", "another", "ledger", "another day was loaded");
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).skipped()).isEqualTo("false");
    }

    @Test
    void skipsAReportThatIsUpToDateWithoutMailButWithANewLink() {
        signer = "http://localhost:4566/signed/";
        URI first = run(Rerun.IF_CHANGED, SampleNights.REPORT).url();
        ReportAnswer again = run(Rerun.IF_CHANGED, SampleNights.REPORT);
        assertThat(again.skipped()).isEqualTo("true");
        assertThat(again.mailed()).isEqualTo("false");
        assertThat(again.url()).isNotEqualTo(first);
        assertThat(queries).hasSize(1);
        assertThat(mailed).hasSize(1);
    }

    @Test
    void runsAgainWhenForced() {
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        assertThat(run(Rerun.FORCED, SampleNights.REPORT).skipped()).isEqualTo("false");
    }

    @Test
    void runsAgainWhenTheLoadedContentChanges() {
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        loaded("rows:2");
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).skipped()).isEqualTo("false");
    }

    @Test
    void runsAgainWhenTheRecordCountsChange() {
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        save(StageName.INGEST, List.of(), Map.of("read", 11L, "raw", 10L));
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).skipped()).isEqualTo("false");
        assertThat(text(HTML)).contains("11 read ≠ 10 raw", "Not proved");
    }

    @Test
    void listsWaitingPartitions() {
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        save(
                StageName.TRANSFORM,
                List.of(),
                Map.of("raw", 10L, "curated", 9L, "quarantined", 1L),
                List.of(new WaitingPartition(Partition.parse("departed_on=2001-01-02"), 3)),
                Findings.NONE);
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).skipped()).isEqualTo("false");
        assertThat(text(HTML)).contains("departed_on=2001-01-02", "waits for its own night");
        assertThat(mailed.get(1).text())
                .contains("departed_on=2001-01-02            –  3 rows, loaded by the night of their day");
    }

    @Test
    void showsWhatTheGateDidNotPublishAndWhatWasReleased() {
        Verdict failed = new Verdict(
                Verdict.VERSION,
                "flights",
                Partition.parse("departed_on=2001-01-01"),
                1,
                new Digest("rows:1"),
                "run-1",
                SampleNights.NOW,
                Verdict.Status.FAILED,
                List.of(new Verdict.RuleVerdict(
                        "RowCount > 9", Verdict.Level.BLOCK, Verdict.Status.FAILED, Map.of(), "RowCount is 9")),
                null);
        Verdicts verdicts = new Verdicts(store, LAYOUT);
        verdicts.publish(failed);
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        assertThat(text(HTML)).contains("Not proved");

        verdicts.release(Release.of(failed, "ada", "a public holiday", SampleNights.NOW));
        save(
                StageName.GATE,
                List.of(curated("departed_on=2001-01-01", 9, "rows:1")),
                Map.of("published", 9L),
                List.of(),
                new Findings(
                        List.of(),
                        List.of(
                                new RunWarning("Released", "departed_on=2001-01-01", "a public holiday, says ada"),
                                new RunWarning(
                                        "DayNotPublished", "departed_on=2000-12-31", "it breaks RowCount > 9"))));

        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).skipped()).isEqualTo("false");
        assertThat(text(HTML))
                .contains("2 warnings", "a public holiday, says ada", "DayNotPublished", "✗ failed, released by ada")
                .doesNotContain("Not proved");
        assertThat(mailed.get(1).text()).contains("a public holiday, says ada", "it breaks RowCount > 9");
    }

    @Test
    void showsTheWarningsOfIngest() {
        save(
                StageName.INGEST,
                List.of(),
                Map.of("read", 10L, "raw", 10L),
                List.of(),
                new Findings(
                        List.of(),
                        List.of(new RunWarning("ShortRetention", "stream flights", "it keeps records for 24 hours"))));

        run(Rerun.IF_CHANGED, SampleNights.REPORT);

        assertThat(text(HTML)).contains("1 warning", "ShortRetention", "it keeps records for 24 hours");
        assertThat(mailed.get(0).text()).contains("it keeps records for 24 hours");
    }

    @Test
    void runsAgainWhenAnOutputWasChanged() {
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        store.write(CSV, new byte[] {1});
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).skipped()).isEqualTo("false");
        store.delete(List.of(HTML));
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).skipped()).isEqualTo("false");
    }

    @Test
    void sendsTheMailInARetryAfterAFailure() {
        ReportPorts broken = new ReportPorts(
                store,
                query -> answer,
                mail -> {
                    throw new IllegalStateException("killed here");
                },
                page -> link(),
                contract -> warehouse);
        assertThatThrownBy(() -> run(broken, Rerun.IF_CHANGED, SampleNights.REPORT))
                .hasMessage("killed here");
        assertThat(store.read(HTML)).isPresent();
        assertThat(store.read(RunFolder.of(LAYOUT, "flights", SampleNights.DAY).recordOf(StageName.REPORT)))
                .isEmpty();
        assertThat(run(Rerun.IF_CHANGED, SampleNights.REPORT).mailed()).isEqualTo("true");
    }

    @Test
    void sendsNoMailWithoutRecipients() {
        Report silent = new Report("Flights", "a@example.com", List.of(), "departure_hour", List.of("flights"));
        assertThat(run(Rerun.IF_CHANGED, silent).mailed()).isEqualTo("false");
        assertThat(mailed).isEmpty();
    }

    @Test
    void writesNoLinkIntoThePage() {
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        assertThat(text(HTML)).doesNotContain("signed");
    }

    @Test
    void writesAReportForAnEmptyResult() {
        answer = new Answer(SampleNights.hours().columns(), List.of());
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        assertThat(text(CSV)).isEqualTo("departure_hour,flights,late_flights,mean_delay_minutes\r\n");
        assertThat(mailed.get(0).text()).contains("no rows for this day");
    }

    @Test
    void aReportIsUpToDateInACopyOfTheLake() {
        run(Rerun.IF_CHANGED, SampleNights.REPORT);
        URI copy = URI.create("file:///a%20copy/");
        LakeCopy.copy(store, LAKE, copy);
        store.delete(List.of(HTML, CSV));

        assertThat(runIn(copy).skipped()).isEqualTo("true");
        assertThat(runIn(LAKE).skipped()).isEqualTo("false");
    }

    private ReportAnswer runIn(URI lake) {
        StageArguments arguments = new StageArguments(
                URI.create("file:///d/"), SampleNights.DAY, lake, "run-2", Rerun.IF_CHANGED, Optional.empty());
        ReportPorts ports = new ReportPorts(store, query -> answer, mailed::add, page -> link(), contract -> warehouse);
        ReportStage stage = new ReportStage(ports, arguments, folder(SampleNights.REPORT), CLOCK);
        return stage.answer(StageRun.of(new RunRecords(store, new LakeLayout(lake)), arguments, CLOCK)
                .run(stage));
    }

    @Test
    void rejectsADayThatWasNotLoaded() {
        store.delete(List.of(RunFolder.of(LAYOUT, "flights", SampleNights.DAY).recordOf(StageName.LOAD)));
        assertThatThrownBy(() -> run(Rerun.IF_CHANGED, SampleNights.REPORT)).hasMessageStartingWith("InputMissing: ");
    }

    @Test
    void writesNothingIfAColumnIsMissing() {
        Report wrong = new Report("Flights", "a@example.com", List.of(), "hour", List.of("flights"));
        assertThatThrownBy(() -> run(Rerun.IF_CHANGED, wrong)).hasMessageStartingWith("InvalidContract: ");
        assertThat(store.read(CSV)).isEmpty();
    }

    private ReportAnswer run(Rerun rerun, Report report) {
        ReportPorts ports = new ReportPorts(
                store,
                query -> {
                    queries.add(query);
                    return answer;
                },
                mailed::add,
                page -> link(),
                contract -> warehouse);
        return run(ports, rerun, report);
    }

    private ReportAnswer run(ReportPorts ports, Rerun rerun, Report report) {
        StageArguments arguments = arguments(rerun);
        ReportStage stage = new ReportStage(ports, arguments, folder(report), CLOCK);
        return stage.answer(
                StageRun.of(new RunRecords(store, LAYOUT), arguments, CLOCK).run(stage));
    }

    private ReportLink link() {
        links++;
        return new ReportLink(URI.create(signer + links), "then", "It works until then.");
    }

    private static StageArguments arguments(Rerun rerun) {
        return new StageArguments(URI.create("file:///d/"), SampleNights.DAY, LAKE, "run-1", rerun, Optional.empty());
    }

    private static DatasetFolder folder(Report report) {
        DatasetContract contract = new DatasetContract(
                "flights",
                new Source.Kinesis("flights"),
                new Payload(List.of(), Payload.UnknownFields.IGNORE, Payload.InvalidValues.NULL),
                new Key(List.of("flight_id"), Set.of(), Key.Keep.LATEST),
                new EventTime("departed_at", ZoneOffset.UTC, "departed_on", 1, Duration.ofDays(1)),
                List.of(),
                List.of(),
                List.of(),
                new WarehouseTable("public", "flights"),
                report,
                Optional.empty(),
                QuarantineLimit.DEFAULT,
                LakeFormat.PARQUET,
                DatasetContract.DEFAULT_CATCH_UP_DAYS);
        return new DatasetFolder(
                URI.create("file:///d/"),
                contract,
                Map.of(
                        DatasetFolder.CONTRACT, report.toString().getBytes(StandardCharsets.UTF_8),
                        DatasetFolder.REPORT, "select 1 where :date is not null".getBytes(StandardCharsets.UTF_8)));
    }

    private void loaded(String content) {
        save(
                StageName.LOAD,
                List.of(new WarehouseDay(
                        "public.flights", Partition.parse("departed_on=2001-01-01"), 1, 9, new Digest(content))),
                Map.of("loaded", 9L));
    }

    private static Output curated(String partition, long rows, String content) {
        return new LakePartition(
                LAYOUT.curated("flights").name(), Partition.parse(partition), 1, rows, new Digest(content));
    }

    private void save(StageName stage, List<Output> outputs, Map<String, Long> counts) {
        save(stage, outputs, counts, List.of(), Findings.NONE);
    }

    private void save(
            StageName stage,
            List<Output> outputs,
            Map<String, Long> counts,
            List<WaitingPartition> waiting,
            Findings findings) {
        RunRecord done = new RunRecord(
                RunRecord.VERSION,
                stage,
                "flights",
                SampleNights.DAY,
                "run-1",
                Map.of(),
                Map.of(),
                outputs,
                counts,
                Map.of(),
                waiting,
                findings,
                SampleNights.NOW,
                SampleNights.NOW,
                1.5);
        store.write(RunFolder.of(LAYOUT, "flights", SampleNights.DAY).recordOf(stage), Json.write(done));
    }

    private String text(URI object) {
        return new String(store.read(object).orElseThrow(), StandardCharsets.UTF_8);
    }
}
