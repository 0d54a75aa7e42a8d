package dev.madrugada.warehouse;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table as the warehouse's catalog has them.
 *
 * @param columns by name; empty if the table does not exist, or if the login may not see it
 */
public record TableColumns(Map<String, ActualColumn> columns) {
    private static final String SUPER = "super";

    /**
     * A column's type in the catalog.
     *
     * @param type in lower case, such as {@code character varying}
     * @param length of a text, in bytes on Redshift; null for other types and for texts without a limit
     * @param precision of a number; null for other types
     * @param scale of a number; null for other types
     */
    public record ActualColumn(
            String type,
            @Nullable Long length,
            @Nullable Long precision,
            @Nullable Long scale) {
        public boolean isSuper() {
            return type.equals(SUPER);
        }

        @Override
        public String toString() {
            return type;
        }
    }

    public TableColumns {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** Reads the catalog: one query. */
    public static TableColumns of(RedshiftSession session, TableName table) {
        // PostgreSQL names a domain, such as the local stack's super, beside the type that it is made of.
        SqlStatement types = SqlStatement.of("SELECT column_name, coalesce(domain_name, data_type),"
                + " character_maximum_length, numeric_precision, numeric_scale FROM information_schema.columns WHERE"
                + " table_schema = " + Literal.of(table.schema().name()) + " AND table_name = "
                + Literal.of(table.table().name()) + " ORDER BY ordinal_position");
        Map<String, ActualColumn> columns = new LinkedHashMap<>();
        for (List<@Nullable Object> row : session.query(types).rows()) {
            columns.put(
                    String.valueOf(row.get(0)),
                    new ActualColumn(
                            String.valueOf(row.get(1)).toLowerCase(Locale.ROOT),
                            number(row.get(2)),
                            number(row.get(3)),
                            number(row.get(4))));
        }
        return new TableColumns(columns);
    }

    public Optional<ActualColumn> find(String column) {
        return Optional.ofNullable(columns.get(column));
    }

    public boolean isEmpty() {
        return columns.isEmpty();
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Long number ? number : null;
    }
}
