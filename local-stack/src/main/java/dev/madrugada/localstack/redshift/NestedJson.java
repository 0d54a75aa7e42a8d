package dev.madrugada.localstack.redshift;

import static dev.madrugada.localstack.redshift.ParquetToCsv.literal;

import java.util.ArrayList;
import java.util.List;

/**
 * DuckDB expressions for the JSON text that COPY's SERIALIZETOJSON makes of a nested value. DuckDB's own {@code to_json}
 * is not used for whole values, because it converts decimals to doubles. Times are in ISO 8601 in UTC.
 */
final class NestedJson {
    private int variables;

    /** An expression that is null if the value is null. */
    String of(String value, DuckDbType type) {
        return switch (type.kind()) {
            case PLAIN -> plain(value, type.name());
            case LIST -> {
                String element = "e" + variables++;
                yield whole(value, "[", joined(value, element, partOf(element, type, 0)), "]");
            }
            case MAP -> {
                String entry = "e" + variables++;
                String pair =
                        "CAST(to_json(" + entry + ".key) AS VARCHAR) || ':' || " + partOf(entry + ".value", type, 1);
                yield whole(value, "{", joined("map_entries(" + value + ")", entry, pair), "}");
            }
            case STRUCT -> {
                List<String> pairs = new ArrayList<>();
                for (int i = 0; i < type.parts().size(); i++) {
                    String name = literal(type.parts().get(i).name());
                    pairs.add("CAST(to_json(" + name + ") AS VARCHAR) || ':' || "
                            + partOf("struct_extract(" + value + ", " + name + ")", type, i));
                }
                yield whole(value, "{", String.join(" || ',' || ", pairs), "}");
            }
        };
    }

    private static String whole(String value, String open, String inside, String close) {
        return "CASE WHEN " + value + " IS NOT NULL THEN '" + open + "' || " + inside + " || '" + close + "' END";
    }

    private String partOf(String value, DuckDbType type, int part) {
        return "coalesce(" + of(value, type.parts().get(part).type()) + ", 'null')";
    }

    private static String joined(String list, String variable, String element) {
        // DuckDB makes a null of an empty list.
        return "coalesce(array_to_string(list_transform(" + list + ", " + variable + " -> " + element + "), ','), '')";
    }

    private static String plain(String value, String type) {
        return switch (type) {
            case "VARCHAR", "DOUBLE", "FLOAT" -> "CAST(to_json(" + value + ") AS VARCHAR)";
            case "TIMESTAMP WITH TIME ZONE" ->
                "'\"' || replace(CAST(make_timestamp(epoch_us(" + value + ")) AS VARCHAR), ' ', 'T') || 'Z\"'";
            case "DATE", "TIMESTAMP" -> "'\"' || replace(CAST(" + value + " AS VARCHAR), ' ', 'T') || '\"'";
            default -> "CAST(" + value + " AS VARCHAR)";
        };
    }
}
