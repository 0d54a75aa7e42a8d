package dev.madrugada.common.contract;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A column's type, which maps to one type of Parquet and one of the warehouse.
 *
 * @param precision the number of a decimal's digits; 0 for other types
 * @param scale the number of a decimal's digits after the point; 0 for other types
 * @param length a varchar's maximum length in bytes of UTF-8, the unit of Redshift; 0 for other types
 * @param parts an array's element, a map's key and value, a struct's fields; empty for other types
 */
public record ColumnType(Kind kind, int precision, int scale, int length, List<Part> parts) implements Serializable {
    /** Redshift's longest varchar, in bytes. */
    public static final int LONGEST_VARCHAR = 65_535;

    /** The names of the parts of an array and a map, which are Parquet's and Spark's. */
    public static final String ELEMENT = "element";

    public static final String MAP_KEY = "key";
    public static final String MAP_VALUE = "value";

    /** The kinds of types. A timestamp is an instant in UTC with microseconds; JSON is a subtree's text as it came. */
    public enum Kind {
        BIGINT,
        INTEGER,
        DOUBLE,
        DECIMAL,
        BOOLEAN,
        VARCHAR,
        TIMESTAMP,
        DATE,
        ARRAY,
        STRUCT,
        MAP,
        JSON
    }

    /** A part of a nested type. */
    public record Part(String name, ColumnType type) implements Serializable {}

    public ColumnType {
        parts = List.copyOf(parts);
    }

    /** A type without parts. */
    public ColumnType(Kind kind, int precision, int scale, int length) {
        this(kind, precision, scale, length, List.of());
    }

    /** A type without parameters and parts. */
    public static ColumnType of(Kind kind) {
        return new ColumnType(kind, 0, 0, 0);
    }

    public static ColumnType arrayOf(ColumnType element) {
        return new ColumnType(Kind.ARRAY, 0, 0, 0, List.of(new Part(ELEMENT, element)));
    }

    public static ColumnType mapOf(ColumnType key, ColumnType value) {
        return new ColumnType(Kind.MAP, 0, 0, 0, List.of(new Part(MAP_KEY, key), new Part(MAP_VALUE, value)));
    }

    public static ColumnType structOf(List<Part> fields) {
        return new ColumnType(Kind.STRUCT, 0, 0, 0, fields);
    }

    /** Whether it is an array, a struct or a map. */
    public boolean isNested() {
        return kind == Kind.ARRAY || kind == Kind.STRUCT || kind == Kind.MAP;
    }

    /** Whether the warehouse holds it as a semi-structured value (SUPER): nested types and JSON. */
    public boolean isSemiStructured() {
        return isNested() || kind == Kind.JSON;
    }

    /**
     * Parses a type such as {@code bigint}, {@code decimal(10,2)}, {@code varchar(64)} or {@code array<varchar(64)>}.
     *
     * @throws IllegalArgumentException if the text is not a type; the message lists the possible types
     */
    public static ColumnType parse(String text) {
        return new ColumnTypeParser(text).parsed();
    }

    /** The form in a contract. Redshift's DDL has other words for {@code double} and the semi-structured types. */
    @Override
    public String toString() {
        return switch (kind) {
            case DECIMAL -> "decimal(" + precision + "," + scale + ")";
            case VARCHAR -> "varchar(" + length + ")";
            case ARRAY -> "array<" + parts.get(0).type() + ">";
            case MAP -> "map<" + parts.get(0).type() + "," + parts.get(1).type() + ">";
            case STRUCT ->
                parts.stream()
                        .map(part -> partName(part.name()) + ":" + part.type())
                        .collect(Collectors.joining(",", "struct<", ">"));
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String partName(String name) {
        return ColumnTypeParser.isPlainName(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
