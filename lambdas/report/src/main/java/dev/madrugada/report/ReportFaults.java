package dev.madrugada.report;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.report.query.BoundQuery;
import java.net.URI;
import java.time.LocalDate;

/** The faults of making a report and of linking to one. */
final class ReportFaults {
    private ReportFaults() {}

    static Fault eventNotAnObject(String why) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("event")
                .what("the Lambda was called with something that is no JSON object")
                .because(why)
                .fix("call it with {\"dataset\", \"date\", \"lake\", \"run-id\", \"warehouse-secret\"}, all strings");
    }

    static Fault noTimeLeft() {
        return Fault.of(ErrorCode.WarehouseUnavailable)
                .at("report")
                .what("no time is left for the warehouse")
                .because("what was asked before, such as the ledger behind another load's lock, took all of it")
                .fix("run the report again when the other load is done; give the function at least ten minutes");
    }

    static Fault noReport(URI page, String dataset, LocalDate date) {
        return Fault.of(ErrorCode.InputMissing)
                .at(page.toString())
                .what("there is no report of " + dataset + " for " + date)
                .because("the report stage has not written one for this day")
                .fix("check the lake, the dataset's name and the date, or run the report stage");
    }

    static Fault linkNotSigned(URI page, Exception failed) {
        return Fault.of(ErrorCode.SinkUnavailable)
                .at(page.toString())
                .what("no URL could be signed for it")
                .because(failed.getClass().getSimpleName())
                .fix("see that credentials and a region are there; the night is retried");
    }

    static Fault answerTooLong(BoundQuery query, String what, String fix) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(query.file())
                .what(what)
                .because("a report is read by people and held in memory")
                .fix(fix);
    }
}
