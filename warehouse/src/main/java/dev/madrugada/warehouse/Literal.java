package dev.madrugada.warehouse;

import java.net.URI;
import java.time.LocalDate;

/**
 * A literal in the text of a SQL statement, for statements without parameters such as COPY. Its text form is SQL.
 *
 * <p>Text with a quote, a backslash or a control character is rejected and not escaped, because Redshift treats a
 * backslash in a literal as an escape and PostgreSQL does not. URIs and ARNs need none of these characters.
 */
public record Literal(String sql) {
    public static Literal of(String text) {
        if (text.chars().anyMatch(c -> c == '\'' || c == '\\' || c < ' ')) {
            throw new IllegalArgumentException("a literal with a quote, a backslash or a control character: " + text);
        }
        return new Literal("'" + text + "'");
    }

    public static Literal of(URI uri) {
        return of(uri.toString());
    }

    public static Literal of(LocalDate day) {
        return new Literal("DATE '" + day + "'");
    }

    @Override
    public String toString() {
        return sql;
    }
}
