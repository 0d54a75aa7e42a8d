package dev.madrugada.transform;

import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.Source;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.run.Findings;
import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.text.Numbers;
import java.util.stream.Collectors;

/** Says that more records of a day were refused than its contract allows, why, and where to put it right. */
final class TooManyRefused {
    private static final int MOST_REASONS = 5;

    private TooManyRefused() {}

    static Fault fault(String where, Findings findings, long refused, long raw, DatasetContract contract) {
        String reasons = findings.refusals().stream()
                .limit(MOST_REASONS)
                .map(refusal -> described(refusal, contract.source()))
                .collect(Collectors.joining("; "));
        int more = findings.refusals().size() - MOST_REASONS;
        return Fault.of(ErrorCode.DataContractViolation)
                .at(where)
                .what(
                        refused >= raw
                                ? "all " + Numbers.grouped(raw) + " records were refused"
                                : Numbers.grouped(refused) + " of " + Numbers.grouped(raw)
                                        + " records were refused; max-quarantined is "
                                        + contract.maxQuarantined())
                .because(reasons + (more > 0 ? "; and " + more + " more reasons" : ""))
                .fix(advice(findings, raw, contract.source())
                        + "; the refused records are in the quarantine, and no curated partition was published");
    }

    /** One reason with its figures, such as {@code 17 TypeMismatch price: expected integer, found a text ('aaa')}. */
    private static String described(Refusal refusal, Source source) {
        String column = refusal.column() == null ? "" : " " + refusal.column();
        Refusal.Example example = refusal.example();
        String seen = example == null || example.masked() == null ? "" : " (masked: " + example.masked() + ")";
        String place = example == null || !(source instanceof Source.Files)
                ? ""
                : ", first at position " + example.sequenceNumber() + " of " + example.shardId();
        return Numbers.grouped(refusal.count()) + " " + refusal.code() + column + ": " + refusal.detail() + seen
                + place;
    }

    /** Payloads that cannot be read are no fault of the columns: the input is wrong, or the contract names another format. */
    private static String advice(Findings findings, long raw, Source source) {
        long unread = findings.refusals().stream()
                .filter(CsvRefusal::isUnread)
                .mapToLong(Refusal::count)
                .sum();
        if (unread * 2 > raw && CsvRefusal.isCsv(source)) {
            return "correct delimiter, quote, encoding and header in source.files.csv if the files are right, and the files"
                    + " if they are not";
        }
        return unread * 2 > raw
                ? "put one object into each record of the stream, in the form that payload.format names, or name the form that"
                        + " the records have: json, gzip-json or avro"
                : "correct the contract (types, 'from', lookups) if the records are right, their source if they are"
                        + " not, or raise max-quarantined if the day is to be loaded without them";
    }
}
