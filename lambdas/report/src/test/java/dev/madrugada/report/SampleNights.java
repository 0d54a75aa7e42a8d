package dev.madrugada.report;

import dev.madrugada.common.contract.Report;
import dev.madrugada.common.lake.Digest;
import dev.madrugada.common.lake.Partition;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.common.run.Conservation;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.StageName;
import dev.madrugada.report.page.ReportContent;
import dev.madrugada.report.proof.LoadedPartition;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.proof.StageTime;
import dev.madrugada.report.proof.WaitingPartition;
import dev.madrugada.report.query.Answer;
import dev.madrugada.report.query.Cell;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Sample data: a report, a query result and the proof of a night. */
public final class SampleNights {
    public static final LocalDate DAY = LocalDate.of(2001, 1, 1);
    public static final Instant NOW = Instant.parse("2001-01-02T02:00:00Z");
    public static final Report REPORT = new Report(
            "Flights by hour of departure",
            "madrugada@example.com",
            List.of("team@example.com"),
            "departure_hour",
            List.of("flights", "late_flights", "mean_delay_minutes"));

    private SampleNights() {}

    /** A result with one row per hour; the mean is negative in some rows and null in one. */
    public static Answer hours() {
        List<List<Cell>> rows = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            long flights = Math.round(40 + 900 * Math.pow(Math.sin(Math.PI * hour / 24), 2));
            Object mean = hour == 3 ? null : new java.math.BigDecimal(hour * 127 - 900).movePointLeft(2);
            rows.add(List.of(Cell.of((long) hour), Cell.of(flights), Cell.of(flights * hour / 90), Cell.of(mean)));
        }
        return new Answer(List.of("departure_hour", "flights", "late_flights", "mean_delay_minutes"), rows);
    }

    public static NightProof proof() {
        Verdict verdict = new Verdict(
                Verdict.VERSION,
                "flights",
                Partition.parse("departed_on=2001-01-01"),
                1,
                new Digest("rows:1"),
                "run-1",
                NOW,
                Verdict.Status.PASSED,
                List.of(
                        new Verdict.RuleVerdict(
                                "RowCount between 10000 and 30000",
                                Verdict.Level.BLOCK,
                                Verdict.Status.PASSED,
                                Map.of("RowCount", "13954"),
                                null),
                        new Verdict.RuleVerdict(
                                "Mean \"delay_minutes\" < 5",
                                Verdict.Level.WARN,
                                Verdict.Status.FAILED,
                                Map.of("Mean", "7.12345678"),
                                "Value: 7.12345678 does not meet the constraint requirement!")),
                null);
        return new NightProof(
                Optional.of(new Conservation(14_012, 14_012, 13_954, 8, 50)),
                List.of(
                        new LoadedPartition(
                                "departed_on=2000-12-31",
                                OptionalLong.of(1),
                                1,
                                new Digest("rows:0"),
                                Optional.empty()),
                        new LoadedPartition(
                                "departed_on=2001-01-01",
                                OptionalLong.of(13_953),
                                13_953,
                                new Digest("rows:1"),
                                Optional.of(verdict))),
                List.of(new WaitingPartition("departed_on=2001-01-02", 1)),
                Findings.NONE,
                List.of(
                        new StageTime(StageName.INGEST, "night-2001-01-01", NOW, 8.25),
                        new StageTime(StageName.TRANSFORM, "night-2001-01-01", NOW.plusSeconds(9), 21.5),
                        new StageTime(StageName.QUALITY, "night-2001-01-01", NOW.plusSeconds(31), 18),
                        new StageTime(StageName.LOAD, "night-2001-01-01", NOW.plusSeconds(50), 3.125)));
    }

    public static ReportContent content(Report report, Answer answer) {
        return new ReportContent("flights", DAY, report, answer, proof(), "night-2001-01-01", NOW);
    }
}
