package dev.madrugada.transform.parse;

import dev.madrugada.transform.parse.ParsedPayload.ParsedRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects one record's values, its rows, and the reasons for refusing it. A column that reads elements of the array
 * that makes the rows has a value per row; every other column has one value, which all rows share. Use an instance
 * once.
 */
final class RecordValues {
    private final PayloadParser plan;
    private final @Nullable Object[] shared;
    private final boolean[] isInvalidShared;
    private final boolean[] hasReason;
    private final List<Reason> reasons = new ArrayList<>(0);
    private final List<Row> rows = new ArrayList<>(0);
    private @Nullable Row row;
    private boolean hasReadRows;
    /** The unknown fields outside the rows' elements, which most rows share; null until they are read. */
    private @Nullable ParsedValue keptByRecord;

    /** One row while its element is read. */
    private static final class Row {
        private final @Nullable Object[] values;
        private final boolean[] isInvalid;
        private @Nullable KeptFields kept;

        Row(int columns) {
            this.values = new @Nullable Object[columns];
            this.isInvalid = new boolean[columns];
        }
    }

    RecordValues(PayloadParser plan) {
        this.plan = plan;
        int columns = plan.columns().size();
        this.shared = new @Nullable Object[columns];
        this.isInvalidShared = new boolean[columns];
        this.hasReason = new boolean[columns + 1];
    }

    /** Notes that the payload has the array that makes the rows. */
    void beginRows() {
        hasReadRows = true;
    }

    void beginRow() {
        row = new Row(shared.length);
    }

    /** @param kept the unknown fields of the row's element; null if it has none */
    void endRow(@Nullable KeptFields kept) {
        Row ended = row;
        if (ended != null) {
            for (PlannedColumn position : plan.positionColumns()) {
                set(position.index(), position.reader().integer(rows.size()), null);
            }
            requireColumns(plan.rowColumns(), ended.values, ended.isInvalid);
            ended.kept = kept;
            rows.add(ended);
            row = null;
        }
    }

    /** @param example the value, masked; null if there is none or the value is valid */
    void set(int column, ParsedValue parsed, @Nullable String example) {
        if (parsed.invalidValue() == null) {
            setValue(column, parsed.value());
        } else {
            invalidValue(column, "", parsed.invalidValue(), parsed.detail(), example);
        }
    }

    /** Sets a valid value, unless the column is invalid already. */
    void setValue(int column, @Nullable Object value) {
        if (!isInvalid(column)) {
            Row current = row;
            if (current != null && plan.column(column).isInRow()) {
                current.values[column] = value;
            } else {
                shared[column] = value;
            }
        }
    }

    boolean isInvalid(int column) {
        Row current = row;
        boolean isInRow = plan.column(column).isInRow();
        return (current != null && isInRow) ? current.isInvalid[column] : isInvalidShared[column];
    }

    /** The path of a value for messages; the current row's index stands in it. */
    String at(String path) {
        return row == null ? path : path.replace("[]", "[" + rows.size() + "]");
    }

    /**
     * Notes that a column's value is invalid.
     *
     * @param inner the steps from the column's value to the part that is invalid; empty for the value itself
     * @param example the value, masked; null if there is none
     */
    void invalidValue(int column, String inner, ReasonCode code, String detail, @Nullable String example) {
        invalid(column, code, located(column, inner, detail), example);
    }

    /** The detail with the value's path, if the column alone does not tell which value is invalid. */
    private String located(int column, String inner, String detail) {
        boolean isRowsArray = column == plan.rowsColumn();
        return isRowsArray || !inner.isEmpty() || plan.column(column).isInRow()
                ? "'" + at(isRowsArray ? plan.rowsPath() : plan.column(column).path()) + inner + "': " + detail
                : detail;
    }

