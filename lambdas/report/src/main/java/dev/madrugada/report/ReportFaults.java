package dev.madrugada.report;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.report.query.BoundQuery;
import java.net.URI;
import java.time.LocalDate;

/** The errors of the report stage and of links to reports. */
final class ReportFaults {
    private ReportFaults() {}

    static Fault noTimeLeft() {
        return Fault.of(ErrorCode.WarehouseUnavailable)
                .at("report")
                .what("the report's time limit for the warehouse is used up")
                .because("earlier statements took all of it, for example because another load locked the ledger")
                .fix("run the report again after the other load; set the Lambda's timeout to at least ten minutes");
    }

    static Fault noReport(URI page, String dataset, LocalDate date) {
        return Fault.of(ErrorCode.InputMissing)
                .at(page.toString())
                .what("no report of " + dataset + " exists for " + date)
                .because("the report stage has not written it")
                .fix("check the lake, the dataset's name and the date, or run the report stage");
    }

    static Fault linkNotSigned(URI page, Exception failed) {
        return Fault.of(ErrorCode.SinkUnavailable)
                .at(page.toString())
                .what("the page's URL could not be signed")
                .because(failed.getClass().getSimpleName())
                .fix("check that AWS credentials and a region are configured; the stage is retried");
    }

    static Fault answerTooLong(BoundQuery query, String what, String fix) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(query.file())
                .what(what)
                .because("a report is for people and must fit into memory")
                .fix(fix);
    }
}
