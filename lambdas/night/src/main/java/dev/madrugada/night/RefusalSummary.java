package dev.madrugada.night;

import dev.madrugada.common.run.Refusal;
import dev.madrugada.common.run.RunRecord;
import dev.madrugada.common.text.Numbers;
import java.util.stream.Collectors;

/** The gate's short description of refused records. It lists few reasons, because an answer has at most 32 KB. */
final class RefusalSummary {
    private static final int MOST_REASONS = 5;

    private RefusalSummary() {}

    /** As below, with the number of records that ingest could not read. */
    static String of(RunRecord ingest, RunRecord transform) {
        long unread =
                ingest.findings().refusals().stream().mapToLong(Refusal::count).sum();
        String quarantined = of(transform);
        return quarantined
                + (unread == 0
                        ? ""
                        : (quarantined.isEmpty() ? "" : "; ") + Numbers.grouped(unread)
                                + (unread == 1 ? " record" : " records") + " did not reach raw");
    }

    /**
     * For example {@code 10 of 3,201 records refused: 6 TypeMismatch price, 4 TooLate at}; empty without refused
     * records.
     */
    static String of(RunRecord transform) {
        long refused = transform.count("quarantined");
        if (refused == 0) {
            return "";
        }
        String reasons = transform.findings().refusals().stream()
                .limit(MOST_REASONS)
                .map(RefusalSummary::described)
                .collect(Collectors.joining(", "));
        int more = transform.findings().refusals().size() - MOST_REASONS;
        return Numbers.grouped(refused) + " of " + Numbers.grouped(transform.count("raw")) + " records refused"
                + (reasons.isEmpty() ? "" : ": " + reasons)
                + (more > 0 ? " and " + more + " more reasons" : "");
    }

    private static String described(Refusal refusal) {
        String column = refusal.column() == null ? "" : " " + refusal.column();
        return Numbers.grouped(refusal.count()) + " " + refusal.code() + column;
    }
}
