package dev.madrugada.report.page;

import dev.madrugada.common.contract.Report;
import dev.madrugada.report.proof.NightProof;
import dev.madrugada.report.query.Answer;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The content of a report page.
 *
 * @param report the contract's report, which says how to draw the result
 * @param answer the query's result; it has the columns that the report names
 * @param runId id of the run that makes the page
 * @param madeAt time of that run's clock
 */
public record ReportContent(
        String dataset, LocalDate date, Report report, Answer answer, NightProof proof, String runId, Instant madeAt) {}
