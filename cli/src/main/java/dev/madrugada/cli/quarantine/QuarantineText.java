package dev.madrugada.cli.quarantine;

import dev.madrugada.common.spark.RawSchema;
import dev.madrugada.common.text.Numbers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Prints the results of the quarantine command.
 *
 * @param limit maximum number of rows printed of a list; a list with one more row is printed with a note that there are
 *     more
 */
record QuarantineText(PrintWriter out, int limit) {
    void title(String dataset, LocalDate from, LocalDate to, QuarantineDays days) {
        out.printf(
                Locale.ROOT,
                "Quarantine of %s, %s: %s%n",
                dataset,
                from.equals(to) ? from : from + " to " + to,
                days.arrived() > 0
                        ? "%s of %s records refused (%s)"
                                .formatted(
                                        Numbers.grouped(days.refused()),
                                        Numbers.grouped(days.arrived()),
                                        Numbers.percent(days.refused(), days.arrived(), 2))
                        : "%s records refused".formatted(Numbers.grouped(days.refused())));
    }

    /** Prints rows of {@link QuarantineRows#grouped}. */
    void reasons(List<Row> groups, QuarantineDays days) {
        for (Row group : first(groups)) {
            long records = group.getAs(QuarantineRows.RECORDS);
            long spread = group.getAs(QuarantineRows.DAYS);
            out.printf(
                    Locale.ROOT,
                    "%n%,10d  %s%s, %s%n",
                    records,
                    reason(group),
                    days.arrived() > 0 ? " (" + Numbers.percent(records, days.arrived(), 2) + ")" : "",
                    spread == 1 ? "1 day" : spread + " days");
            example(Objects.requireNonNull(group.<Row>getAs(QuarantineRows.FIRST)));
        }
        more(groups, "reasons");
    }

    private void example(Row first) {
        String masked = first.getAs(QuarantineRows.EXAMPLE);
        String seen = masked == null ? "" : "'" + PayloadText.printable(masked) + "' (masked), ";
        out.println("            e.g. " + seen + coordinates(first));
    }

    void list(List<Row> records) {
        out.println();
        first(records).forEach(record -> out.println(line(record)));
        more(records, "records");
    }

    void show(List<Row> records) {
        for (Row record : records) {
            out.println();
            out.println(line(record));
            byte[] payload = record.getAs(RawSchema.PAYLOAD);
            out.println(PayloadText.of(payload)
                    .map(PayloadText::printable)
                    .orElseGet(
                            () -> "no UTF-8; in Base64: " + Base64.getEncoder().encodeToString(payload)));
        }
    }

    void exported(long records, Path file) {
        out.printf(
                Locale.ROOT, "%n%,d records written to %s, with their payloads: only you may read it%n", records, file);
    }

    /**
     * Prints how another contract validates the records.
     *
     * @param byReason rows of {@link TriedContract#freedByReason}
     * @param still rows of {@link QuarantineRows#grouped}, of the records that would still be refused
     */
    void tried(long records, long freed, List<Row> byReason, List<Row> still) {
        out.printf(
                Locale.ROOT,
                "%nBy this contract %,d of the %,d would be valid, %,d still refused.%n%n",
                freed,
                records,
                records - freed);
        for (Row group : first(byReason)) {
            long all = group.getAs(QuarantineRows.RECORDS);
            long valid = group.getAs(TriedContract.FREED);
            out.printf(Locale.ROOT, "%,10d  %s: %,d valid, %,d refused%n", all, reason(group), valid, all - valid);
        }
        more(byReason, "reasons");
        if (freed < records) {
            out.printf("%nStill refused because of%n");
            for (Row group : first(still)) {
                long count = group.getAs(QuarantineRows.RECORDS);
                out.printf(Locale.ROOT, "%,10d  %s%n", count, reason(group));
                example(Objects.requireNonNull(group.<Row>getAs(QuarantineRows.FIRST)));
            }
            more(still, "reasons");
        }
        out.printf("%nWhich of the valid ones win their key is seen when the nights run again (--force).%n");
    }

    static String instant(@Nullable Timestamp at) {
        return at == null ? "" : at.toInstant().toString();
    }

    private static String line(Row record) {
        String reasons = record.<Row>getList(record.fieldIndex(QuarantineRows.REASONS)).stream()
                .map(QuarantineText::reason)
                .collect(Collectors.joining("; "));
        return coordinates(record) + ": " + reasons;
    }

    private static String coordinates(Row row) {
        long sub = row.getAs(RawSchema.SUB_SEQUENCE_NUMBER);
        return instant(row.getAs(RawSchema.ARRIVED_AT))
                + " " + row.<String>getAs(RawSchema.STREAM)
                + " " + row.<String>getAs(RawSchema.SHARD_ID)
                + " " + row.<String>getAs(RawSchema.SEQUENCE_NUMBER)
                + (sub == 0 ? "" : "/" + sub);
    }

    private static String reason(Row reason) {
        String column = reason.getAs(QuarantineRows.COLUMN);
        return reason.getAs(QuarantineRows.CODE)
                + (column == null ? "" : " " + column)
                + ": " + PayloadText.printable(String.valueOf(reason.<String>getAs(QuarantineRows.DETAIL)));
    }

    private List<Row> first(List<Row> rows) {
        return rows.subList(0, Math.min(limit, rows.size()));
    }

    private void more(List<Row> rows, String what) {
        if (rows.size() > limit) {
            out.println("there are more " + what + ": --limit prints more of them");
        }
    }
}
