package dev.madrugada.load;

import dev.madrugada.common.contract.Column;
import dev.madrugada.common.contract.ColumnType;
import dev.madrugada.common.error.ErrorCode;
import dev.madrugada.common.error.Fault;
import dev.madrugada.common.error.MadrugadaException;
import dev.madrugada.warehouse.Literal;
import dev.madrugada.warehouse.RedshiftSession;
import dev.madrugada.warehouse.SqlStatement;
import dev.madrugada.warehouse.TableDdl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns whose type in the target does not hold the contract's values: texts that are shorter, and columns that are
 * SUPER in one of both only. The server's error for a value that is too long (SQLState 22001, or 8001 of a compute node)
 * names no column, and no other column can be the cause: the files hold no longer value than the contract's type. A
 * text in a SUPER column is no error: Redshift stores it as a string.
 */
record MismatchedColumns(RedshiftSession session, TargetTable target) {
    private static final String SUPER = "super";

    /** A column's type in the warehouse's catalog; the length is null for other types than texts. */
    private record Found(String type, @Nullable Long length) {}

    /**
     * Checks the columns that are SUPER in the contract, if there are any.
     *
     * @throws MadrugadaException DataContractViolation if the table has them with another type
     */
    void requireSuper() {
        if (target.curated().stream().anyMatch(column -> column.type().isSemiStructured())) {
            List<String> others = others(found());
            if (!others.isEmpty()) {
                throw LoadFaults.otherTypes(target.name(), others).exception();
            }
        }
    }

    /** The exception; if it is a DataContractViolation and columns do not fit, its fault names these columns. */
    MadrugadaException named(MadrugadaException refused) {
        if (refused.code() != ErrorCode.DataContractViolation) {
            return refused;
        }
        Map<String, Found> found;
        try {
            found = found();
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

    private Map<String, Found> found() {
        Map<String, Found> columns = new HashMap<>();
        // PostgreSQL names a domain, such as the local stack's super, beside the type that it is made of.
        SqlStatement types = SqlStatement.of("SELECT column_name, coalesce(domain_name, data_type),"
                + " character_maximum_length FROM information_schema.columns WHERE table_schema = "
                + Literal.of(target.name().schema().name()) + " AND table_name = "
                + Literal.of(target.name().table().name()));
        for (List<@Nullable Object> row : session.query(types).rows()) {
            columns.put(
                    String.valueOf(row.get(0)),
                    new Found(String.valueOf(row.get(1)), row.get(2) instanceof Long length ? length : null));
        }
        return columns;
    }

    private List<String> others(Map<String, Found> found) {
        List<String> others = new ArrayList<>();
        for (Column column : target.curated()) {
            Found actual = found.get(column.name());
            if (actual != null
                    && column.type().isSemiStructured() != actual.type().equalsIgnoreCase(SUPER)) {
                others.add(column.name() + " (" + actual.type() + " instead of " + TableDdl.type(column.type()) + ")");
            }
        }
        return others;
    }

    private List<String> narrow(Map<String, Found> found) {
        List<String> narrow = new ArrayList<>();
        for (Column column : target.curated()) {
            Found actual = found.get(column.name());
            if (column.type().kind() == ColumnType.Kind.VARCHAR
                    && actual != null
                    && actual.length() != null
                    && actual.length() < column.type().length()) {
                narrow.add(column.name() + " (varchar(" + actual.length() + ") instead of " + column.type() + ")");
            }
        }
        return narrow;
    }
}
