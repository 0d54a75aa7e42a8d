package dev.madrugada.aws.catalog;

import dev.madrugada.common.contract.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The contract's types in Hive's syntax, which the Glue Data Catalog stores and Athena parses. In this syntax the name
 * of a struct's field stands without quotes and its case does not count.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/data-types.html">Athena's data types</a>
 */
public final class HiveType {
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9_]+");

    private HiveType() {}

    /** Empty if a struct has a field name with other characters, or two names that differ by case only. */
    public static Optional<String> of(ColumnType type) {
        return switch (type.kind()) {
            case INTEGER -> Optional.of("int");
            case VARCHAR, JSON -> Optional.of("string");
            case ARRAY -> parts(type).map(parts -> "array<" + parts.get(0) + ">");
            case MAP -> parts(type).map(parts -> "map<" + String.join(",", parts) + ">");
            case STRUCT -> struct(type);
            default -> Optional.of(type.toString());
        };
    }

    private static Optional<String> struct(ColumnType type) {
        Set<String> names = new HashSet<>();
        for (ColumnType.Part field : type.parts()) {
            if (!FIELD_NAME.matcher(field.name()).matches()
                    || !names.add(field.name().toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
        }
        return parts(type).map(parts -> {
            List<String> fields = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                fields.add(type.parts().get(i).name() + ":" + parts.get(i));
            }
            return "struct<" + String.join(",", fields) + ">";
        });
    }

    private static Optional<List<String>> parts(ColumnType type) {
        List<String> parts = new ArrayList<>();
        for (ColumnType.Part part : type.parts()) {
            Optional<String> of = of(part.type());
            if (of.isEmpty()) {
                return Optional.empty();
            }
            parts.add(of.get());
        }
        return Optional.of(parts);
    }
}
