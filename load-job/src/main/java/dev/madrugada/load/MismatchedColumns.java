package dev.madrugada.load;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.TableColumns;
import dev.madrugada.warehouse.TableColumns.ActualColumn;
import dev.madrugada.warehouse.TableDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns whose type in the target does not hold the contract's values: texts that are shorter, and columns that are
 * SUPER in one of both only. The server's error for a value that is too long (SQLState 22001, or 8001 of a compute node)
 * names no column, and no other column can be the cause: the files hold no longer value than the contract's type. A
 * text in a SUPER column is no error: Redshift stores it as a string.
 */
record MismatchedColumns(RedshiftSession session, TargetTable target) {
    /**
     * Checks the columns that are SUPER in the contract or in the table.
     *
     * @throws MadrugadaException DataContractViolation if the other has them with another type
     */
    void requireSuper(TableColumns found) {
        List<String> others = others(found);
        if (!others.isEmpty()) {
            throw LoadFaults.otherTypes(target.name(), others).exception();
        }
    }

    /** The exception; if it is a DataContractViolation and columns do not fit, its fault names these columns. */
    MadrugadaException named(MadrugadaException refused) {
        if (refused.code() != ErrorCode.DataContractViolation) {
            return refused;
        }
        TableColumns found;
        try {
            found = TableColumns.of(session, target.name());
        } catch (MadrugadaException unanswered) {
            refused.addSuppressed(unanswered);
            return refused;
        }
        Fault fault = refused.faults().get(0);
        List<String> others = others(found);
        if (!others.isEmpty()) {
            return LoadFaults.otherTypes(target.name(), others).exception(refused);
        }
        List<String> narrow = narrow(found);
        return narrow.isEmpty()
                ? refused
                : LoadFaults.narrowColumns(fault, target.name(), narrow).exception(refused);
    }

    private List<String> others(TableColumns found) {
        List<String> others = new ArrayList<>();
        for (Column column : target.curated()) {
            Optional<ActualColumn> actual = found.find(column.name());
            if (actual.isPresent()
                    && column.type().isSemiStructured() != actual.get().isSuper()) {
                others.add(column.name() + " (" + actual.get() + " instead of " + TableDdl.type(column.type()) + ")");
            }
        }
        return others;
    }

    private List<String> narrow(TableColumns found) {
        List<String> narrow = new ArrayList<>();
        for (Column column : target.curated()) {
            Optional<Long> length = found.find(column.name()).flatMap(actual -> Optional.ofNullable(actual.length()));
            if (column.type().kind() == ColumnType.Kind.VARCHAR
                    && length.filter(actual -> actual < column.type().length()).isPresent()) {
                narrow.add(column.name() + " (varchar(" + length.get() + ") instead of " + column.type() + ")");
            }
        }
        return narrow;
    }
}
