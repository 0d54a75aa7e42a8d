package dev.madrugada.localstack.redshift;

import java.util.ArrayList;
import java.util.List;

/**
 * A column type of DuckDB, parsed from the text of DESCRIBE, such as {@code STRUCT(a INTEGER, "b c" DATE[])[]}.
 *
 * @param name the name of a type without parts, such as {@code DECIMAL(10,2)}; empty for other types
 * @param parts a list's element, a map's key and value, a struct's fields; empty for types without parts
 */
record DuckDbType(Kind kind, String name, List<Part> parts) {
    /** The kinds of types. */
    enum Kind {
        PLAIN,
        LIST,
        STRUCT,
        MAP
    }

    /** A part of a nested type; only a struct's fields have names. */
    record Part(String name, DuckDbType type) {}

    DuckDbType {
        parts = List.copyOf(parts);
    }

    static DuckDbType parse(String text) {
        Parser parser = new Parser(text);
        DuckDbType type = parser.type();
        if (parser.at != text.length()) {
            throw new IllegalArgumentException("not a DuckDB type: " + text);
        }
        return type;
    }

    boolean isNested() {
        return kind != Kind.PLAIN;
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        DuckDbType type() {
            DuckDbType type;
            if (accept("STRUCT(")) {
                List<Part> fields = new ArrayList<>();
                do {
                    String name = fieldName();
                    fields.add(new Part(name, type()));
                } while (accept(", "));
                expect(")");
                type = new DuckDbType(Kind.STRUCT, "", fields);
            } else if (accept("MAP(")) {
                Part key = new Part("", type());
                expect(", ");
                type = new DuckDbType(Kind.MAP, "", List.of(key, new Part("", type())));
                expect(")");
            } else {
                type = new DuckDbType(Kind.PLAIN, plainName(), List.of());
            }
            while (accept("[]")) {
                type = new DuckDbType(Kind.LIST, "", List.of(new Part("", type)));
            }
            return type;
        }

        /** Words and a length in parentheses, such as {@code TIMESTAMP WITH TIME ZONE} and {@code DECIMAL(10,2)}. */
        private String plainName() {
            int from = at;
            int depth = 0;
            while (at < text.length() && (depth > 0 || ",)[".indexOf(text.charAt(at)) < 0)) {
                depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
                at++;
            }
            return text.substring(from, at);
        }

        private String fieldName() {
            StringBuilder name = new StringBuilder();
            if (!accept("\"")) {
                while (!accept(" ")) {
                    name.append(text.charAt(at++));
                }
                return name.toString();
            }
            while (!accept("\" ")) {
                name.append(text.charAt(at));
                if (!accept("\"\"")) {
                    at++;
                }
            }
            return name.toString();
        }

        private boolean accept(String expected) {
            boolean found = text.startsWith(expected, at);
            at += found ? expected.length() : 0;
            return found;
        }

        private void expect(String expected) {
            if (!accept(expected)) {
                throw new IllegalArgumentException("not a DuckDB type: " + text);
            }
        }
    }
}
