package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type, which maps to one type of Parquet and one of the warehouse.
 *
 * @param precision the number of a decimal's digits; 0 for other types
 * @param scale the number of a decimal's digits after the point; 0 for other types
 * @param length a varchar's maximum length in bytes of UTF-8, the unit of Redshift; 0 for other types
 */
public record ColumnType(Kind kind, int precision, int scale, int length) implements Serializable {
    /** Redshift's longest varchar, in bytes. */
    public static final int LONGEST_VARCHAR = 65_535;

    /** Redshift's maximum precision and scale of a decimal. */
    private static final int MAX_PRECISION = 38;

    private static final int MAX_SCALE = 37;

    private static final Pattern FORM = Pattern.compile("([a-z]+)(?:\\((\\d{1,5})(?:,\\s*(\\d{1,2}))?\\))?");

    /** The kinds of types. A timestamp is an instant in UTC with microseconds. */
    public enum Kind {
        BIGINT,
        INTEGER,
        DOUBLE,
        DECIMAL,
        BOOLEAN,
        VARCHAR,
        TIMESTAMP,
        DATE
    }

    /**
     * Parses a type such as {@code bigint}, {@code decimal(10,2)} or {@code varchar(64)}.
     *
     * @throws IllegalArgumentException if the text is not a type; the message lists the possible types
     */
    public static ColumnType parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            int first = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
            int second = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
            boolean noParameter = form.group(2) == null;
            boolean oneParameter = !noParameter && form.group(3) == null;
            switch (form.group(1)) {
                case "bigint", "integer", "double", "boolean", "timestamp", "date" -> {
                    if (noParameter) {
                        return new ColumnType(Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT)), 0, 0, 0);
                    }
                }
                case "decimal" -> {
                    if (!noParameter && first >= 1 && first <= MAX_PRECISION && second <= Math.min(first, MAX_SCALE)) {
                        return new ColumnType(Kind.DECIMAL, first, second, 0);
                    }
                }
                case "varchar" -> {
                    if (oneParameter && first >= 1 && first <= LONGEST_VARCHAR) {
                        return new ColumnType(Kind.VARCHAR, 0, 0, first);
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a column type: use bigint, integer, double, boolean,"
                + " timestamp, date, decimal(1..38,scale) with a scale of 37 at most, or varchar(1.." + LONGEST_VARCHAR
                + ")");
    }

    /** The form in a contract. Redshift's DDL uses the same, except for {@code double}: DOUBLE PRECISION in Redshift. */
    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
            case VARCHAR -> "varchar(" + length + ")";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