    /**
     * Notes that a column's value is invalid. The column's first invalid value becomes a reason; where the contract
     * turns invalid values into null, only a required column gets a reason. An invalid value above the array that makes
     * the rows says nothing about the columns inside it.
     */
    void invalid(int column, ReasonCode code, String detail, @Nullable String example) {
        if (column == plan.rowsColumn()) {
            addReason(column, new Reason(code, null, detail));
            return;
        }
        PlannedColumn planned = plan.column(column);
        Row current = row;
        if (!planned.isInRow()) {
            shared[column] = null;
            isInvalidShared[column] = true;
        } else if (current != null) {
            current.values[column] = null;
            current.isInvalid[column] = true;
        } else {
            return;
        }
        if (plan.refusesInvalidValues() || planned.isRequired()) {
            addReason(column, new Reason(code, planned.name(), detail, planned.isSensitive() ? null : example));
        }
    }

    private void addReason(int column, Reason reason) {
        if (!hasReason[column]) {
            hasReason[column] = true;
            reasons.add(reason);
        }
    }

    /** Refuses the record for a reason that concerns no single column. */
    void refuse(Reason reason) {
        reasons.add(reason);
    }

    /**
     * The record, once its payload has been read.
     *
     * @param kept the unknown fields; null if there are none or the contract does not keep them
     */
    ParsedPayload parsed(@Nullable KeptFields kept) throws IOException {
        requireColumns(plan.sharedColumns(), shared, isInvalidShared);
        if (!plan.hasRows()) {
            keep(kept, null, shared);
            return ParsedPayload.oneRow(shared, reasons);
        }
        if (!hasReadRows) {
            String missing = "the array '" + plan.rowsPath() + "', whose elements make the rows, is missing or null";
            invalid(plan.rowsColumn(), ReasonCode.MissingRequired, missing, null);
        }
        List<ParsedRow> parsed = new ArrayList<>(rows.size());
        for (Row read : rows) {
            keep(kept, read.kept, read.values);
            for (int column : plan.sharedColumns()) {
                read.values[column] = shared[column];
            }
            parsed.add(new ParsedRow(parsed.size(), Arrays.asList(read.values)));
        }
        return new ParsedPayload(parsed, reasons);
    }

    /** Puts defaults in the place of missing values, and refuses the record if a required column has none. */
    private void requireColumns(int[] columns, @Nullable Object[] values, boolean[] isInvalid) {
        for (int column : columns) {
            if (values[column] == null && !isInvalid[column]) {
                values[column] = plan.column(column).defaultValue();
                if (values[column] == null && plan.column(column).isRequired()) {
                    missing(column);
                }
            }
        }
    }

    private void missing(int column) {
        String detail = located(column, "", "the value is missing or null");
        addReason(
                column,
                new Reason(ReasonCode.MissingRequired, plan.column(column).name(), detail));
    }

    /** Sets the column that collects the unknown fields. */
    private void keep(@Nullable KeptFields kept, @Nullable KeptFields keptInRow, @Nullable Object[] values)
            throws IOException {
        int column = plan.unknownFieldsColumn();
        if (column < 0 || isInvalidShared[column]) {
            return;
        }
        ParsedValue known = keptInRow == null ? keptByRecord : null;
        ParsedValue read = known == null ? unknownFields(kept, keptInRow) : known;
        keptByRecord = keptInRow == null ? read : keptByRecord;
        setKept(column, read, values);
    }

    private static ParsedValue unknownFields(@Nullable KeptFields kept, @Nullable KeptFields keptInRow)
            throws IOException {
        String text = kept == null ? null : kept.text(keptInRow);
        if (text == null) {
            return ParsedValue.NULL;
        }
        byte[] json = text.getBytes(StandardCharsets.UTF_8);
        return JsonText.read(json, 0, json.length);
    }

    private void setKept(int column, ParsedValue read, @Nullable Object[] values) {
        values[column] = read.value();
        if (read.invalidValue() != null) {
            invalid(column, read.invalidValue(), read.detail(), "{…}");
            isInvalidShared[column] = false;
        } else if (read.value() == null && plan.column(column).isRequired()) {
            missing(column);
        }
    }
}
