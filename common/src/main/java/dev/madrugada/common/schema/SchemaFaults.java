package dev.madrugada.common.schema;

import dev.madrugada.common.contract.DatasetFolder;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import java.util.Optional;

/** The faults of contracts whose changes do not work in place. */
final class SchemaFaults {
    private static final String REBUILD = "make every day again from raw with scripts/madrugada rebuild";
    private static final String NEW_TABLE =
            "give the changed table a new version: another name in dataset and warehouse.table";

    private SchemaFaults() {}

    /** @param renamed the column that a removed one may have become */
    static Fault notInPlace(String dataset, ColumnChange change, Optional<String> renamed) {
        Fault.Parts what = Fault.of(ErrorCode.InvalidContract)
                .at(DatasetFolder.CONTRACT)
                .what(change.described()
                        + renamed.map(name -> ", or renamed to '" + name + "'").orElse("")
                        + ", and days of " + dataset + " are published");
        return switch (change.kind()) {
            case WIDER, EXTENDED ->
                what.because("published files hold the other type, and not every reader reads both in one table")
                        .fix("keep the type, or " + REBUILD
                                + "; scripts/madrugada diff prints the warehouse's statements");
            case REMOVED ->
                what.because("queries name the column, and published days have values in it")
                        .fix("keep the column; or " + NEW_TABLE + "; or " + REBUILD);
            case REPARTITIONED ->
                what.because("the paths and the catalog's partitions contain the name")
                        .fix("keep the name; or " + NEW_TABLE);
            default ->
                what.because("published days hold values that the new type does not")
                        .fix("keep the type; or add a column with the new type and another name; or " + NEW_TABLE
                                + "; or " + REBUILD);
        };
    }
}
