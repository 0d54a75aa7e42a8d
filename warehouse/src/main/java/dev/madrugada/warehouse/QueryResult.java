package dev.madrugada.warehouse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a query.
 *
 * @param columns the columns in the query's order, with the query's names
 * @param rows the rows in the query's order; each has one value per column, either null or of the Java class that the
 *     column's {@link Type} documents
 */
public record QueryResult(List<Column> columns, List<List<@Nullable Object>> rows) {
    /** A column of a query result. */
    public record Column(String name, Type type) {}

    /** The Java class of a column's values. */
    public enum Type {
        /** Long. */
        INTEGER,
        /** BigDecimal; NaN and infinity are Double. */
        DECIMAL,
        /** Double; a 4-byte float becomes the double with the same decimal text. */
        DOUBLE,
        /** Boolean. */
        BOOLEAN,
        /** LocalDate in the proleptic Gregorian calendar; the values infinity and -infinity are String. */
        DATE,
        /** Instant, or String as for DATE; a timestamp without time zone is in UTC. */
        TIMESTAMP,
        /** String; values of all other types are in the text form of the warehouse. */
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
                        "a row of " + row.size() + " values in a result of " + columns.size() + " columns");
            }
            copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copies);
    }

    /**
     * The value of a result with one row and one INTEGER column, such as a count.
     *
     * @throws IllegalStateException if the result has another shape
     */
    public long number() {
        if (rows.size() != 1 || columns.size() != 1 || !(rows.get(0).get(0) instanceof Long number)) {
            throw new IllegalStateException(
                    "the result is not a single number: " + rows.size() + " rows of " + columns);
        }
        return number;
    }
}
