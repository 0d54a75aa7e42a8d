package dev.madrugada.warehouse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query.
 *
 * @param columns in the query's order, named as the query names them
 * @param rows in the query's order; each has a value for every column, of the Java class its type names, or null
 */
public record QueryResult(List<Column> columns, List<List<@Nullable Object>> rows) {
    /** A column of an answer. */
    public record Column(String name, Type type) {}

    /** What a column's values are in Java. */
    public enum Type {
        /** Long. */
        INTEGER,
        /** BigDecimal; a Double for NaN and the infinities. */
        DECIMAL,
        /** Double; a 4-byte float is the double of the same decimal text. */
        DOUBLE,
        /** Boolean. */
        BOOLEAN,
        /** LocalDate of the proleptic Gregorian calendar; the String infinity or -infinity for what is no day. */
        DATE,
        /** Instant, or a String as for DATE; a timestamp without a zone is read as UTC. */
        TIMESTAMP,
        /** String; any other type in the form the warehouse prints it. */
        TEXT;

        public boolean isNumber() {
            return this == INTEGER || this == DECIMAL || this == DOUBLE;
        }
    }

    public QueryResult {
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copies = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.size() + " values in an answer of " + columns.size() + " columns");
            }
            copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copies);
    }

    /** The only value of an answer of one row and one INTEGER column, such as a count. */
    public long number() {
        if (rows.size() != 1 || columns.size() != 1 || !(rows.get(0).get(0) instanceof Long number)) {
            throw new IllegalStateException("not one number: " + rows.size() + " rows of " + columns);
        }
        return number;
    }
}
