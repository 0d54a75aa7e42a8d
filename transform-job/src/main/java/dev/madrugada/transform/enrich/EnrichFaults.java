package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.CsvFile;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.DerivedColumn;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.text.Spelling;
import dev.madrugada.transform.expression.UnusableExpressionException;
import java.util.List;

/** The faults of lookups and derived columns; each is InvalidContract. */
final class EnrichFaults {
    private static final String CORRECT = "correct the file, or the lookup's columns in the contract";

    private EnrichFaults() {}

    static Fault noField(CsvFile csv, String field) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(csv.name(), 1)
                .what("no field '" + field + "'")
                .because("a lookup of " + DatasetFolder.CONTRACT + " reads it")
                .fix(Spelling.meant(field, csv.fields()).orElse("the file has " + csv.fields()));
    }

    /** A row of the file that cannot be used. */
    static Fault badRow(CsvFile csv, CsvFile.Row row, String what) {
        return ofFile(what).at(csv.name(), row.line()).fix(CORRECT);
    }

    static Fault moreBadRows(CsvFile csv) {
        return ofFile("there may be more problems").at(csv.name()).fix(CORRECT);
    }

    static Fault noColumn(Lookup lookup, List<String> columns) {
        return Fault.of(ErrorCode.InvalidContract)
                .at("lookup " + lookup.name())
                .what("'on: " + lookup.on().get(0) + "' is not a column")
                .because("a lookup reads a column that is defined before it")
                .fix("name one of " + columns);
    }

    /**
     * An expression that cannot compute its column.
     *
     * @param index the column's index in the contract's list, counted from 0
     */
    static Fault unusable(int index, DerivedColumn derived, UnusableExpressionException unusable) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(DatasetFolder.CONTRACT, derived.line())
                .what("derived[" + index + "].expression (" + derived.column().name() + "): '" + derived.expression()
                        + "' " + unusable.problem())
                .because("a derived column is a Spark SQL expression over the columns before it, and its value must not"
                        + " depend on when or where it is computed")
                .fix("correct the expression (docs/dataset.md lists what an expression may use)");
    }

    private static Fault.Parts ofFile(String what) {
        return Fault.of(ErrorCode.InvalidContract)
                .what(what)
                .because("a lookup's file contains each key once, and values that fit their columns");
    }
}
