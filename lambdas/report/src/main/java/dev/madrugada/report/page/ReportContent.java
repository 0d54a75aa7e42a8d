package dev.madrugada.report.page;

import dev.madrugada.common.contract.Report;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.query.Answer;
import java.time.Instant;
import java.time.LocalDate;

/**
 * All that a page shows.
 *
 * @param report how the answer is drawn
 * @param answer has the columns that the report names
 * @param runId the run that makes the page
 * @param madeAt by that run's clock
 */
public record ReportContent(
        String dataset, LocalDate date, Report report, Answer answer, NightProof proof, String runId, Instant madeAt) {}
