package dev.madrugada.transform.enrich;

import dev.madrugada.common.contract.Check;
import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.contract.DerivedColumn;
import dev.madrugada.common.contract.Lookup;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.text.Spelling;
import dev.madrugada.transform.expression.UnusableExpressionException;
import java.util.List;

/** The faults of lookups, derived columns and checks; each is InvalidContract. */
final class EnrichFaults {
    private static final String READ = "a lookup of " + DatasetFolder.CONTRACT + " reads it";
    private static final String CORRECT = "correct the file, or the lookup's columns in the contract";

    private EnrichFaults() {}

    static Fault noField(String file, String field, List<String> fields) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(file, 1)
                .what("no field '" + field + "'")
                .because(READ)
                .fix(Spelling.meant(field, fields).orElse("the file has " + fields));
    }

    /** No line of a file of JSON lines has a field. */
    static Fault neverSeen(String file, String field) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(file)
                .what("no line has the field '" + field + "'")
                .because(READ)
                .fix("correct the field's name in the contract or in the file");
    }

    static Fault nested(String file, Column field, String why) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(file, 1)
                .what("field '" + field.name() + "' cannot be read as " + field.type())
                .because(why)
                .fix("write the lookup's file as JSON lines, or declare another type");
    }

    /**
     * A field of a Parquet file whose type the declared type cannot hold.
     *
     * @param type the field's type in the file
     */
    static Fault otherType(String file, Column field, String type) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(file)
                .what("field '" + field.name() + "' has the type " + type + ", which cannot be read as " + field.type())
                .because("a value is read only as a type that holds every value of the file's type exactly")
                .fix("declare such a type, or write the field with the declared one");
    }

    static Fault noParquet(String file, Exception broken) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(file)
                .what("the file cannot be read as Parquet")
                .because("its ending says that it is Parquet, and reading it fails with "
                        + broken.getClass().getSimpleName())
                .fix("write the file again, or name it by its format: .csv, .jsonl or .parquet");
    }

    /**
     * A row of the file that cannot be used.
     *
     * @param line the row's line or, in a file without lines, its number, counted from 1
     */
    static Fault badRow(String file, long line, String what) {
        return ofFile(what).at(file, line).fix(CORRECT);
    }

    static Fault moreBadRows(String file) {
        return ofFile("there may be more problems").at(file).fix(CORRECT);
    }

    static Fault noColumn(Lookup lookup, String on, List<String> columns) {
        return Fault.of(ErrorCode.InvalidContract)
                .at("lookup " + lookup.name())
                .what("'on: " + on + "' is not a column")
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

    /**
     * An expression that cannot be a check.
     *
     * @param index the check's index in the contract's list, counted from 0
     */
    static Fault unusable(int index, Check check, UnusableExpressionException unusable) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(DatasetFolder.CONTRACT, check.line())
                .what("checks[" + index + "].expression (" + check.name() + "): '" + check.expression() + "' "
                        + unusable.problem())
                .because("a check is a Spark SQL expression over all columns that is true or false, and its value must"
                        + " not depend on when or where it is computed")
                .fix("correct the expression (docs/dataset.md lists what an expression may use)");
    }

    private static Fault.Parts ofFile(String what) {
        return Fault.of(ErrorCode.InvalidContract)
                .what(what)
                .because("a lookup's file contains each key once, and values that fit their columns");
    }
}
