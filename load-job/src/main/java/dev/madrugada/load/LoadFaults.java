package dev.madrugada.load;

import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.lake.Manifest;
import dev.madrugada.common.quality.Verdict;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableName;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** The faults of a load. */
final class LoadFaults {
    private LoadFaults() {}

    static Fault lakeNotOnS3(URI lake) {
        return Fault.of(ErrorCode.InvalidArguments)
                .at("--lake " + lake)
                .what("the warehouse cannot read it")
                .because("COPY reads from S3 only")
                .fix("give a lake on S3, or on the local stack's S3");
    }

    static Fault gateFailed(Manifest manifest, Verdict verdict) {
        String failed = verdict.failed(Verdict.Level.BLOCK).stream()
                .map(Verdict.RuleVerdict::rule)
                .collect(Collectors.joining(", "));
        return Fault.of(ErrorCode.QualityGateFailed)
                .at(manifest.dataset() + " " + manifest.partition())
                .what("generation " + manifest.generation() + " did not pass: " + failed)
                .because("the rules have changed since the gate published it, and a rule that blocks is broken")
                .fix("see the verdict; correct the data or the rules and run the night again, or release the content");
    }

    static Fault tableOfAnotherDataset(String dataset, String other, TableName table, TableName ledger) {
        return Fault.of(ErrorCode.InvalidContract)
                .at(dataset + ": warehouse.table")
                .what("the dataset " + other + " loads " + table.plain() + " too")
                .because("a load replaces whole days of its table, and so the other's rows")
                .fix("name another table; or, if " + other + " is no more, delete its lines from " + ledger.plain());
    }

    static Fault otherColumns(ReadyPartition ready, List<String> files, List<String> table) {
        return Fault.of(ErrorCode.DataContractViolation)
                .at(ready.toString())
                .what("its files have the columns " + files + " and the contract has " + table)
                .because("a column of the files is not in the contract, so its values would be lost")
                .fix("run the night again from transform");
    }

    static Fault countsDiffer(ReadyPartition ready, TableName table, String what) {
        return Fault.of(ErrorCode.ConservationViolated)
                .at(ready + " into " + table.plain())
                .what(what)
                .because("rows were lost, doubled or shifted on the way; everything was rolled back")
                .fix("run the load again; if it comes back, compare the files with the manifest");
    }

    /**
     * The warehouse refused to alter a column.
     *
     * @param refused the fault of the refused statement
     */
    static Fault notAltered(Fault refused, TableName table, String reason, SqlStatement statement) {
        return Fault.of(refused.code())
                .at(table.plain())
                .what("the table could not be altered: " + refused.what())
                .because(reason + "; " + refused.why() + "; nothing was loaded")
                .fix(
                        "execute it as the table's owner, after dropping views that depend on the column, and run the night"
                                + " again: " + statement);
    }

    /** Columns are SUPER in the contract and not in the table, or the other way round. */
    static Fault otherTypes(TableName table, List<String> columns) {
        return Fault.of(ErrorCode.DataContractViolation)
                .at(table.plain())
                .what("columns of another type than the contract's: " + String.join(", ", columns))
                .because(
                        "nested and json columns are SUPER in the warehouse, and no other column is; nothing was loaded")
                .fix("rename these columns of the table (alter table " + table.plain()
                        + " rename column … to …), add them with the contract's type, and run the nights again whose"
                        + " days need them; or give the contract's columns other names");
    }

    /**
     * COPY was refused, and columns of the table are shorter than the contract's.
     *
     * @param refused the fault of the refused COPY
     */
    static Fault narrowColumns(Fault refused, TableName table, List<String> narrow) {
        return Fault.of(refused.code())
                .at(refused.where())
                .what(refused.what() + "; shorter in the table than in the contract: " + String.join(", ", narrow))
                .because("a value of one of these columns is too long for the table; everything was rolled back")
                .fix("give the table the contract's length (alter table " + table.plain()
                        + " alter column … type varchar(…)), or the contract the table's, and run the night again");
    }
}
