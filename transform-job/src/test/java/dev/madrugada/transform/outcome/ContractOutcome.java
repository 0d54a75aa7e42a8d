package dev.madrugada.transform.outcome;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetContract;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.TerminalException;
import dev.madrugada.transform.enrich.LookupTable;
import dev.madrugada.transform.parse.Reason;
import dev.madrugada.transform.record.RawRecord;
import dev.madrugada.transform.record.RecordPlan;
import dev.madrugada.transform.record.RecordValidator;
import dev.madrugada.transform.record.ValidatedRecord;
import dev.madrugada.transform.record.ValidatedRecord.ValidRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** What becomes of a few records by a contract, as texts: transform's own steps, one record after another. */
final class ContractOutcome {
    private static final LocalDate USUAL_DAY = LocalDate.parse("2001-01-01");
    private static final List<String> USUAL_COLUMNS = List.of("id", "at");

    private final DatasetContract contract;
    private final RecordValidator validator;
    private final Precedence precedence;
    private final SortableBytes buffer = new SortableBytes();
    private final Map<String, Candidate> kept = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();

    private ContractOutcome(SparkSession spark, DatasetFolder folder) {
        this.contract = folder.contract();
        this.validator = RecordPlan.of(spark, contract, LookupTable.of(folder)).validator();
        this.precedence = Precedence.of(contract);
    }

    /**
     * The outcome: the rows that are kept, then the refused records, whose texts begin with {@code !}. Columns and days
     * that all cases have are left out. A contract that is refused has one text, {@code !} and its message.
     *
     * @param payloads records that arrive a second after each other
     */
    static List<String> of(
            SparkSession spark, Supplier<DatasetFolder> folder, Instant firstArrivedAt, List<byte[]> payloads) {
        ContractOutcome outcome;
        try {
            outcome = new ContractOutcome(spark, folder.get());
        } catch (TerminalException refused) {
            return List.of("!" + refused.getMessage());
        }
        Instant arrivedAt = firstArrivedAt;
        for (int i = 0; i < payloads.size(); i++) {
            outcome.add(i, arrivedAt, payloads.get(i));
            arrivedAt = arrivedAt.plusSeconds(1);
        }
        List<String> texts = new ArrayList<>();
        outcome.kept.values().forEach(row -> texts.add(outcome.text(row)));
        texts.addAll(outcome.refused);
        return texts;
    }

    private void add(int number, Instant arrivedAt, byte[] payload) {
        ZoneId zone = contract.eventTime().zone();
        RawRecord raw = new RawRecord(
                new GenericInternalRow(new Object[] {
                    UTF8String.fromString("events"),
                    UTF8String.fromString("shardId-000000000000"),
                    UTF8String.fromString(String.valueOf(number)),
                    0L,
                    UTF8String.fromString("key"),
                    ChronoUnit.MICROS.between(Instant.EPOCH, arrivedAt),
                    payload
                }),
                (int) LocalDate.ofInstant(arrivedAt, zone).toEpochDay());
        ValidatedRecord validated = validator.validated(raw);
        if (!validated.isValid()) {
            refused.add(validated.reasons().stream().map(ContractOutcome::text).collect(Collectors.joining("; ")));
            return;
        }
        for (ValidRow row : validated.rows()) {
            int day = Objects.requireNonNull(row.eventDay());
            byte[] key = precedence.key(raw, row, buffer);
            byte[] order = precedence.precedence(raw, row, buffer);
            Candidate candidate = new Candidate(0, day, key, order, row.values(), 1);
            kept.merge(day + HexFormat.of().formatHex(key), candidate, Candidate::winnerOver);
        }
    }

    private String text(Candidate row) {
        List<Column> columns = contract.columns();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (contract.curatedColumns().contains(column) && !USUAL_COLUMNS.contains(column.name())) {
                values.add(column.name() + "=" + text(column, ((GenericInternalRow) row.row()).genericGet(i)));
            }
        }
        String text = values.isEmpty() ? "row" : String.join(", ", values);
        LocalDate day = LocalDate.ofEpochDay(row.day());
        return day.equals(USUAL_DAY) ? text : text + " on " + day;
    }

    private static String text(Column column, @Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return switch (column.type().kind()) {
            case DATE -> LocalDate.ofEpochDay((int) value).toString();
            case TIMESTAMP ->
                Instant.EPOCH.plus((long) value, ChronoUnit.MICROS).toString();
            default -> value.toString();
        };
    }

    private static String text(Reason reason) {
        return "!" + reason.code()
                + (reason.column() == null ? "" : " " + reason.column())
                + (reason.example() == null ? "" : " (" + reason.example() + ")")
                + ": " + reason.detail();
    }
}
