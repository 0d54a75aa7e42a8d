package dev.madrugada.load;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.Literal;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text columns that are shorter in the target than in the contract. The server's error for a value that is too long
 * (SQLState 22001, or 8001 of a compute node) names no column, and no other column can be the cause: the files hold no
 * longer value than the contract's type.
 */
record NarrowColumns(RedshiftSession session, TargetTable target) {
    /** The exception; if it is a DataContractViolation and columns are too short, its fault names these columns. */
    MadrugadaException named(MadrugadaException refused) {
        if (refused.code() != ErrorCode.DataContractViolation) {
            return refused;
        }
        List<String> narrow;
        try {
            narrow = found();
        } catch (MadrugadaException unanswered) {
            refused.addSuppressed(unanswered);
            return refused;
        }
        if (narrow.isEmpty()) {
            return refused;
        }
        return LoadFaults.narrowColumns(refused.faults().get(0), target.name(), narrow)
                .exception(refused);
    }

    private List<String> found() {
        Map<String, Long> lengths = new HashMap<>();
        SqlStatement lengthsOf = SqlStatement.of("SELECT column_name, character_maximum_length"
                + " FROM information_schema.columns WHERE character_maximum_length IS NOT NULL AND table_schema = "
                + Literal.of(target.name().schema().name()) + " AND table_name = "
                + Literal.of(target.name().table().name()));
        for (List<@Nullable Object> row : session.query(lengthsOf).rows()) {
            if (row.get(1) instanceof Long length) {
                lengths.put(String.valueOf(row.get(0)), length);
            }
        }
        List<String> narrow = new ArrayList<>();
        for (Column column : target.curated()) {
            Long length = lengths.get(column.name());
            if (column.type().kind() == ColumnType.Kind.VARCHAR
                    && length != null
                    && length < column.type().length()) {
                narrow.add(column.name() + " (varchar(" + length + ") instead of " + column.type() + ")");
            }
        }
        return narrow;
    }
}
