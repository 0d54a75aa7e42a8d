package dev.madrugada.common.contract;

import dev.madrugada.common.contract.ColumnType.Kind;
import dev.madrugada.common.contract.ColumnType.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Parses the text of a {@link ColumnType} from left to right. Use an instance once. */
final class ColumnTypeParser {
    /** Redshift's maximum precision and scale of a decimal. */
    private static final int MAX_PRECISION = 38;

    private static final int MAX_SCALE = 37;

    private static final Set<String> PLAIN =
            Set.of("bigint", "integer", "double", "boolean", "timestamp", "date", "json");

    private final String text;
    private int at;

    ColumnTypeParser(String text) {
        this.text = text;
    }

    ColumnType parsed() {
        if (text.startsWith(" ")) {
            throw invalid();
        }
        ColumnType type = type();
        if (at != text.length()) {
            throw invalid();
        }
        return type;
    }

    private ColumnType type() {
        String word = word();
        if (PLAIN.contains(word)) {
            return ColumnType.of(Kind.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return switch (word) {
            case "decimal" -> decimal();
            case "varchar" -> varchar();
            case "array" -> {
                expect('<');
                ColumnType element = part();
                expect('>');
                yield ColumnType.arrayOf(element);
            }
            case "map" -> {
                expect('<');
                ColumnType key = part();
                if (key.kind() != Kind.VARCHAR) {
                    throw new IllegalArgumentException(
                            "a map's keys are field names, so its first type is a varchar: map<varchar(64),integer>");
                }
                expect(',');
                ColumnType value = part();
                expect('>');
                yield ColumnType.mapOf(key, value);
            }
            case "struct" -> struct();
            default -> throw invalid();
        };
    }

    private ColumnType struct() {
        expect('<');
        List<Part> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        do {
            skipBlanks();
            String name = at < text.length() && text.charAt(at) == '"' ? quoted() : word();
            if (name.isEmpty()) {
                throw invalid();
            }
            // Spark compares the names without case, and so does Redshift in a query.
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "the struct has two fields named '" + name + "', whether in upper or lower case");
            }
            expect(':');
            fields.add(new Part(name, part()));
        } while (accept(','));
        expect('>');
        return ColumnType.structOf(fields);
    }

    /** A type inside another one; JSON inside a nested type would be a text in the warehouse, not a value. */
    private ColumnType part() {
        ColumnType part = type();
        if (part.kind() == Kind.JSON) {
            throw new IllegalArgumentException("json is a column's type and not part of another type: make the whole"
                    + " column json, or write the inner type");
        }
        return part;
    }

    private ColumnType decimal() {
        expect('(');
        int precision = number();
        int scale = accept(',') ? number() : 0;
        expect(')');
        if (precision < 1 || precision > MAX_PRECISION || scale > Math.min(precision, MAX_SCALE)) {
            throw invalid();
        }
        return new ColumnType(Kind.DECIMAL, precision, scale, 0);
    }

    private ColumnType varchar() {
        expect('(');
        int length = number();
        expect(')');
        if (length < 1 || length > ColumnType.LONGEST_VARCHAR) {
            throw invalid();
        }
        return new ColumnType(Kind.VARCHAR, 0, 0, length);
    }

    /** Whether a struct's field can have the name without quotes. */
    static boolean isPlainName(String name) {
        return !name.isEmpty() && name.chars().allMatch(ColumnTypeParser::isOfWord);
    }

    private static boolean isOfWord(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private String word() {
        skipBlanks();
        int from = at;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '"') {
                name.append(c);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                name.append('"');
                at++;
            } else {
                at++;
                return name.toString();
            }
        }
        throw invalid();
    }

    private int number() {
        skipBlanks();
        int from = at;
        while (at < text.length() && at - from < 5 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (from == at) {
            throw invalid();
        }
        return Integer.parseInt(text.substring(from, at));
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw invalid();
        }
    }

    private boolean accept(char c) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException invalid() {
        return new IllegalArgumentException("'" + text + "' is not a column type: use bigint, integer, double, boolean,"
                + " timestamp, date, decimal(1..38,scale) with a scale of 37 at most, varchar(1.."
                + ColumnType.LONGEST_VARCHAR + "), json, array<T>, struct<name:T,…> or map<varchar(n),T>");
    }
}
