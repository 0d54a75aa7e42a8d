package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type, the same for Parquet and the warehouse.
 *
 * @param precision of a decimal, else 0
 * @param scale of a decimal, else 0
 * @param length of a varchar in bytes of UTF-8 (as Redshift counts), else 0
 */
public record ColumnType(Kind kind, int precision, int scale, int length) implements Serializable {
    /** Redshift's longest varchar, in bytes. */
    public static final int LONGEST_VARCHAR = 65_535;

    /** Redshift's most digits of a decimal, and its most digits after the point. */
    private static final int MOST_PRECISION = 38;

    private static final int MOST_SCALE = 37;

    private static final Pattern FORM = Pattern.compile("([a-z]+)(?:\\((\\d{1,5})(?:,\\s*(\\d{1,2}))?\\))?");

    /** What kinds of value there are; timestamps are instants in UTC to the microsecond. */
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

    /** Reads {@code bigint}, {@code decimal(10,2)}, {@code varchar(64)}, …; says what is possible if it can't. */
    public static ColumnType parse(String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            int first = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
            int second = form.group(3) == null ? 0 : Integer.parseInt(form.group(3));
            boolean bare = form.group(2) == null;
            boolean one = !bare && form.group(3) == null;
            switch (form.group(1)) {
                case "bigint", "integer", "double", "boolean", "timestamp", "date" -> {
                    if (bare) {
                        return new ColumnType(Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT)), 0, 0, 0);
                    }
                }
                case "decimal" -> {
                    if (!bare && first >= 1 && first <= MOST_PRECISION && second <= Math.min(first, MOST_SCALE)) {
                        return new ColumnType(Kind.DECIMAL, first, second, 0);
                    }
                }
                case "varchar" -> {
                    if (one && first >= 1 && first <= LONGEST_VARCHAR) {
                        return new ColumnType(Kind.VARCHAR, 0, 0, first);
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no column type: use bigint, integer, double, boolean,"
                + " timestamp, date, decimal(1..38,scale) with a scale of 37 at most, or varchar(1.." + LONGEST_VARCHAR
                + ")");
    }

    /** As it is written in a contract and in Redshift's DDL, but for {@code double}, which Redshift calls DOUBLE PRECISION. */
    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
            case VARCHAR -> "varchar(" + length + ")";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
